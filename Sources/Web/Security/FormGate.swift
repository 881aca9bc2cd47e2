import HTTPTypes
import Hummingbird

/// Reads forms, within 64 KiB, and lets none through without the token of its session.
///
/// An upload is a stream: it passes here when its token is in a header, and else ``UploadReader`` asks for the token
/// as the first field, before a byte of the file is read.
struct FormGate: RouterMiddleware {
  typealias Context = WebContext
  let site: Site

  static let longestForm = 64 * 1_024
  static let tokenField = "csrf"

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard request.method != .get, request.method != .head else { return try await next(request, context) }
    guard request.method == .post else { return Plain.response(.methodNotAllowed, "Méthode inconnue.") }
    let token = context.session?.formToken ?? ""
    let type = request.headers[.contentType] ?? ""
    if type.hasPrefix("multipart/form-data"), Self.takesFiles(request.uri.path) {
      if let sent = request.headers[.formToken], !Secret.areEqual(sent, token) {
        return try await refuse(request, context)
      }
      return try await next(request, context)
    }
    guard type.hasPrefix("application/x-www-form-urlencoded") else {
      return Plain.response(.unsupportedMediaType, "Forme d’envoi inconnue.")
    }
    let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard declared <= Self.longestForm, let body = try? await request.body.collect(upTo: Self.longestForm) else {
      return Plain.response(.contentTooLarge, "Ce formulaire est trop long.")
    }
    let form = Form(encoded: String(buffer: body))
    guard !token.isEmpty, Secret.areEqual(form[Self.tokenField], token) else {
      return try await refuse(request, context)
    }
    var context = context
    context.form = form
    return try await next(request, context)
  }

  private static func takesFiles(_ path: String) -> Bool {
    [Address.imports, Address.entryFile].contains(path) || path.hasSuffix(Address.documentsEnding)
  }

  private func refuse(_ request: Request, _ context: WebContext) async throws -> Response {
    let visit = try Visit(site: site, request: request, context: context, names: [])
    return await Failures.page(for: StaleForm(), visit: visit)
  }
}

/// The form is of a session that is over, or not ours.
struct StaleForm: Error {}
