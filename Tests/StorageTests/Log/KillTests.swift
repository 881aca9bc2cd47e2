import Foundation
import Model
import PrivateServer
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("A process killed while it writes")
struct KillTests {
  private static let log = (seed: UInt64(3), entries: 200)

  @Test("every acknowledged commit is there, and the tables are those of the log as it stands")
  func acknowledged() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    try await killAgainAndAgain(["commit", path]) { log, acknowledged in
      let vault = try await DriverBooks.open(path)
      try await check(vault.store, log, acknowledged)
      #expect(vault.store.recoveryFinding?.provesAlteration != true)
      try await vault.close()
    }
  }

  @Test("the same in shared tables", .enabled(if: PrivatePostgreSQL.isAvailable))
  func acknowledgedShared() async throws {
    let server = try BooksServer.shared()
    let store = PostgreSQLStore(try await server.pool(partitions: 4), company: server.nextCompany())
    try await store.write { try $0.noteProjectorVersion() }
    let words = ["commit-shared", server.postgreSQL.folder, "books4", BooksServer.application, "\(store.company)"]
    try await killAgainAndAgain(words) { log, acknowledged in
      // Waits for the transaction the server may still be ending: writers come one at a time.
      try await store.write { _ = try $0.logLength() }
      try await check(store, log, acknowledged)
    }
  }

  private func killAgainAndAgain(
    _ words: [String], check: (GeneratedLog, _ acknowledged: Int) async throws -> Void
  ) async throws {
    let log = try GeneratedLog(seed: Self.log.seed, entries: Self.log.entries)
    var rounds = 0
    var isFinished = false
    while !isFinished, rounds < 40 {
      let driver = try DriverProcess(words + ["\(Self.log.seed)", "\(Self.log.entries)"])
      var said = [driver.line() ?? ""]
      for _ in 0..<(rounds * 3 % 8) { said.append(driver.line() ?? "") }
      said += driver.killNow()
      isFinished = said.contains("finished")
      let acknowledged = said.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.max() ?? 0
      try await check(log, acknowledged)
      rounds += 1
    }
    #expect(rounds > 3, "the process was to be killed at work")
    try await check(log, isFinished ? log.changeSets.count : 0)
  }

  private func check(
    _ store: any Store, _ log: GeneratedLog, _ acknowledged: Int
  ) async throws {
    let length = Int(try await store.read { try $0.logLength() })
    #expect(length >= acknowledged)
    let reference = try await TestStore()
    for index in 0..<length {
      let (stored, events) = (log.stored(index), log.changeSets[index])
      try await reference.store.write { transaction in
        try Projector(transaction).project(events, origin: try ChangeSetLog(transaction).append(stored))
      }
    }
    let found = try await store.read { try TableDump.dump($0, of: .everywhere) }
    #expect(try await reference.store.read { try TableDump.dump($0, of: .everywhere) } == found)
  }
}
