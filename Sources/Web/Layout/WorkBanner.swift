import Application
import HTTPTypes
import Hummingbird
import Model

/// The import that is under way, on every page: what is done, how far it is, and where to find it again.
struct WorkBanner: Sendable {
  let sentence: String
  let permille: Int
  let progressWords: String
  let href: String

  /// Nil when nothing runs; also when the person may not see imports.
  static func underWay(_ books: Books) async -> WorkBanner? {
    guard let imports = try? await books.imports() else { return nil }
    for status in imports {
      switch status.stage {
      case .controlling(let permille):
        return WorkBanner(
          sentence: "Contrôle de \(status.fileName)", permille: permille,
          progressWords: French.percent(permille: permille), href: Address.imports(status.id))
      case .importing(let done, let count):
        return WorkBanner(
          sentence: "Import de \(status.fileName)", permille: count == 0 ? 0 : done * 1_000 / count,
          progressWords: "\(French.integer(done)) écritures sur \(French.integer(count))",
          href: Address.imports(status.id))
      case .ready, .completed, .withdrawn, .cancelled, .failed: continue
      }
    }
    return nil
  }

  /// The banner alone, for the script that keeps it fresh. 204 when nothing runs any more.
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let banner = await underWay(books) else { return Response(status: .noContent) }
    return Answer.html(try visit.site.templates.renderFragment("bandeau-travail", banner))
  }
}
