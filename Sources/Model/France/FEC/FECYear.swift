/// Which fiscal year a FEC fills.
public enum FECYear {
  /// How many entries the file dates on each day.
  public struct Dates: Equatable, Sendable {
    /// Entries that do not bring balances forward, by the number AAAAMMJJ of their day.
    public var entries: [Int32: Int]
    /// The day of the opening entries, where all of them have the same: the law has them on the first day of the year.
    public var opening: CalendarDate?

    public init(entries: [Int32: Int] = [:], opening: CalendarDate? = nil) {
      self.entries = entries
      self.opening = opening
    }

    var first: CalendarDate? { entries.keys.min().flatMap { CalendarDate(number: $0) } ?? opening }
    var last: CalendarDate? { entries.keys.max().flatMap { CalendarDate(number: $0) } ?? opening }

    /// Whether one entry in ten or more is of that span: fewer are errors of typing, which must not move a year.
    fileprivate func hold(in days: PartialRangeUpTo<CalendarDate>) -> Bool {
      count { $0 < days.upperBound.number } * 10 >= max(total, 1)
    }

    fileprivate func count(where isIn: (Int32) -> Bool) -> Int {
      entries.reduce(0) { $0 + (isIn($1.key) ? $1.value : 0) }
    }

    fileprivate var total: Int { entries.values.reduce(0, +) }
  }

  /// Whether no entry at all is of a year that closes on that day: a name that says so is of another file.
  public static func isContradicted(closing: CalendarDate, by dates: Dates) -> Bool {
    guard let earliest = dayAfter(monthsBack: 24, from: closing), dates.first != nil else { return false }
    let isIn = { (day: Int32) in earliest.number <= day && day <= closing.number }
    return dates.count(where: isIn) == 0 && !(dates.opening.map { isIn($0.number) } ?? false)
  }

  /// The year ends on the closing date of the file's name. Without one it is the year of the books that the dates fall
  /// in, else twelve months from the day of the opening entries, else what ends with the month of the last entry.
  ///
  /// It starts as the company's own year does when that ends the same day, or after a year of the books that ended
  /// meanwhile, or on the day of the opening entries. Otherwise it lasts twelve months, lengthened to the month of the
  /// first entry when a good part of the file is earlier. Nil when there is no date at all.
  public static func year(
    closing: CalendarDate?, dates: Dates, known: [FECExpectation.KnownYear]
  ) -> FiscalYear? {
    let closing = closing.flatMap { isContradicted(closing: $0, by: dates) ? nil : $0 }
    if closing == nil, let own = own(dates, known) { return own }
    guard let end = closing ?? guessedEnd(dates) else { return nil }
    if let own = known.first(where: { $0.year.end == end }) { return own.year }
    guard let start = start(of: end, dates, known) else { return nil }
    return try? FiscalYear(start: start, end: end)
  }

  /// A file whose name says nothing belongs to the year of the books that nearly all of its dates fall in.
  private static func own(_ dates: Dates, _ known: [FECExpectation.KnownYear]) -> FiscalYear? {
    let total = dates.total
    guard total > 0 else { return known.first { year in dates.opening.map(year.year.contains) ?? false }?.year }
    return known.first { known in
      let (start, end) = (known.year.start.number, known.year.end.number)
      return dates.count { start <= $0 && $0 <= end } * 10 >= total * 9
    }?.year
  }

  private static func guessedEnd(_ dates: Dates) -> CalendarDate? {
    guard let last = dates.last else { return nil }
    if let opening = dates.opening, opening <= last, let next = opening.adding(months: 12),
      let end = next.adding(days: -1), last <= end
    {
      return end
    }
    return lastOfMonth(last)
  }

  private static func start(
    of end: CalendarDate, _ dates: Dates, _ known: [FECExpectation.KnownYear]
  ) -> CalendarDate? {
    guard let twelve = dayAfter(monthsBack: 12, from: end), let longest = dayAfter(monthsBack: 24, from: end) else {
      return nil
    }
    let before = known.map(\.year.end).filter { $0 < end }.max()
    if let next = before?.adding(days: 1), next >= twelve, !dates.hold(in: ..<next) { return next }
    if let opening = dates.opening, longest <= opening, opening <= end, !dates.hold(in: ..<opening) { return opening }
    guard let first = dates.first, first < twelve, dates.hold(in: ..<twelve),
      let month = CalendarDate(year: first.year, month: first.month, day: 1), longest <= month
    else { return twelve }
    return month
  }

  /// The first day of a year of `count` months that ends on `end`. A month's last day is held to a month's last day:
  /// twelve months that end on 28 February 2025 began on 1 March 2024.
  private static func dayAfter(monthsBack count: Int, from end: CalendarDate) -> CalendarDate? {
    guard let back = end.adding(months: -count) else { return nil }
    return (end.isLastOfMonth ? lastOfMonth(back) : back)?.adding(days: 1)
  }

  private static func lastOfMonth(_ date: CalendarDate) -> CalendarDate? {
    CalendarDate(
      year: date.year, month: date.month, day: CalendarDate.days(inMonth: date.month, of: date.year))
  }
}
