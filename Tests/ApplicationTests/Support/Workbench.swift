import Foundation
import Model
import Storage
import Synchronization

@testable import Application

/// A data folder of its own, thrown away at the end, with a clock that only moves when told and the cheapest password.
final class Workbench: Sendable {
  static let password = "mot de passe d’essai"
  static let siren = SIREN("732829320")!
  static let year = try! FiscalYear(start: CalendarDate(iso: "2026-01-01")!, end: CalendarDate(iso: "2026-12-31")!)

  let folder: String
  private let seed = Mutex<UInt64>(1)

  init() throws {
    folder = NSTemporaryDirectory() + "fmpro-application-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") }
  }

  var environment: Environment {
    Environment(
      now: { Instant(milliseconds: 1_795_000_000_000) }, day: { _ in CalendarDate(iso: "2026-11-18")! },
      randomBytes: { count in
        (0..<count).map { _ in
          self.seed.withLock { seed in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: seed >> 33)
          }
        }
      })
  }

  func home(chart: [ChartAccount] = []) throws -> NodeHome {
    try NodeHome(
      folder: folder, environment: environment, chart: chart, liasse: .shipped, passwordCost: .lowest)
  }

  static func creation(_ name: String = "Au Pain de Lise") -> CompanyCreation {
    CompanyCreation(siren: siren, name: name, year: year, personName: "Lise Garnier")
  }

  /// A home with one company, open.
  func books() async throws -> (NodeHome, Books) {
    let home = try home()
    let created = try await home.create(Self.creation(), password: Self.password)
    return (home, created.books)
  }

  static func date(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }
}

extension Books {
  /// Stages a file and waits for its control.
  func control(_ text: String, name: String = "732829320FEC20261231.txt") async throws -> ImportStatus {
    let id = try await stageImport(fileName: name) { try await $0.append(Array(text.utf8)) }
    return try await settled(id) { if case .controlling = $0 { true } else { false } }
  }

  /// Accepts and waits for the end.
  @discardableResult
  func take(_ status: ImportStatus, consents: Bool = false) async throws -> ImportStatus {
    try await acceptImport(status.id, consentsToUnbalancedEntries: consents)
    return try await settled(status.id) { if case .importing = $0 { true } else { false } }
  }

  private func settled(
    _ id: Identifier<Import>, while busy: (ImportStatus.Stage) -> Bool
  ) async throws -> ImportStatus {
    while true {
      let status = try await importStatus(id)
      if !busy(status.stage) { return status }
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}
