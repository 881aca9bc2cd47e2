import Application
import HTTPTypes
import Hummingbird
import Model

/// A closing that is under way: what it does, and how far it is.
struct ClosingWorkModel: Sendable {
  let heading: String
  let href: String
  let permille: Int
  let words: String
  let liveHref = Address.closingProgress

  /// Nil when nothing runs.
  init?(_ run: ClosingRuns.Run?) {
    guard let run, case .running(let progress) = run.state else { return nil }
    let latest = progress.latest
    heading = "Clôture de l’exercice \(run.year.name) en cours"
    href = Address.closing(year: run.year)
    permille = latest?.permille ?? 0
    words = "\(Words.name(of: latest?.step ?? .controls).capitalizedFirst) : \(French.percent(permille: permille))"
  }
}

/// What `/cloture` shows while a closing runs. Nothing of the books is read: they are written, and while their key
/// changes they are away.
enum ClosingWorkPage {
  static func underWay(_ visit: Visit, _ books: Books) async throws -> Response? {
    let run = await visit.site.closings.run(books.company.siren)
    guard let run, let work = ClosingWorkModel(run) else { return nil }
    var frame = FrameRequest(title: "Clôture en cours", here: .closing, year: run.year)
    frame.refresh = 2
    return try await visit.page("cloture-en-cours", work, books, frame)
  }

  /// The work panel alone. 205 once it is over: the page then asks for itself again.
  static func progress(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let work = ClosingWorkModel(await visit.site.closings.run(books.company.siren)) else {
      return Response(status: .resetContent)
    }
    return Answer.html(try visit.site.templates.renderFragment("cloture-travail", work))
  }
}
