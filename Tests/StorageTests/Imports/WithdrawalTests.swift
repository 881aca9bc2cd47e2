import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("Withdrawal of an import")
struct WithdrawalTests {
  @Test(
    "nothing of a withdrawn import shows but its name, its entries stay for the past, and its year is free again",
    arguments: Engine.all)
  func withdrawn(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 4, entries: 50)
    let made = try await TestStore.holding(log, on: engine)
    try await made.store.read { transaction in
      let withdrawn = try #require(try transaction.imports().first { $0.state == .withdrawn })
      #expect(withdrawn.withdrawalReason == "mauvais exercice")
      var left = 0
      try transaction.entries(ofImport: withdrawn.id) { _ in left += 1 }
      #expect(left == 50)
      try transaction.entries(ofImport: withdrawn.id) { entry in
        let shown = try transaction.entry(entry.id)
        #expect(shown == nil)
      }
      let lines = try transaction.integer(
        "SELECT COUNT(*) FROM entry_line l LEFT JOIN entry e ON e.entry_no = l.entry_no WHERE e.entry_no IS NULL")
      #expect(lines == 0)
      let standing = try #require(try transaction.standingImport(yearEnding: withdrawn.year.end))
      #expect(standing.id != withdrawn.id && standing.state == .completed)
      let shown = try transaction.integer("SELECT COUNT(*) FROM line_by_account WHERE year_no = 3")
      #expect(shown == Int64(log.visible.filter { $0.year == 3 }.reduce(0) { $0 + $1.entry.lines.count }))
    }
  }

  @Test("a rolling import may be withdrawn too, and leaves the other years as they were", arguments: Engine.all)
  func whileRolling(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 4, entries: 50)
    let made = try await TestStore.holding(log, on: engine)
    let before = try await made.store.read { try TableDump.dump($0, of: .everywhere) }
    try await made.store.write { transaction in
      let rolling = try #require(try transaction.rollingImports().first)
      try Projector(transaction).project(
        [.importWithdrawn(ImportWithdrawn(id: rolling.id, reason: "autre fichier"))],
        origin: Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 99))
    }
    let after = try await made.store.read { try TableDump.dump($0, of: .everywhere) }
    for table in ["balance", "line_by_account", "line_by_party", "account"] { #expect(before[table] == after[table]) }
    #expect(try await made.store.read { try $0.rollingImports() } == [])
  }
}
