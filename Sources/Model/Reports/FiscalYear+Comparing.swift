extension FiscalYear {
  /// The day of an earlier year that `date` of this one is compared with: last day with last day, otherwise the same
  /// day a year before; nil when that is not in it.
  public func counterpart(of date: CalendarDate, in earlier: FiscalYear) -> CalendarDate? {
    if date == end { return earlier.end }
    guard let day = date.adding(months: -12) else { return nil }
    let found = date.isLastOfMonth ? day.lastOfMonth : day
    return earlier.contains(found) ? found : nil
  }
}

extension CalendarDate {
  /// The last day of its month.
  fileprivate var lastOfMonth: CalendarDate {
    isLastOfMonth ? self : (28...31).lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.last ?? self
  }
}
