/// Which fiscal year a FEC fills.
public enum FECYear {
  /// The year ends on the closing date of the file's name, else on the last day of the month of the last entry.
  ///
  /// It starts as the company's own year does when that ends the same day. Otherwise it lasts twelve months, lengthened
  /// to the month of the first entry when that is earlier, or shortened to follow a year of the books that ended before
  /// the first entry. Nil when there is no date at all, or when 24 months would not hold it.
  public static func year(
    closing: CalendarDate?, first: CalendarDate?, last: CalendarDate?, known: [FECExpectation.KnownYear]
  ) -> FiscalYear? {
    // A file whose name says nothing belongs to the year that all its dates fall in.
    if closing == nil, let first, let last,
      let own = known.first(where: { $0.year.contains(first) && $0.year.contains(last) })
    {
      return own.year
    }
    guard let end = closing ?? last.flatMap(lastOfMonth) else { return nil }
    if let own = known.first(where: { $0.year.end == end }) { return own.year }
    guard var start = dayAfter(monthsBack: 12, from: end) else { return nil }
    if let first, first < start, let month = CalendarDate(year: first.year, month: first.month, day: 1),
      let longest = dayAfter(monthsBack: 24, from: end), longest <= month
    {
      start = month
    }
    let before = known.map(\.year.end).filter { $0 >= start && $0 < (first ?? start) && $0 < end }.max()
    if let next = before?.adding(days: 1) { start = next }
    return try? FiscalYear(start: start, end: end)
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
