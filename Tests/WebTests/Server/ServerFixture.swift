import Application
import Foundation
import Logging
import Model
import Web

/// A node of its own on a port of its own, for as long as a test needs it.
enum ServerFixture {
  static func withServer(_ test: @escaping @Sendable (RawClient, TestClock) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("web-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clock = TestClock()
    let home = try NodeHome(folder: folder, environment: clock.environment, chart: [], liasse: .shipped)
    let (ports, port) = AsyncStream<Int>.makeStream()
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let web = try WebApplication(
      home: home, environment: clock.environment, configuration: .init(port: 0, exportFolder: folder), logger: logger
    ) { port.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await web.run() }
      guard let number = await ports.first(where: { _ in true }) else { return }
      do {
        try await test(RawClient(port: number), clock)
      } catch {
        group.cancelAll()
        throw error
      }
      group.cancelAll()
    }
    await home.closeAll()
  }
}

extension RawClient {
  /// Goes to a page as a new browser; keeps the cookie.
  mutating func begin(_ path: String) async throws -> Reply {
    let reply = try await get(path)
    if let set = reply.field("Set-Cookie") { cookie = String(set.prefix { $0 != ";" }) }
    return reply
  }

  /// The three steps of the first start, up to the recovery kit. Returns the page of the kit.
  mutating func createCompany(name: String, siren: String, password: String) async throws -> Reply {
    let token = try await begin("/demarrage/societe").hidden("csrf") ?? ""
    _ = try await post("/demarrage/societe", ["csrf": token, "raison_sociale": name, "siren": siren])
    _ = try await post(
      "/demarrage/exercice", ["csrf": token, "debut": "01/01/2026", "fin": "31/12/2026"])
    let created = try await post(
      "/demarrage/securite",
      ["csrf": token, "nom": "Ève", "mot_de_passe": password, "mot_de_passe_bis": password])
    if let set = created.field("Set-Cookie") { cookie = String(set.prefix { $0 != ";" }) }
    return try await get("/demarrage/cle")
  }
}
