import GRDB
import GRDBSQLite

/// A prepared insertion bound column by column. Texts and blobs are laid in one reusable buffer and SQLite reads them
/// there, so a row costs no allocation.
final class SQLiteInserter: RowInserter {
  /// Enough for any ordinary row; a longer value is copied by SQLite itself.
  private static let bufferSize = 65_536
  /// `SQLITE_TRANSIENT`: a macro with a cast, which Swift does not import.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private let owner: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer?
  private let held: HeldStatements
  private let buffer: UnsafeMutableRawPointer
  private var used = 0
  /// A value refused by SQLite when it was bound; told at the insertion.
  private var bindFailure: Int32 = SQLITE_OK

  init(_ statement: Statement, connection: OpaquePointer?, heldIn held: HeldStatements) {
    owner = statement
    self.held = held
    held.insert(statement)
    handle = statement.sqliteStatement
    self.connection = connection
    buffer = .allocate(byteCount: Self.bufferSize, alignment: 16)
  }

  deinit {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    buffer.deallocate()
    held.remove(owner)
  }

  func set(_ column: Int, _ value: Int64) { note(sqlite3_bind_int64(handle, Int32(column + 1), value)) }

  func set(_ column: Int, _ value: String) {
    var value = value
    value.withUTF8 { text in
      let kept = keep(UnsafeRawBufferPointer(text))
      let start = kept.start.assumingMemoryBound(to: CChar.self)
      note(sqlite3_bind_text(handle, Int32(column + 1), start, Int32(text.count), kept.lifetime))
    }
  }

  func set(_ column: Int, _ value: [UInt8]) {
    value.withUnsafeBytes { bytes in
      let kept = keep(bytes)
      note(sqlite3_bind_blob(handle, Int32(column + 1), kept.start, Int32(bytes.count), kept.lifetime))
    }
  }

  func set(_ column: Int, high: UInt64, low: UInt64) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes in
      let kept = keep(bytes)
      note(sqlite3_bind_blob(handle, Int32(column + 1), kept.start, 16, kept.lifetime))
    }
  }

  func insert() throws {
    guard bindFailure == SQLITE_OK else { throw SQLiteFault.fault(extendedCode: bindFailure, message: "value refused") }
    let code = sqlite3_step(handle)
    let failure = code == SQLITE_DONE ? nil : SQLiteFault.last(of: connection)
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    used = 0
    if let failure { throw failure }
  }

  /// Lays the bytes in the buffer until the row is inserted, or lets SQLite copy them when they do not fit.
  private func keep(
    _ bytes: UnsafeRawBufferPointer
  ) -> (start: UnsafeRawPointer, lifetime: sqlite3_destructor_type?) {
    // A null pointer would bind null instead of an empty value.
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return (UnsafeRawPointer(buffer), nil) }
    guard used + bytes.count <= Self.bufferSize else { return (start, Self.copied) }
    let place = buffer + used
    place.copyMemory(from: start, byteCount: bytes.count)
    used += bytes.count
    return (UnsafeRawPointer(place), nil)
  }

  private func note(_ code: Int32) {
    if code != SQLITE_OK, bindFailure == SQLITE_OK { bindFailure = code }
  }
}

/// The statements that the open insertions of one transaction have for themselves.
final class HeldStatements {
  private var names: Set<ObjectIdentifier> = []

  func insert(_ statement: Statement) { names.insert(ObjectIdentifier(statement)) }
  func remove(_ statement: Statement) { names.remove(ObjectIdentifier(statement)) }
  func contains(_ statement: Statement) -> Bool { names.contains(ObjectIdentifier(statement)) }
}
