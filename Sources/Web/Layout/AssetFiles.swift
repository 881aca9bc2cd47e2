import Assets
import HTTPTypes
import Hummingbird

/// Style sheet, scripts: their address holds the hash of their bytes, so a browser may keep them for ever.
struct AssetFiles: RouterMiddleware {
  typealias Context = WebContext

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.path.hasPrefix(Assets.addressPrefix) || request.uri.path == "/favicon.ico" else {
      return try await next(request, context)
    }
    guard request.method == .get, let file = Assets.file(atAddress: request.uri.path) else {
      return Plain.response(.notFound, "Ce fichier n’existe pas.")
    }
    return Response(
      status: .ok,
      headers: [.contentType: file.contentType, .cacheControl: "public, max-age=31536000, immutable"],
      body: .init(byteBuffer: .init(bytes: file.bytes)))
  }
}
