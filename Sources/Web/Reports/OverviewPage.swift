import Application
import Hummingbird
import Model

/// `/accueil`
enum OverviewPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    let mayImport = books.role.may(.importBooks)
    var frame = FrameRequest(title: "Accueil", here: .overview)
    let due = books.role.may(.draftEntries) ? try await books.recurrenceBook().due : []
    guard let card = query.card, query.years.contains(where: { $0.entryCount > 0 }) else {
      let model = EmptyOverviewModel(
        greeting: OverviewModel.greeting(books.personName), importHref: mayImport ? Address.imports : nil)
      return try await visit.page("accueil-vide", model, books, frame)
    }
    frame.year = card.year
    frame.years = query.years
    frame.printTitle = "Tableau de bord, exercice \(card.year.name)"
    let overview = try await books.overview(yearEnd: card.year.end)
    let model = OverviewModel(
      overview.shown, previous: overview.previous, personName: books.personName, today: visit.environment.today(),
      mayImport: mayImport, due: due)
    return try await visit.page("accueil", model, books, frame)
  }
}

/// Books that hold nothing yet.
struct EmptyOverviewModel: Sendable {
  let greeting: String
  /// Nil when this person may not import: somebody else has to.
  let importHref: String?
}
