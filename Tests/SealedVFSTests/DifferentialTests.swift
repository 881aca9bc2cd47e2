import CSealedVFS
import Foundation
import GRDBSQLite
import Testing

/// The same SQL, drawn at random, on plain SQLite in memory and on sealed files, must give the same answers.
@Suite("Plain and sealed")
struct DifferentialTests {
  private static let perRound = 500
  /// Statements on each journal mode; FMPRO_TEST_STATEMENTS asks for more, FMPRO_TEST_SEED for others.
  private static let count = number("FMPRO_TEST_STATEMENTS") ?? 3 * perRound
  private static let seed = number("FMPRO_TEST_SEED") ?? 1

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// WAL is the journal of the product, the others what SQLite falls back to or is asked for; pages are of 4,096 bytes,
  /// the only size there is (`tools/sealed-checks` does the same with every other).
  @Test("Random statements give the same results", arguments: ["WAL", "DELETE", "PERSIST", "TRUNCATE"])
  func random(_ journal: String) throws {
    for round in 0..<max(1, Self.count / Self.perRound) {
      let seed = UInt64(Self.seed * 1_000_000 + round + 1)
      guard try isSame(journal, seed) else { return }
    }
  }

  /// One round on new databases, closed and opened now and then on the sealed side.
  private func isSame(_ journal: String, _ seed: UInt64) throws -> Bool {
    var dice = Dice(seed: seed)
    let sides = try Sides(journal, vacuumMode: dice.below(3), spills: dice.below(2) == 0)
    var refused = 0
    for step in 1...Self.perRound {
      let sql = DifferentialStatement.random(&dice)
      let expected = sides.answer(sides.plain, sql)
      let got = sides.answer(sides.sealed, sql)
      #expect(expected == got, "\(journal), seed \(seed), step \(step): \(sql)")
      if expected != got { return false }
      if expected.count == 1, let code = Int(expected[0]), [1, 19].contains(code & 0xFF) { refused += 1 }
      if dice.below(60) == 0 { try sides.openAgain() }
      if dice.below(25) == 0 { try sides.checkpoint() }
    }
    #expect(refused < Self.perRound / 2, "\(journal), seed \(seed): most of it does nothing")
    return try sides.areSame("\(journal), seed \(seed)")
  }
}

/// Two connections that are told the same.
private final class Sides {
  let plain: Connection
  private(set) var sealed: Connection
  private let journal: String
  private let spills: Bool
  private let store: Store
  /// Attached to the first: a transaction may be about both.
  private let other: Store

  /// - Parameters:
  ///   - vacuumMode: of auto_vacuum: 0, or with pages that say what points to a page.
  ///   - spills: pages leave the cache before the commit, which the product does not allow; temporary ones too.
  init(_ journal: String, vacuumMode: Int, spills: Bool) throws {
    (store, other) = (try Store(), try Store())
    self.journal = journal
    self.spills = spills
    plain = try Connection(":memory:")
    try plain.run("ATTACH ':memory:' AS o")
    sealed = try Self.open(store, other, journal, spills, "PRAGMA auto_vacuum = \(vacuumMode)")
    for db in [sealed, plain] { try db.run("PRAGMA auto_vacuum = \(vacuumMode);" + DifferentialStatement.schema) }
    for db in [sealed, plain] { try db.run(DifferentialStatement.temporary) }
  }

  private static func open(
    _ store: Store, _ other: Store, _ journal: String, _ spills: Bool, _ first: String = ""
  ) throws -> Connection {
    let db = try store.open()
    try db.run("\(first); PRAGMA journal_mode = \(journal); PRAGMA cache_size = 12; PRAGMA temp_store = FILE")
    try db.run("PRAGMA temp.cache_size = 5; PRAGMA cache_spill = \(spills ? "ON" : "OFF")")
    try db.run("PRAGMA wal_autocheckpoint = 50; PRAGMA synchronous = OFF")
    try db.run("ATTACH '\(other.path)' AS o")
    guard sealed_vfs_reserve(db.handle, "o") == SQLITE_OK else { throw db.failure }
    try db.run("PRAGMA o.journal_mode = \(journal); PRAGMA o.cache_size = 12; PRAGMA o.synchronous = OFF")
    return db
  }

  /// What is temporary goes with the connection, on both sides.
  func openAgain() throws {
    guard sqlite3_get_autocommit(sealed.handle) != 0 else { return }
    try plain.run(DifferentialStatement.noTemporary + DifferentialStatement.temporary)
    sealed = try Self.open(store, other, journal, spills)
    try sealed.run(DifferentialStatement.temporary)
  }

  func checkpoint() throws {
    guard journal == "WAL", sqlite3_get_autocommit(sealed.handle) != 0 else { return }
    try sealed.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// The rows, or the code of the refusal: both sides must refuse the same things.
  func answer(_ db: Connection, _ sql: String) -> [String] {
    do { return try db.rows(sql) } catch let failure as SQLiteFailure { return ["\(failure.code)"] } catch { return [] }
  }

  /// Every byte of every table.
  func areSame(_ place: String) throws -> Bool {
    for db in [sealed, plain] where sqlite3_get_autocommit(db.handle) == 0 { try db.run("COMMIT") }
    var areSame = true
    for sql in DifferentialStatement.tables {
      let isSame = try sealed.rows(sql) == plain.rows(sql)
      #expect(isSame, "\(place): \(sql)")
      areSame = areSame && isSame
    }
    for schema in ["main", "o", "temp"] {
      #expect(try sealed.row("PRAGMA \(schema).integrity_check") == "ok", "\(place), \(schema)")
    }
    var page: UInt32 = 0
    if journal == "WAL" { try sealed.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    #expect(sealed_vfs_check(sealed.handle, &page) == SQLITE_OK, "\(place): page \(page)")
    return areSame
  }
}
