import Foundation
import GRDBSQLite
import Testing

/// The same SQL, drawn at random, on plain SQLite in memory and on a sealed file, must give the same answers.
@Suite("Plain and sealed")
struct DifferentialTests {
  private static let perRound = 400
  /// Statements on each journal mode; FMPRO_TEST_STATEMENTS asks for more, FMPRO_TEST_SEED for others.
  private static let count = number("FMPRO_TEST_STATEMENTS") ?? 3 * perRound
  private static let seed = number("FMPRO_TEST_SEED") ?? 1

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// WAL is the journal of the product, the others what SQLite falls back to or is asked for; pages are of 4,096 bytes,
  /// the only size there is.
  @Test("Random statements give the same results", arguments: ["WAL", "DELETE", "PERSIST", "TRUNCATE"])
  func random(_ journal: String) throws {
    for round in 0..<max(1, Self.count / Self.perRound) {
      let seed = UInt64(Self.seed * 1_000_000 + round + 1)
      guard try isSame(journal, seed) else { return }
    }
  }

  /// One round on two new databases, closed and opened now and then on the sealed side.
  private func isSame(_ journal: String, _ seed: UInt64) throws -> Bool {
    let store = try Store()
    var sealed = try open(store, journal)
    let plain = try Connection(":memory:")
    for db in [sealed, plain] { try db.run(Self.schema) }
    var dice = Dice(seed: seed)
    for step in 1...Self.perRound {
      let sql = Self.statement(&dice)
      let expected = answer(plain, sql)
      let got = answer(sealed, sql)
      #expect(expected == got, "seed \(seed), step \(step): \(sql)")
      if expected != got { return false }
      if dice.below(60) == 0, sqlite3_get_autocommit(sealed.handle) != 0 { sealed = try open(store, journal) }
    }
    for db in [sealed, plain] where sqlite3_get_autocommit(db.handle) == 0 { try db.run("COMMIT") }
    let all = "SELECT id, n, length(body), label FROM t ORDER BY id"
    let isSame = try sealed.rows(all) == plain.rows(all)
    #expect(isSame, "seed \(seed): the tables differ at the end")
    #expect(try sealed.row("PRAGMA integrity_check") == "ok", "seed \(seed)")
    return isSame
  }

  private static let schema = """
    CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, body BLOB, label TEXT UNIQUE);
    CREATE INDEX t_n ON t(n);
    """

  private func open(_ store: Store, _ journal: String) throws -> Connection {
    let db = try store.open()
    try db.run("PRAGMA journal_mode = \(journal); PRAGMA cache_size = 12; PRAGMA temp_store = FILE")
    try db.run("PRAGMA cache_spill = OFF; PRAGMA wal_autocheckpoint = 50; PRAGMA synchronous = OFF")
    return db
  }

  /// The rows, or the code of the refusal: both sides must refuse the same things.
  private func answer(_ db: Connection, _ sql: String) -> [String] {
    do { return try db.rows(sql) } catch let failure as SQLiteFailure { return ["\(failure.code)"] } catch { return [] }
  }

  private static func statement(_ dice: inout Dice) -> String {
    let n = dice.below(1_000)
    let size = dice.pick([10, 300, 3_000, 20_000])
    switch dice.below(20) {
    case 0: return "BEGIN"
    case 1, 2: return "COMMIT"
    case 3: return "ROLLBACK"
    case 4: return "SAVEPOINT s\(n % 3)"
    case 5: return "ROLLBACK TO s\(n % 3)"
    case 6: return "RELEASE s\(n % 3)"
    case 7: return "DELETE FROM t WHERE n BETWEEN \(n) AND \(n + 60)"
    case 8: return "UPDATE t SET body = zeroblob(\(size)) WHERE n % 17 = \(n % 17)"
    case 9: return "UPDATE t SET n = n + 1, label = label || 'x' WHERE id % 5 = \(n % 5)"
    case 10: return "UPDATE t SET label = 'same' WHERE n < \(n)"
    case 11: return "SELECT count(*), sum(n), total(length(body)) FROM t"
    case 12: return "SELECT id, label FROM t WHERE n > \(n) ORDER BY label DESC LIMIT 20"
    case 13: return "SELECT n % 10, count(*) FROM t GROUP BY n % 10 ORDER BY 1"
    case 14: return "SELECT length(hex(body)) FROM t WHERE id = \(n)"
    case 15: return dice.below(4) == 0 ? "VACUUM" : "SELECT max(id) FROM t"
    default:
      return """
        WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < \(1 + n % 40))
        INSERT INTO t(n, body, label)
        SELECT (\(n) + i * 37) % 1000, zeroblob(\(size)), 'l' || \(dice.below(100_000)) || '-' || i FROM c
        """
    }
  }
}
