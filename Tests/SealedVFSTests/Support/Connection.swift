import GRDBSQLite

/// What SQLite answered when it did not answer SQLITE_OK: the extended code.
struct SQLiteFailure: Error, Equatable {
  let code: Int32

  /// A page, frame or block that does not authenticate.
  static let altered = SQLiteFailure(code: 8_202)
}

/// One connection, with just enough to run SQL and read text back.
final class Connection {
  let handle: OpaquePointer

  init(_ name: String, flags: Int32 = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs: String? = nil) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, vfs)
    guard code == SQLITE_OK, let opened else {
      let extended = opened.map { sqlite3_extended_errcode($0) } ?? code
      sqlite3_close(opened)
      throw SQLiteFailure(code: extended)
    }
    handle = opened
  }

  deinit { sqlite3_close(handle) }

  /// Runs statements, dropping their rows.
  func run(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  /// Every row of one statement, its columns joined by `|`.
  func rows(_ sql: String) throws -> [String] {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK else { throw failure }
    defer { sqlite3_finalize(prepared) }
    var rows: [String] = []
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_ROW:
        let columns = (0..<sqlite3_column_count(prepared)).map { column in
          sqlite3_column_text(prepared, column).map { String(cString: $0) } ?? "NULL"
        }
        rows.append(columns.joined(separator: "|"))
      case SQLITE_DONE: return rows
      default: throw failure
      }
    }
  }

  /// The first row of one statement, empty when there is none.
  func row(_ sql: String) throws -> String { try rows(sql).first ?? "" }

  var vfsName: String {
    var name: UnsafeMutablePointer<CChar>?
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_VFSNAME, &name)
    defer { sqlite3_free(name) }
    return name.map { String(cString: $0) } ?? ""
  }

  /// Copies every page of the main database into that of another connection.
  func backUp(to other: Connection) throws {
    let backup = sqlite3_backup_init(other.handle, "main", handle, "main")
    guard let backup else { throw other.failure }
    let step = sqlite3_backup_step(backup, -1)
    sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE else { throw SQLiteFailure(code: step) }
  }

  var failure: SQLiteFailure { SQLiteFailure(code: sqlite3_extended_errcode(handle)) }
}
