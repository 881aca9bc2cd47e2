import Foundation
import Model
import PrivateServer
import Testing

@testable import Storage
@testable import StoreDriver

/// The migrations of this program and one more, as the next one will have.
private enum Later {
  static let notes = Table(
    "entry_note", columns: [.integer("entry_no"), .text("note")], primaryKey: ["entry_no"],
    references: [.to(LedgerTables.entry, "entry_no")])
  static let number = (Schema.migrations.last?.number ?? 0) + 1
  static let migrations = Schema.migrations + [Migration(number, "notes", tables: [notes])]
  static let otherwise =
    Array(Schema.migrations.dropLast()) + [Migration(number - 1, Schema.migrations.last?.name ?? "", tables: [notes])]
}

@Suite("Migrations of a sealed file")
struct SealedMigrationTests {
  private func store(_ folder: TemporaryFolder) throws -> SQLiteStore {
    try SQLiteStore(path: folder.file("books.db"), seal: try SealedTestStore.seal())
  }

  @Test("a file remembers its migrations; an older, newer or other one is told apart")
  func remembered() async throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    try await store.migrate()
    #expect(try await !store.isOutdated())
    #expect(try await store.isOutdated(Later.migrations))
    await #expect(throws: Fault.self) { try await store.migrate(Later.migrations) }
    await #expect(throws: Fault.self) { try await store.isOutdated(Later.otherwise) }
    await #expect(throws: Fault.self) { try await store.isOutdated([]) }
    let found = try await store.read { transaction in
      try transaction.list("SELECT number, name, length(checksum) FROM schema_migration ORDER BY number") {
        "\($0.integer(0)) \($0.text(1)) \($0.integer(2))"
      }
    }
    #expect(found == Schema.migrations.map { "\($0.number) \($0.name) 32" })
    try store.close()
  }

  @Test("a new migration is a new generation, which has its tables and everything of the log")
  func generation() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let log = try GeneratedLog(seed: 6, entries: 30)
    let vault = try await DriverBooks.create(path)
    try await DriverBooks.write(log, to: vault.store) { _ in }
    let before = try await vault.store.read { try TableDump.dump($0) }
    try await vault.close()
    let (slots, rootKey) = try DriverBooks.keys(path)
    let swap = GenerationSwap(
      folder: try CompanyFolder(path: path), slots: slots, rootKey: rootKey, migrations: Later.migrations)
    try await swap.run {
      log.changeSets[Int($0.sequence) - 1]
    } check: { _, new in
      let (notes, after) = (try new.integer("SELECT COUNT(*) FROM entry_note"), try TableDump.dump(new))
      #expect(notes == 0 && after == before)
    }
    let again = try await DriverBooks.open(path)
    await #expect(throws: Fault.self) { try await again.isOutdated() }
    #expect(try await !again.store.isOutdated(Later.migrations))
    try await again.close()
  }
}

@Suite("Migrations of shared tables", .enabled(if: PrivatePostgreSQL.isAvailable))
struct SharedMigrationTests {
  private func installation(
    _ name: String, _ migrations: [Migration] = Schema.migrations, partitions: Int = 4
  ) throws -> PostgreSQLInstallation {
    PostgreSQLInstallation(
      owner: try BooksServer.shared().address(name, as: BooksServer.owner),
      applicationRole: BooksServer.application, partitions: partitions, migrations: migrations)
  }

  private func database() throws -> String {
    let server = try BooksServer.shared()
    let name = "migrated_\(server.nextCompany())"
    try server.createDatabase(name)
    return name
  }

  @Test("they are made once, whoever asks at the same moment, and the next migration adds to what is there")
  func applied() async throws {
    let name = try database()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await installation(name).migrate() } }
      try await group.waitForAll()
    }
    let pool = PostgreSQLPool(try BooksServer.shared().address(name, as: BooksServer.application))
    try await pool.check()
    let store = PostgreSQLStore(pool, company: 7)
    try await DriverBooks.write(try GeneratedLog(seed: 2, entries: 20), to: store) { _ in }
    let before = try await store.read { try TableDump.dump($0, of: .everywhere) }
    try await installation(name, Later.migrations).migrate()
    #expect(try await store.read { try TableDump.dump($0, of: .everywhere) } == before)
    let note = "INSERT INTO entry_note (entry_no, note) VALUES (?, 'vue')"
    try await store.write { _ = try $0.execute(note, [1]) }
    await #expect(throws: Fault.self) { try await store.write { _ = try $0.execute(note, [999_999]) } }
    await #expect(throws: Fault.self) { try await pool.check() }
    try await pool.check(Later.migrations)
    await #expect(throws: Fault.self) { try await installation(name).migrate() }
  }

  @Test("a migration declared otherwise, another number of partitions and tables not migrated yet are refused")
  func refused() async throws {
    let name = try database()
    let pool = PostgreSQLPool(try BooksServer.shared().address(name, as: BooksServer.application))
    await #expect(throws: Fault.self) { try await pool.check() }
    try await installation(name).migrate()
    for other in [
      try installation(name, Later.otherwise), try installation(name, partitions: 2),
    ] {
      await #expect { try await other.migrate() } throws: { ($0 as? Fault)?.code == .configuration }
    }
    await #expect { try await pool.check(Later.otherwise) } throws: { ($0 as? Fault)?.code == .configuration }
    await #expect { try await pool.check(Later.migrations) } throws: { ($0 as? Fault)?.code == .configuration }
    try await pool.check()
  }

  @Test("a migration that fails half-way leaves nothing of itself")
  func atomic() async throws {
    let name = try database()
    try await installation(name).migrate()
    let broken = Table(
      "second_note", columns: [.integer("id")], primaryKey: ["id"], checks: ["no_such_column > 0"])
    let migrations = Schema.migrations + [Migration(Later.number, "broken", tables: [Later.notes, broken])]
    await #expect(throws: Fault.self) { try await installation(name, migrations).migrate() }
    let left = try BooksServer.shared().postgreSQL.run(
      "SELECT COUNT(*) FROM pg_tables WHERE tablename IN ('entry_note', 'second_note');", database: name)
    #expect(left == ["0"])
    try await installation(name, Later.migrations).migrate()
  }
}
