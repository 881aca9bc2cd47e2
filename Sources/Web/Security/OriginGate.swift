import HTTPTypes
import Hummingbird

/// What another site may ask of us through the user's browser: to show a page in a tab of its own, and nothing else.
///
/// `Sec-Fetch-*` are set by the browser and cannot be set by a page. A client that sends none of them is not a browser
/// (or one too old for 2026) and is held by the form token and the cookie.
struct OriginGate: RouterMiddleware {
  typealias Context = WebContext

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard Self.allows(request.head) else {
      return Plain.response(.forbidden, "Cette demande vient d’un autre site : elle a été refusée.")
    }
    return try await next(request, context)
  }

  static func allows(_ head: HTTPRequest) -> Bool {
    let site = head.headerFields[.fetchSite]
    let isSafe = head.method == .get || head.method == .head
    guard isSafe else {
      let origin = head.headerFields[.origin]
      let ours = head.authority.map { "http://\($0)" }
      return (origin == nil || origin == ours) && (site == nil || site == "same-origin")
    }
    guard let site, site != "same-origin", site != "none" else { return true }
    return head.headerFields[.fetchMode] == "navigate" && head.headerFields[.fetchDestination] == "document"
  }
}

extension HTTPField.Name {
  static let fetchSite = Self("Sec-Fetch-Site")!
  static let fetchMode = Self("Sec-Fetch-Mode")!
  static let fetchDestination = Self("Sec-Fetch-Dest")!
  static let formToken = Self("X-Form-Token")!
}
