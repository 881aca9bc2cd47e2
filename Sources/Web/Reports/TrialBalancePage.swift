import Application
import Hummingbird
import Model

/// `/balance`
enum TrialBalancePage {
  /// Accounts on one page. Most firms have fewer.
  static let rowsPerPage = 300

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Balance générale", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date", "depuis"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let day = DayFilter(visit.query.trimmed("date"), in: year)
    let asked = TrialBalanceQuery(visit)
    if visit.wholeForm == .sheet, day.fault == nil { return try await sheet(books, year: year, day, asked) }
    let balance = try await books.comparedTrialBalance(yearEnd: year.end, at: day.date)
    let model = TrialBalanceModel(
      balance, year: year, day: day, query: asked, previousYear: query.year(holding: balance.previousDate))
    frame.whole = WholeLinks(visit, books, year: year, printHref: model.pages.flatMap { $0.isAll ? nil : $0.allHref })
    frame.hasErrors = day.fault != nil
    frame.printTitle = model.caption
    return try await visit.page(
      "balance", model, books, frame, status: day.fault == nil ? .ok : .unprocessableContent)
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
