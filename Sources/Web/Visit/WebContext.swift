import Hummingbird

/// What the doors found out about a request on its way in.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  var sessionID: String?
  var session: Session?
  var form = Form()

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }
}
