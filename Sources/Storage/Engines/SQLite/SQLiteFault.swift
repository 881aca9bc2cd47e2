import GRDB
import GRDBSQLite
import Model

/// Turns the failures of SQLite into faults of ours. Refusals and faults thrown by a closure pass unchanged.
enum SQLiteFault {
  /// `SQLITE_IOERR_DATA`: what the sealed file system answers when a page or frame does not authenticate.
  static let authenticationFailed: Int32 = 8202

  static func fault(extendedCode code: Int32, message: String) -> Fault {
    let detail = "SQLite \(code): \(message)"
    return switch (code, code & 0xFF) {
    // SQLite calls it a "disk I/O error", which would send the reader to the wrong place.
    case (authenticationFailed, _): Fault(.alteredData, "a page or frame does not authenticate (SQLite \(code))")
    case (_, SQLITE_CORRUPT), (_, SQLITE_NOTADB): Fault(.alteredData, detail)
    case (_, SQLITE_FULL): Fault(.diskFull, detail)
    case (_, SQLITE_IOERR), (_, SQLITE_CANTOPEN): Fault(.inputOutput, detail)
    case (_, SQLITE_INTERRUPT): Fault(.cancelled, detail)
    default: Fault(.database, detail)
    }
  }

  static func last(of connection: OpaquePointer?) -> Fault {
    fault(
      extendedCode: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
  }

  static func translated(_ error: any Error) -> any Error {
    switch error {
    case let error as DatabaseError:
      fault(
        extendedCode: error.extendedResultCode.rawValue,
        message: [error.message, error.sql].compactMap { $0 }.joined(separator: " — "))
    case is CancellationError: Fault(.cancelled, "the task was cancelled")
    default: error
    }
  }
}
