/// An accounting year (exercice): 1 to 24 months, named in the books by the day it ends.
public struct FiscalYear: Hashable, Sendable {
  public let start: CalendarDate
  public let end: CalendarDate

  /// A first year may last up to 24 months; none may end before it starts.
  public init(start: CalendarDate, end: CalendarDate) throws(FiscalYearRefusal) {
    guard start <= end else { throw .endsBeforeStart }
    guard let latest = start.adding(months: 24), end < latest else { throw .tooLong }
    self.start = start
    self.end = end
  }

  /// Both ends included: 1 or more.
  public var dayCount: Int { end.dayCount - start.dayCount + 1 }

  /// Fewer than 12 months. The law has them in mind (code de commerce, L123-12) and sets no lower bound: the first, the
  /// last, and the one in which the closing day changes are shorter. So it is told, and not refused.
  public var isShort: Bool {
    guard let next = start.adding(months: 12), let following = end.adding(days: 1) else { return false }
    return following < next
  }

  /// The twelve months that follow; nil where the calendar ends.
  public var following: FiscalYear? {
    guard let start = end.adding(days: 1), let after = start.adding(months: 12), let end = after.adding(days: -1) else {
      return nil
    }
    return try? FiscalYear(start: start, end: end)
  }

  public func contains(_ date: CalendarDate) -> Bool { start <= date && date <= end }

  /// - Parameter month: AAAAMM.
  public func holds(month: Int32) -> Bool { (start.monthNumber...end.monthNumber).contains(month) }

  public func overlaps(_ other: FiscalYear) -> Bool { start <= other.end && other.start <= end }

  /// The name people use: `2026`, or `2025-2026` when it straddles two calendar years.
  public var name: String { start.year == end.year ? String(end.year) : "\(start.year)-\(end.year)" }
}

public enum FiscalYearRefusal: String, Refusal {
  case endsBeforeStart = "fiscal_year.ends_before_start"
  case tooLong = "fiscal_year.too_long"

  public var code: String { rawValue }
}
