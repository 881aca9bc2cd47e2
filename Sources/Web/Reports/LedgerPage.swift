import Application
import Hummingbird
import Model

/// `/comptes/{numero}`
enum LedgerPage {
  /// Lines on one page: what a screen scrolls through without waiting.
  static let linesPerPage = 200

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Compte", here: .ledger, years: query.years)
    frame.yearBoundFields = ["page"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    let asked = visit.query["page"]
    let cursor = AccountPage.Cursor(text: asked)
    guard asked.isEmpty || cursor != nil else { throw ReportRefusal.badCursor }
    let page = try await books.accountPage(
      visit.part("numero"), yearEnd: year.end, cursor: cursor, limit: linesPerPage)
    let model = LedgerModel(page)
    frame.title = "\(model.account) \(model.label)"
    frame.year = year
    frame.printTitle = model.caption
    return try await visit.page("compte", model, books, frame)
  }
}
