/// How the days of a part of a year are counted (prorata temporis). A company chooses once: plans that mix two
/// conventions do not add up to the duration.
public enum DepreciationConvention: UInt8, Sendable, CaseIterable {
  /// Months of 30 days, years of 360: the usual one.
  case days360 = 1
  /// Real days, years of 365: the 29th of February is no day.
  case days365 = 2

  public var yearDays: Int {
    switch self {
    case .days360: 360
    case .days365: 365
    }
  }

  /// Both days included; 0 when `end` is before `start`.
  public func days(from start: CalendarDate, through end: CalendarDate) -> Int {
    guard start <= end else { return 0 }
    return max(0, place(afterLast: end) - place(of: start))
  }

  /// Days before `date`, counted from year 0.
  private func place(of date: CalendarDate) -> Int {
    switch self {
    case .days360: date.year * 360 + (date.month - 1) * 30 + min(date.day, 30) - 1
    case .days365: date.year * 365 + Self.daysBefore[date.month - 1] + date.day - 1
    }
  }

  /// Days through `date`: the last of a month ends its 30 days.
  private func place(afterLast date: CalendarDate) -> Int {
    switch self {
    case .days360: date.year * 360 + (date.month - 1) * 30 + (date.isLastOfMonth ? 30 : min(date.day, 30))
    case .days365: date.year * 365 + Self.daysBefore[date.month - 1] + (date.month == 2 ? min(date.day, 28) : date.day)
    }
  }

  private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
}
