public import Application
import Hummingbird
public import Logging
public import Model
public import ServiceLifecycle

/// The pages of a node, served on this machine's loopback only.
///
///     let web = try WebApplication(home: home, environment: environment, configuration: .init(port: 8420))
///     try await ServiceGroup(services: [web], logger: logger).run()
public struct WebApplication: Service {
  public struct Configuration: Sendable {
    /// 0 lets the machine choose; `onReady` is told which.
    public var port: Int
    /// A folder of this user alone, in memory if there is one: an exported FEC is written there, opened and unlinked.
    public var exportFolder: String

    public init(port: Int, exportFolder: String = "/dev/shm") {
      self.port = port
      self.exportFolder = exportFolder
    }
  }

  private let site: Site
  private let onReady: @Sendable (Int) async -> Void

  /// Fails only when a template does not parse.
  public init(
    home: NodeHome, environment: Model.Environment, configuration: Configuration,
    logger: Logger = Logger(label: "web"), onReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) throws {
    site = Site(
      home: home, environment: environment, port: BoundPort(configuration.port),
      sessions: SessionStore(environment: environment), throttle: AttemptThrottle(environment: environment),
      verifications: VerificationDesk(environment: environment), closings: ClosingRuns(environment: environment),
      templates: try Templates(),
      exportFolder: configuration.exportFolder, logger: logger)
    self.onReady = onReady
  }

  public func run() async throws {
    let (site, onReady) = (site, onReady)
    var server = Hummingbird.Application(
      responder: Self.responder(site),
      configuration: .init(address: .hostname("127.0.0.1", port: site.port.number), serverName: nil),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { site.port.number = port }
        await onReady(site.port.number)
      },
      logger: site.logger)
    server.addServices(Sweeper(site: site))
    try await server.run()
  }

  /// The doors in their order, then the routes.
  private static func responder(_ site: Site) -> some HTTPResponder<WebContext> {
    let router = Router(context: WebContext.self)
    router.add(middleware: StrictHeaders())
    router.add(middleware: HostGate(port: site.port))
    router.add(middleware: OriginGate())
    router.add(middleware: AssetFiles())
    router.add(middleware: SessionGate(site: site))
    router.add(middleware: FormGate(site: site))
    router.add(middleware: NotFoundGate(site: site))
    for route in Routes.all { route.add(to: router, site: site) }
    return router.buildResponder()
  }
}
