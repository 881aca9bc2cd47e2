extension FiscalYear {
  /// Fiscal years one after the other, from the one that holds `date` through the one that holds `last`: those known,
  /// and, before, between and after them, years of twelve months.
  static func run(from date: CalendarDate, through last: CalendarDate, known: [FiscalYear]) -> [FiscalYear] {
    let known = known.sorted { $0.start < $1.start }
    guard let anchor = known.first ?? FiscalYear(calendarYear: date.year) else { return [] }
    var earlier: [FiscalYear] = []
    var first = anchor
    while first.start > date, let start = first.start.adding(months: -12), let end = first.start.adding(days: -1),
      let year = try? FiscalYear(start: start, end: end)
    {
      earlier.append(year)
      first = year
    }
    var years = earlier.reversed() + [anchor]
    while let current = years.last, current.end < last, let next = current.next(known) { years.append(next) }
    return years.filter { $0.end >= date }
  }

  private init?(calendarYear year: Int) {
    guard let start = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year, month: 12, day: 31),
      let made = try? FiscalYear(start: start, end: end)
    else { return nil }
    self = made
  }

  private func next(_ known: [FiscalYear]) -> FiscalYear? {
    guard let start = end.adding(days: 1), let after = start.adding(months: 12), var last = after.adding(days: -1)
    else { return nil }
    if let year = known.first(where: { $0.start >= start }) {
      if year.start == start { return year }
      if year.start <= last, let before = year.start.adding(days: -1) { last = before }
    }
    return try? FiscalYear(start: start, end: last)
  }
}
