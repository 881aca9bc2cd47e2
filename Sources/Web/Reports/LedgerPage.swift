import Application
import Hummingbird
import Model

/// `/comptes/{numero}`, and `/comptes?numero=` for a name that no path can hold
enum LedgerPage {
  /// Lines on one page: what a screen scrolls through without waiting.
  static let linesPerPage = 100

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Compte", here: .ledger, years: query.years)
    frame.yearBoundFields = ["page", "du", "date"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    let asked = visit.query["page"]
    let cursor = AccountPage.Cursor(text: asked)
    guard asked.isEmpty || cursor != nil else { throw ReportRefusal.badCursor }
    let period = PeriodFilter(visit, in: year)
    if let form = visit.wholeForm, !period.hasFault {
      return try await whole(form, visit, books, frame, year: year, period)
    }
    let party = visit.query["tiers"]
    let page = try await books.accountPage(
      visit.name("numero"), party: party.isEmpty ? nil : party, yearEnd: year.end, from: period.start, at: period.date,
      cursor: cursor, limit: linesPerPage)
    let model = LedgerModel(page, period: period)
    frame.title = model.title
    frame.whole = WholeLinks(visit, books, year: year, isPaged: model.pager != nil)
    frame.hasErrors = period.hasFault
    frame.year = year
    frame.printTitle = model.caption
    return try await visit.page(
      "compte", model, books, frame, status: period.hasFault ? .unprocessableContent : .ok)
  }
}
