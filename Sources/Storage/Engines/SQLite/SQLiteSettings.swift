import GRDB
import GRDBSQLite
import Model

/// The settings every connection must have, applied and then read back: a connection that does not answer as asked is
/// not used.
///
/// `cache_spill` stands first: with Debian's SQLite 3.40.1, a transaction that spilled its cache and rolled a savepoint
/// or a failed statement back loses its commit in a crash.
struct SQLiteSettings {
  static let writerCacheKiB: Int64 = 65_536
  /// While an import of a million lines becomes visible: what it changes (some 150 MB), and room for what it reads.
  static let wideCacheKiB: Int64 = 155_648
  static let readerCacheKiB: Int64 = 16_384
  static let pageSize: Int64 = 4_096

  struct Pragma {
    let name: String
    /// The value as it is written.
    let value: String
    /// The value as SQLite reads it back.
    let expected: Int64
  }

  static func pragmas(isReader: Bool) -> [Pragma] {
    let cache = isReader ? -readerCacheKiB : -writerCacheKiB
    return [
      Pragma(name: "page_size", value: String(pageSize), expected: pageSize),
      Pragma(name: "cache_size", value: String(cache), expected: cache),
      Pragma(name: "cache_spill", value: "OFF", expected: 0),
      Pragma(name: "temp_store", value: "MEMORY", expected: 2),
      Pragma(name: "foreign_keys", value: "ON", expected: 1),
      Pragma(name: "secure_delete", value: "ON", expected: 1),
      Pragma(name: "trusted_schema", value: "OFF", expected: 0),
    ]
  }

  /// Asked of the writer again once GRDB has opened the pool, which lowers `synchronous` to NORMAL by itself.
  static let durability = Pragma(name: "synchronous", value: "FULL", expected: 2)

  static func applyAndVerify(_ database: Database) throws {
    let isReader = sqlite3_db_readonly(database.sqliteConnection, "main") == 1
    for pragma in pragmas(isReader: isReader) { try database.execute(sql: "PRAGMA \(pragma.name) = \(pragma.value)") }
    // Answers no row where memory mapping is compiled out or refused, and 0 otherwise.
    try database.execute(sql: "PRAGMA mmap_size = 0")
    try verify(database, isReader: isReader)
  }

  /// - Throws: ``Model/Fault`` `.configuration` naming the first setting that is not as asked.
  static func verify(_ database: Database, isReader: Bool) throws {
    for pragma in pragmas(isReader: isReader) { try verify(pragma, of: database) }
    let mapped = try Int64.fetchOne(database, sql: "PRAGMA mmap_size") ?? 0
    guard mapped == 0 else { throw Fault(.configuration, "PRAGMA mmap_size is \(mapped), not 0") }
  }

  static func verify(_ pragma: Pragma, of database: Database) throws {
    let found = try Int64.fetchOne(database, sql: "PRAGMA \(pragma.name)")
    guard found == pragma.expected else {
      let answer = found.map { String($0) } ?? "nothing"
      throw Fault(.configuration, "PRAGMA \(pragma.name) is \(answer), not \(pragma.expected)")
    }
  }

  static func makeDurable(_ database: Database) throws {
    try database.execute(sql: "PRAGMA \(durability.name) = \(durability.value)")
    // GRDB has asked for it. SQLite answers the mode it stays in, and no error, when the disk refuses the change.
    let mode = try journalMode(database)
    guard mode == "wal" else { throw Fault(.inputOutput, "the books stay in journal mode \(mode)") }
    try verifyDurability(database)
  }

  static func verifyDurability(_ database: Database) throws {
    try verify(durability, of: database)
    let mode = try journalMode(database)
    guard mode == "wal" else { throw Fault(.configuration, "PRAGMA journal_mode is \(mode), not wal") }
  }

  private static func journalMode(_ database: Database) throws -> String {
    try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "nothing"
  }

  /// The file system SQLite really used for this connection's main file.
  static func fileSystemName(_ database: Database) throws -> String {
    var name: UnsafeMutablePointer<CChar>?
    let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_VFSNAME, &name)
    guard code == SQLITE_OK, let name else { throw Fault(.configuration, "the file system of SQLite has no name") }
    defer { sqlite3_free(name) }
    return String(cString: name)
  }
}
