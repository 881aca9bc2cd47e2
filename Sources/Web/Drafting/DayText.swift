import Model

/// Days as people type them into an entry: `15`, `1503`, `15/3`, `15/03/26`, `+1`.
enum DayText {
  /// Nil for what is no day.
  ///
  /// - Parameters:
  ///   - known: the day of the entry before: `15` is of its month, `+1` is the day after it.
  ///   - years: a day and a month without a year are of the fiscal year that has them, the one of `known` first.
  static func read(_ text: String, near known: CalendarDate, years: [FiscalYear]) -> CalendarDate? {
    let typed = text.trimmingSpaces
    if typed == "." { return known }
    if let sign = typed.first, sign == "+" || sign == "-", let step = Int(typed.dropFirst()), step <= 366 {
      return known.adding(days: sign == "-" ? -step : step)
    }
    if typed.utf8.count <= 2, let day = Int(typed) {
      return CalendarDate(year: known.year, month: known.month, day: day)
    }
    let own = years.filter { $0.contains(known) }
    for year in own + years.filter({ !own.contains($0) }) {
      if let date = French.readDate(typed, near: year), year.contains(date) { return date }
    }
    return French.readDate(typed) ?? own.first.flatMap { French.readDate(typed, near: $0) }
  }
}
