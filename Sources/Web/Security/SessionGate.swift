import HTTPTypes
import Hummingbird

/// Finds the browser's session, or begins one.
struct SessionGate: RouterMiddleware {
  typealias Context = WebContext
  let site: Site

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let name = Self.cookieName(port: site.port.number)
    let isPresence = !request.uri.path.hasSuffix(Address.progress)
    if let id = Self.cookie(named: name, in: request.headers),
      let session = await site.sessions.find(id, isPresence: isPresence)
    {
      context.sessionID = id
      context.session = session
      return try await next(request, context)
    }
    if let origin = request.headers[.fetchSite], origin != "same-origin", origin != "none" {
      // The browser keeps a strict cookie back when another site leads here. Beginning a session now would throw the
      // person out of the one they have: the page asks for itself again, from here this time.
      return Plain.askAgain(path: request.uri.description)
    }
    let (id, session) = await site.sessions.begin()
    context.sessionID = id
    context.session = session
    var response = try await next(request, context)
    if !response.headers[values: .setCookie].contains(where: { $0.hasPrefix(name + "=") }) {
      response.headers.append(HTTPField(name: .setCookie, value: Self.setCookie(id, port: site.port.number)))
    }
    return response
  }

  /// Cookies know no port: two nodes on one machine would take each other's without it.
  static func cookieName(port: Int) -> String { "fmpro_session_\(port)" }

  static func setCookie(_ id: String, port: Int) -> String {
    "\(cookieName(port: port))=\(id); Path=/; HttpOnly; SameSite=Strict"
  }

  static func cookie(named name: String, in headers: HTTPFields) -> String? {
    for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
      if parts.count == 2, parts[0] == name { return parts[1] }
    }
    return nil
  }
}
