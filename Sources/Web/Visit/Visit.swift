import HTTPTypes
import Hummingbird
import Model

/// One request that passed the doors: what was asked, by which session.
struct Visit: Sendable {
  let site: Site
  let request: Request
  let sessionID: String
  let session: Session
  let form: Form
  let query: Form
  private let parameters: [String: String]

  init(site: Site, request: Request, context: WebContext, names: [String]) throws {
    guard let sessionID = context.sessionID, let session = context.session else {
      throw Fault(.configuration, "a route was reached without a session")
    }
    self.site = site
    self.request = request
    self.sessionID = sessionID
    self.session = session
    form = context.form
    query = Form(encoded: request.uri.query ?? "")
    let pairs = names.compactMap { name in context.parameters.get(name).map { (name, $0) } }
    parameters = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A part of the path, percent-decoding done; empty when the route has no such part.
  func part(_ name: String) -> String { parameters[name].flatMap { Percent.decode($0) } ?? "" }

  /// A name out of the books: in the path, or in the query when no path can hold it.
  func name(_ name: String) -> String {
    let inPath = part(name)
    return inPath.isEmpty ? query[name] : inPath
  }

  var path: String { request.uri.path }

  /// The page asked for, with its filters: where to come back to.
  var address: String { request.uri.description }

  var environment: Model.Environment { site.environment }

  func remember(_ change: @Sendable (inout Session) -> Void) async {
    await site.sessions.update(sessionID, change)
  }
}
