import Model
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("The entries of an import, walked")
struct ImportedEntriesTests {
  @Test(
    "change-sets written together, entries validated between those of an import among them, give the same rows",
    arguments: Engine.all, [UInt64(1), 2, 3, 4, 5, 6])
  func together(engine: Engine, seed: UInt64) async throws {
    let log = try HistoryLog(seed: seed, steps: 40)
    let (apart, together) = (try await TestStore(engine), try await TestStore(engine))
    try await log.write(first: log.changeSets.count, to: apart.store)
    try await log.writeAtOnce(to: together.store)
    let dumps = try await [
      apart.store.read { try TableDump.dump($0, of: .everywhere) },
      together.store.read { try TableDump.dump($0, of: .everywhere) },
    ]
    for (table, rows) in dumps[0] { #expect(rows == dumps[1][table], "\(table)") }
    #expect(dumps[0]["import_run"]?.isEmpty == false && dumps[0]["entry_series"]?.isEmpty == false)
    #expect(try await together.store.read { try $0.pageTableGaps() } == [])
  }

  @Test("whatever the block, each entry comes once with all its lines, in order", arguments: Engine.all)
  func blocks(engine: Engine) async throws {
    let log = try HistoryLog(seed: 3, steps: 60)
    let made = try await TestStore(engine)
    try await log.write(first: log.changeSets.count, to: made.store)
    try await made.store.read { (transaction: any ReadTransaction) throws in
      let runs = try transaction.list("SELECT import_id FROM import_run WHERE state = 2 ORDER BY import_no") {
        try $0.identifier(0) as Identifier<Import>
      }
      #expect(!runs.isEmpty)
      for id in runs {
        let run = try ImportRange.find(id, transaction)
        func walked(_ block: Int64) throws -> [String] {
          var found: [String] = []
          try ImportedEntries(transaction, block: block).each(run) { found.append("\($0)") }
          return found
        }
        let whole = try walked(10_000)
        #expect(whole.count == 8)
        for block in [Int64(1), 2, 3, 7] { #expect(try walked(block) == whole, "\(block)") }
      }
    }
  }
}
