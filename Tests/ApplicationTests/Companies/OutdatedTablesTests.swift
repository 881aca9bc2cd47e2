import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Tables of another version of the program")
struct OutdatedTablesTests {
  /// A company with one imported year, closed after `change` was made behind the program's back.
  private func closed(
    _ bench: Workbench, _ change: @escaping @Sendable (any WriteTransaction) throws -> Void
  ) async throws -> (home: NodeHome, balance: TrialBalance) {
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let balance = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let store = try books.store
    try await store.write(change)
    await home.close(Workbench.siren)
    return (home, balance)
  }

  private func generations(_ bench: Workbench) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: bench.folder + "/companies/" + Workbench.siren.digits)
      .filter { $0.hasPrefix("g0") }
  }

  @Test(
    "filled by an older projector, or made before migrations were remembered, they are built again before use",
    arguments: [
      "UPDATE meta SET value = x'30' WHERE name = 'projector_version'", "DROP TABLE schema_migration",
    ])
  func older(sql: String) async throws {
    let bench = try Workbench()
    let (home, balance) = try await closed(bench) { transaction in
      try transaction.execute("UPDATE balance SET debit = debit + 7", [])
      try transaction.execute(sql, [])
    }
    let books = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == balance)
    #expect(try await books.verify { _ in }.isSound)
    #expect(try generations(bench) == ["g000002"])
    await home.closeAll()
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.trialBalance(yearEnd: Workbench.year.end, at: nil) == balance)
    #expect(try generations(bench) == ["g000002"], "built again once, not at each opening")
    await home.closeAll()
  }

  @Test(
    "made by a newer program, or by one that declares them otherwise, they are refused and stay as they are",
    arguments: [
      "INSERT INTO schema_migration VALUES (999, 'later', x'00')", "UPDATE schema_migration SET checksum = x'00'",
    ])
  func refused(sql: String) async throws {
    let bench = try Workbench()
    let (home, _) = try await closed(bench) { try $0.execute(sql, []) }
    for _ in 1...2 {
      await #expect {
        try await home.open(Workbench.siren, password: Workbench.password)
      } throws: {
        ($0 as? Fault)?.code == .configuration
      }
    }
    #expect(try generations(bench) == ["g000001"])
    await home.closeAll()
  }

  @Test("a log that no longer verifies is not built again: the tables of before stay, and the books stay closed")
  func alteredLog() async throws {
    let bench = try Workbench()
    let (home, _) = try await closed(bench) { transaction in
      try transaction.execute("UPDATE meta SET value = x'30' WHERE name = 'projector_version'", [])
      try transaction.execute("UPDATE change_set SET signature = CAST(hash || hash AS BLOB) WHERE seq = 2", [])
    }
    await #expect(throws: (any Error).self) { try await home.open(Workbench.siren, password: Workbench.password) }
    #expect(try generations(bench) == ["g000001"])
    await home.closeAll()
  }
}
