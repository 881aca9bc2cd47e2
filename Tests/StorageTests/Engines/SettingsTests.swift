import Foundation
import GRDB
import Model
import Storage
import Testing

@Suite("Settings of SQLite")
struct SettingsTests {
  @Test("a store just opened answers every setting as asked, full durability included")
  func asAsked() async throws {
    let made = try await SealedTestStore()
    try await made.store.verifySettings()
    let synchronous = try await made.store.withWriter { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(synchronous == 2)
  }

  @Test(
    "a setting that was changed is seen",
    arguments: [
      "cache_spill = ON", "synchronous = NORMAL", "temp_store = FILE", "foreign_keys = OFF", "cache_size = 10",
      "secure_delete = OFF", "trusted_schema = ON",
    ])
  func changed(pragma: String) async throws {
    let made = try await SealedTestStore()
    try await made.store.withWriter { try $0.execute(sql: "PRAGMA \(pragma)") }
    do {
      try await made.store.verifySettings()
      Issue.record("\(pragma) went unseen")
    } catch let fault as Fault { #expect(fault.code == .configuration) }
  }

  @Test(
    "a path that is not absolute, or is an address, is refused", arguments: ["books.db", "file:/tmp/x.db?vfs=unix"])
  func paths(path: String) throws {
    let seal = try SealedTestStore.seal()
    #expect(throws: Fault.self) { try SQLiteStore(path: path, seal: seal) }
  }

  @Test("another key, an altered page and a cut file are altered data")
  func altered() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("books.db")
    func reopen(_ key: UInt8) async throws {
      let store = try SQLiteStore(path: path, seal: try SealedTestStore.seal(key))
      defer { try? store.close() }
      _ = try await store.read { try TableDump.dump($0) }
    }
    let store = try SQLiteStore(path: path, seal: try SealedTestStore.seal())
    try await store.migrate()
    try store.close()
    try await reopen(1)
    await #expect { try await reopen(2) } throws: { ($0 as? Fault)?.code == .alteredData }
    var bytes = try #require(FileManager.default.contents(atPath: path))
    bytes[4_096 * 2 + 100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    await #expect { try await reopen(1) } throws: { ($0 as? Fault)?.code == .alteredData }
  }

  @Test("the files of a store are only for their owner")
  func permissions() async throws {
    let made = try await SealedTestStore()
    for file in made.folder.allFiles() {
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(file)")
    }
  }
}
