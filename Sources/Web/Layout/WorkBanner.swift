import Application
import HTTPTypes
import Hummingbird
import Model

/// The import or the closing that is under way, on every page: what is done, how far it is, and where to find it again.
struct WorkBanner: Sendable {
  let sentence: String
  let permille: Int
  let progressWords: String
  let href: String
  /// An import, as the rail counts them.
  var isImport = true

  /// Nil when nothing runs; also when the person may not see imports.
  static func underWay(_ books: Books, _ site: Site) async -> WorkBanner? {
    guard books.role.may(.readBooks) else { return nil }
    if let work = ClosingWorkModel(await site.closings.run(books.company.siren)) {
      return WorkBanner(
        sentence: work.heading, permille: work.permille, progressWords: work.words, href: work.href,
        isImport: false)
    }
    guard let imports = try? await books.imports() else { return nil }
    let running = imports.filter { ImportSetWork.isRunning($0.stage) }
    guard let first = running.first else { return nil }
    guard running.count == 1 else { return several(running) }
    guard let work = ImportWorkModel(first) else { return nil }
    return WorkBanner(
      sentence: work.heading, permille: work.permille, progressWords: work.words, href: Address.imports(first.id))
  }

  private static func several(_ running: [ImportStatus]) -> WorkBanner? {
    ImportSetWork(ImportSet(running)).map {
      WorkBanner(
        sentence: $0.heading, permille: $0.permille, progressWords: $0.words,
        href: Address.importSet(running.map(\.id)))
    }
  }

  /// The banner alone, for the script that keeps it fresh. 204 when nothing runs any more.
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let banner = await underWay(books, visit.site) else { return Response(status: .noContent) }
    return Answer.html(try visit.site.templates.renderFragment("bandeau-travail", banner))
  }
}
