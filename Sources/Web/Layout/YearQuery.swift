import Application
import Model

/// Which fiscal year a page shows: the one its address names, else the newest that holds entries.
struct YearQuery: Sendable {
  let years: [YearCard]
  /// Nil only when the books have no year at all.
  let card: YearCard?

  /// The year that holds the day, among those of the books.
  func year(holding day: CalendarDate?) -> FiscalYear? {
    day.flatMap { day in years.first { $0.year.contains(day) }?.year }
  }

  static func read(_ visit: Visit, _ books: Books) async throws -> YearQuery {
    let years = try await books.years()
    let asked = visit.query["exercice"]
    guard !asked.isEmpty else {
      return YearQuery(years: years, card: years.first { $0.entryCount > 0 } ?? years.first)
    }
    guard let card = years.first(where: { $0.year.end.iso == asked || $0.year.name == asked }) else {
      throw ReportRefusal.unknownYear(asked)
    }
    return YearQuery(years: years, card: card)
  }
}
