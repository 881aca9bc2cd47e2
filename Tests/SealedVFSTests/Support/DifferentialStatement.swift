/// SQL that says the same on any two databases: tables with and without row numbers, indices, a trigger, a full text
/// index, a table that is temporary and one of an attached database.
enum DifferentialStatement {
  static let schema = """
    CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, body TEXT, label TEXT UNIQUE);
    CREATE INDEX t_n ON t(n);
    CREATE TABLE w(k TEXT, n INTEGER, body TEXT, PRIMARY KEY(k, n)) WITHOUT ROWID;
    CREATE TABLE seen(n INTEGER, was INTEGER);
    CREATE TRIGGER t_seen AFTER UPDATE OF n ON t WHEN new.n % 7 = 0 BEGIN INSERT INTO seen VALUES(new.n, old.n); END;
    CREATE VIRTUAL TABLE f USING fts5(words);
    CREATE TABLE o.t(id INTEGER PRIMARY KEY, n INTEGER, body TEXT);
    """

  static let temporary = "CREATE TEMP TABLE x(n INTEGER, body TEXT); CREATE INDEX temp.x_n ON x(n);"
  static let noTemporary = "DROP TABLE temp.x;"

  /// All that is in them.
  static let tables = [
    "SELECT * FROM t ORDER BY id", "SELECT * FROM w ORDER BY k, n", "SELECT * FROM seen ORDER BY rowid",
    "SELECT rowid, words FROM f ORDER BY rowid", "SELECT * FROM o.t ORDER BY id", "SELECT * FROM x ORDER BY rowid",
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name",
  ]

  static func random(_ dice: inout Dice) -> String {
    switch dice.below(10) {
    case 0, 1: transaction(&dice)
    case 2, 3, 4: insertion(&dice)
    case 5, 6: change(&dice)
    case 7, 8: question(&dice)
    default: upkeep(&dice)
    }
  }

  /// A text that differs all along and says the same on both sides; most are small, some take pages of their own.
  private static func body(_ dice: inout Dice, _ seed: String) -> String {
    let size = dice.pick([2, 2, 2, 8, 8, 40, 40, 400, 400, 3_000, 16_000])
    return "substr(replace(hex(zeroblob(\(size / 8 + 1))), '00', printf('%08x', \(seed) * 2654435761)), 1, \(size))"
  }

  private static func transaction(_ dice: inout Dice) -> String {
    let name = "s\(dice.below(3))"
    switch dice.below(9) {
    case 0, 1: return "BEGIN"
    case 2: return "BEGIN IMMEDIATE"
    case 3, 4: return "COMMIT"
    case 5: return "ROLLBACK"
    case 6: return "SAVEPOINT \(name)"
    case 7: return "ROLLBACK TO \(name)"
    default: return "RELEASE \(name)"
    }
  }

  private static func insertion(_ dice: inout Dice) -> String {
    let (n, count) = (dice.below(1_000), 1 + dice.below(12))
    let some = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < \(count)) "
    let body = body(&dice, "(\(n) + i)")
    switch dice.below(8) {
    case 0, 1, 2:
      return some + "INSERT INTO t(n, body, label) SELECT (\(n) + i * 37) % 1000, \(body), 'l' || "
        + "\(dice.below(100_000)) || '-' || i FROM c"
    case 3: return some + "REPLACE INTO w SELECT 'k' || (\(n) * i % 50), i, \(body) FROM c"
    case 4: return some + "INSERT INTO f SELECT 'mot' || (\(n) * i % 90) || ' et mot' || i FROM c"
    case 5: return some + "INSERT INTO o.t(n, body) SELECT \(n) + i, \(body) FROM c"
    case 6: return some + "INSERT INTO x SELECT \(n) + i, \(body) FROM c"
    default: return "INSERT OR IGNORE INTO t(id, n, label) VALUES(\(n), \(n), 'l\(n)')"
    }
  }

  private static func change(_ dice: inout Dice) -> String {
    let n = dice.below(1_000)
    switch dice.below(12) {
    case 0, 1: return "DELETE FROM t WHERE n BETWEEN \(n) AND \(n + 80)"
    case 2: return "UPDATE t SET body = \(body(&dice, "n")) WHERE n % 37 = \(n % 37)"
    case 3: return "UPDATE t SET n = n + 1, label = label || 'x' WHERE id % 11 = \(n % 11)"
    case 4: return "UPDATE t SET label = 'same' WHERE n < \(n)"
    case 5: return "DELETE FROM w WHERE n = \(n % 12)"
    case 6: return "UPDATE w SET body = \(body(&dice, "n")) WHERE k < 'k\(n % 50)' LIMIT 9"
    case 7: return "DELETE FROM f WHERE rowid % 5 = \(n % 5)"
    case 8: return "UPDATE f SET words = words || ' encore' WHERE rowid = \(n % 60)"
    case 9: return "UPDATE o.t SET body = (SELECT body FROM main.t WHERE id = o.t.id) WHERE id % 4 = \(n % 4)"
    case 10: return "DELETE FROM o.t WHERE n > \(n)"
    default: return "DELETE FROM x WHERE n < \(n)"
    }
  }

  private static func question(_ dice: inout Dice) -> String {
    let n = dice.below(1_000)
    switch dice.below(10) {
    case 0: return "SELECT count(*), sum(n), total(length(body)) FROM t"
    case 1: return "SELECT id, label FROM t WHERE n > \(n) ORDER BY label DESC LIMIT 20"
    case 2: return "SELECT n % 10, count(*) FROM t GROUP BY n % 10 ORDER BY 1"
    case 3: return "SELECT body FROM t WHERE id = \(n % 80)"
    case 4: return "SELECT k, n, length(body) FROM w WHERE k > 'k\(n % 50)' LIMIT 9"
    case 5: return "SELECT rowid FROM f WHERE f MATCH 'mot\(n % 90)' ORDER BY rowid LIMIT 9"
    case 6: return "SELECT a.id, b.id FROM t a JOIN o.t b ON a.n = b.n ORDER BY 1, 2 LIMIT 9"
    case 7: return "SELECT count(*), max(n), min(body) FROM x WHERE n > \(n)"
    case 8: return "SELECT count(*), sum(was) FROM seen"
    default: return "SELECT t.id FROM t, x WHERE t.n = x.n ORDER BY t.body, t.id LIMIT 5"
    }
  }

  private static func upkeep(_ dice: inout Dice) -> String {
    switch dice.below(24) {
    case 0, 1: "VACUUM"
    case 2: "VACUUM o"
    case 3: "PRAGMA incremental_vacuum(3)"
    case 4, 5: "DROP INDEX IF EXISTS t_body"
    case 6, 7: "CREATE INDEX t_body ON t(substr(body, 1, 20), n)"
    case 8: "REINDEX t"
    case 9: "ANALYZE main"
    case 10: "INSERT INTO f(f) VALUES('optimize')"
    case 11: "INSERT INTO f(f) VALUES('integrity-check')"
    case 12: "PRAGMA quick_check"
    case 13: "CREATE TABLE IF NOT EXISTS more(a, b)"
    case 14: "INSERT INTO more SELECT n, body FROM t ORDER BY id LIMIT 30"
    case 15: "DROP TABLE IF EXISTS more"
    case 16: "DELETE FROM x"
    case 17: "DELETE FROM seen"
    case 18: "PRAGMA user_version = \(dice.below(9))"
    case 19: "PRAGMA user_version"
    case 20: "DELETE FROM t WHERE id > 150"
    default: "SELECT max(id) FROM t"
    }
  }
}
