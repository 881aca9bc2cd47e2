import HTTPTypes
import Hummingbird

/// Answers only to the names of this machine: a page elsewhere whose name was made to point here (DNS rebinding) gets
/// 421 and nothing else.
struct HostGate: RouterMiddleware {
  typealias Context = WebContext
  let port: BoundPort

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard let host = request.head.authority, Self.allows(host, port: port.number),
      !request.head.headerFields.contains(HostGate.hostField)
    else { return Plain.response(.misdirectedRequest, "Cette adresse n’est pas celle de ce logiciel.") }
    return try await next(request, context)
  }

  /// Exact: no suffix, no case folding, no missing port.
  static func allows(_ host: String, port: Int) -> Bool {
    ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"].contains(host)
  }

  /// The first Host becomes the authority; one left among the fields is a second one.
  private static let hostField = HTTPField.Name("Host")!
}
