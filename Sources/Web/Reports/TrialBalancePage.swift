import Application
import Hummingbird
import Model

/// `/balance`
enum TrialBalancePage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Balance générale", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let hidesSettled = visit.query["soldes"] == "masques"
    let asked = visit.query.trimmed("date")
    do {
      let date = try date(asked, in: year)
      let balance = try await books.trialBalance(yearEnd: year.end, at: date)
      let model = TrialBalanceModel(balance, year: year, at: date, hidesSettled: hidesSettled)
      frame.printTitle = model.caption
      return try await visit.page("balance", model, books, frame)
    } catch let refusal as TrialBalanceModel.DateRefusal {
      let balance = try await books.trialBalance(yearEnd: year.end, at: nil)
      let model = TrialBalanceModel(
        balance, year: year, at: nil, hidesSettled: hidesSettled, refused: refusal)
      frame.hasErrors = true
      frame.printTitle = model.caption
      return try await visit.page("balance", model, books, frame, status: .unprocessableContent)
    }
  }

  /// The day asked for; nil for the whole year, its last day included.
  private static func date(_ text: String, in year: FiscalYear) throws -> CalendarDate? {
    guard !text.isEmpty else { return nil }
    guard let date = French.readDate(text) else {
      throw TrialBalanceModel.DateRefusal(
        typed: text,
        wording: Wording("« \(text) » n’est pas une date du calendrier.", remedy: "Écrivez-la ainsi : 31/10/2026."))
    }
    guard year.contains(date) else {
      throw TrialBalanceModel.DateRefusal(typed: text, wording: Words.of(ReportRefusal.dateOutsideYear(date, year)))
    }
    return date == year.end ? nil : date
  }
}

/// Reports of books that have no year yet.
enum NoYearPage {
  struct Model: Sendable {
    let title: String
    let importHref = Address.imports
  }

  static func show(_ visit: Visit, _ books: Books, _ frame: FrameRequest) async throws -> Response {
    try await visit.page("sans-exercice", Model(title: frame.title), books, frame)
  }
}
