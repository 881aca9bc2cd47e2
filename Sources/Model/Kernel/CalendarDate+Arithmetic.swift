extension CalendarDate {
  /// Days since 1 January 1970, negative before. The count of days from a civil date, in the proleptic Gregorian
  /// calendar, with the year taken to begin in March so that the leap day ends it.
  public var dayCount: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of ``dayCount``; nil outside 1900...2099.
  public init?(dayCount: Int) {
    let shifted = dayCount + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
    self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// Nil when the result leaves 1900...2099.
  public func adding(days: Int) -> CalendarDate? { CalendarDate(dayCount: dayCount + days) }

  /// The same day `count` months later, or the last day of that month when it is shorter.
  public func adding(months count: Int) -> CalendarDate? {
    let index = year * 12 + month - 1 + count
    let (targetYear, targetMonth) = (index / 12, index % 12 + 1)
    guard (1900...2099).contains(targetYear) else { return nil }
    let lastDay = Self.days(inMonth: targetMonth, of: targetYear)
    return CalendarDate(year: targetYear, month: targetMonth, day: min(day, lastDay))
  }

  /// The month as the number AAAAMM, for instance 202603: the key of monthly balances.
  public var monthNumber: Int32 { number / 100 }

  public var isLastOfMonth: Bool { day == Self.days(inMonth: month, of: year) }
}
