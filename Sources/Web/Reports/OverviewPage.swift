import Application
import Hummingbird
import Model

/// `/accueil`
enum OverviewPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    let mayImport = books.role.may(.importBooks)
    var frame = FrameRequest(title: "Accueil", here: .overview)
    // Whoever comes here has their codes on paper, and the first start behind them.
    if visit.session.isFirstStart {
      await visit.remember {
        $0.isFirstStart = false
        $0.recoveryCodes = []
      }
    }
    let steps = NextSteps(try await books.nextSteps())
    let due = books.role.may(.draftEntries) ? try await books.recurrenceBook().due : []
    guard let card = query.card, query.years.contains(where: { $0.entryCount > 0 }) else {
      let model = EmptyOverviewModel(
        greeting: OverviewModel.greeting(books.personName), importHref: mayImport ? Address.imports : nil,
        nextSteps: steps)
      return try await visit.page("accueil-vide", model, books, frame)
    }
    frame.year = card.year
    frame.years = query.years
    frame.printTitle = "Tableau de bord, exercice \(card.year.name)"
    let overview = try await books.overview(yearEnd: card.year.end)
    let missing = try await books.missingDocumentCount(yearEnd: card.year.end)
    let today = visit.environment.today()
    let day = AgedDay("", in: card.year, today: today).date
    let aged = try await books.agedTotal(.customers, yearEnd: card.year.end, at: day)
    let model = OverviewModel(
      overview.shown, previous: overview.previous, personName: books.personName, today: today,
      missing: missing, mayImport: mayImport, nextSteps: steps,
      aged: aged.isNil ? nil : AgedFigure(aged, .customers, year: card.year, date: day), due: due)
    return try await visit.page("accueil", model, books, frame)
  }
}

/// Books that hold nothing yet.
struct EmptyOverviewModel: Sendable {
  let greeting: String
  /// Nil when this person may not import: somebody else has to.
  let importHref: String?
  let nextSteps: NextSteps?
}
