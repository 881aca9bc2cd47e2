import Model

/// The year before the one shown, and the day that its figures stand at: where those figures lead.
struct EarlierYear: Sendable {
  let year: FiscalYear
  let date: CalendarDate

  /// Nil when there is nothing to compare with.
  init?(_ year: FiscalYear?, at date: CalendarDate?) {
    guard let year, let date else { return nil }
    self.year = year
    self.date = date
  }

  /// The lines that make the balance of an account, or of a third party on it.
  func lines(of account: String, party: String? = nil) -> String {
    Address.earlierLines(of: account, party: party, year: year, through: date)
  }

  /// The statement of that year, a line of it open.
  func statement(_ path: String, like query: StatementQuery, openLine code: String) -> String {
    let day = DayFilter(date == year.end ? "" : date.iso, in: year)
    return StatementQuery(
      year: year, day: day, system: query.system, showsNilLines: query.showsNilLines, openLine: code
    ).address(path) + "#case-\(code)"
  }
}
