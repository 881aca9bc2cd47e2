import HTTPTypes
import Hummingbird

extension Route {
  /// Puts the route on the router; what it throws becomes a page.
  func add(to router: Router<WebContext>, site: Site) {
    let names = parameterNames
    let run = action
    router.on(RouterPath(path), method: method) { request, context in
      let visit = try Visit(site: site, request: request, context: context, names: names)
      do {
        return try await run(visit)
      } catch {
        return await Failures.page(for: error, visit: visit)
      }
    }
  }
}

/// An address that no route answers gets the 404 page of its session.
struct NotFoundGate: RouterMiddleware {
  typealias Context = WebContext
  let site: Site

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      let visit = try Visit(site: site, request: request, context: context, names: [])
      guard error.status == .notFound || error.status == .methodNotAllowed else { throw error }
      return await Failures.page(for: PageNotFound(), visit: visit)
    }
  }
}
