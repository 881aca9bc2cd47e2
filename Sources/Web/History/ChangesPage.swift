import Application
import Hummingbird
import Model

/// `/changements`: what changed in the books since a moment.
enum ChangesPage {
  private static let entriesPerPage = 100
  /// Days that the page looks back when nothing is asked.
  private static let usualDays = 30

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Ce qui a changé", here: .changes, years: query.years)
    frame.yearBoundFields = ["compte", "page"]
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let today = visit.environment.today()
    // Before the moment that the books are looked at from.
    let latest = books.known?.day ?? today
    let typed = try KnownField.read(visit.query.trimmed("depuis"))
    guard let since = typed ?? KnownMoment(day: latest.adding(days: -Self.usualDays) ?? latest) else {
      throw KnownMomentRefusal(typed: visit.query.trimmed("depuis"))
    }
    let asked = visit.query["page"]
    let place = Int64(asked)
    guard asked.isEmpty || place != nil else { throw ReportRefusal.badCursor }
    let account = visit.query.trimmed("compte")
    let changes = try await books.changes(
      since: since, yearEnd: year.end, account: account.isEmpty ? nil : account, after: place ?? 0,
      limit: entriesPerPage)
    let model = ChangesModel(changes, account: account.isEmpty ? nil : account, isFirst: asked.isEmpty, today: today)
    frame.printTitle = model.title
    return try await visit.page("changements", model, books, frame)
  }
}
