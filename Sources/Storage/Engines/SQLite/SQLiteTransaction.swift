import GRDB
import GRDBSQLite
import Model

/// One transaction on SQLite. Statements are GRDB's cached ones, stepped directly.
final class SQLiteTransaction: WriteTransaction {
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private let database: Database
  /// Statements that an open insertion holds: nobody else may bind them meanwhile.
  private let held = HeldStatements()

  init(_ database: Database) { self.database = database }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    try stepping(sql, arguments) { statement in
      let row = SQLiteRow(statement)
      while try step(statement) { try body(row) }
    }
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    try stepping(sql, arguments) { statement in
      try step(statement) ? try body(SQLiteRow(statement)) : nil
    }
  }

  /// SQLite takes a definition that names itself for a recursive one: the table is asked for in its file.
  func stored(_ table: String) -> String { "main.\(table)" }

  @discardableResult
  func execute(_ sql: String, _ arguments: [Value]) throws -> Int {
    try stepping(sql, arguments) { statement in
      while try step(statement) {}
      return database.changesCount
    }
  }

  func changingMuch(_ body: () throws -> Void) throws {
    try execute("PRAGMA cache_size = \(-SQLiteSettings.wideCacheKiB)", [])
    let result = Result { try body() }
    try execute("PRAGMA cache_size = \(-SQLiteSettings.writerCacheKiB)", [])
    try result.get()
  }

  func inserter(into table: Table, columns: [String]) throws -> any RowInserter {
    try inserter(sql: InsertStatement.sql(into: table, columns: columns))
  }

  func inserter(_ upsert: Upsert) throws -> any RowInserter { try inserter(sql: upsert.text) }

  private func inserter(sql: String) throws -> any RowInserter {
    SQLiteInserter(try prepared(sql), connection: database.sqliteConnection, heldIn: held)
  }

  private func stepping<Result>(
    _ sql: String, _ arguments: [Value], _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    let statement = try prepared(sql)
    let handle = statement.sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, value) in arguments.enumerated() { try bind(value, Int32(index + 1), handle) }
    return try withExtendedLifetime(statement) { try body(handle) }
  }

  /// The cached statement, or a new one when a query is asked again from within its own rows, or an insertion of the
  /// same shape is open.
  private func prepared(_ sql: String) throws -> Statement {
    do {
      let cached = try database.cachedStatement(sql: sql)
      let isFree = sqlite3_stmt_busy(cached.sqliteStatement) == 0 && !held.contains(cached)
      return isFree ? cached : try database.makeStatement(sql: sql)
    } catch { throw SQLiteFault.translated(error) }
  }

  private func bind(_ value: Value, _ place: Int32, _ handle: OpaquePointer) throws {
    let code =
      switch value {
      case .integer(let number): sqlite3_bind_int64(handle, place, number)
      case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), Self.copied)
      case .blob([]): sqlite3_bind_zeroblob(handle, place, 0)
      case .blob(let bytes): sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), Self.copied)
      case .null: sqlite3_bind_null(handle, place)
      }
    guard code == SQLITE_OK else { throw SQLiteFault.last(of: database.sqliteConnection) }
  }

  private func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    default: throw SQLiteFault.last(of: database.sqliteConnection)
    }
  }
}
