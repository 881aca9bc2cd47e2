import CLibPQ
import Model

/// The answer to one statement, freed with the object. Values are in their binary form.
final class PostgreSQLResult {
  /// The types a row can be read by.
  enum Kind {
    case int64, int32, int16, text, blob
  }

  let handle: OpaquePointer
  let rowCount: Int32
  private(set) var kinds: [Kind] = []

  /// - Throws: ``Model/Fault`` `.database` naming the first column of a type that no row can be read by: above all
  ///   `numeric`, which a sum gives when it is not cast.
  init(_ handle: OpaquePointer) throws {
    self.handle = handle
    rowCount = PQntuples(handle)
    for column in 0..<PQnfields(handle) {
      guard let kind = Self.kind(PQftype(handle, column)) else {
        let name = PQfname(handle, column).map { String(cString: $0) } ?? ""
        throw Fault(
          .database, "column \(column) (\(name)) has type \(PQftype(handle, column)) of PostgreSQL: it must be cast")
      }
      kinds.append(kind)
    }
  }

  deinit { PQclear(handle) }

  /// How many rows an insertion, update or deletion touched.
  var changedCount: Int { PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0 }

  var isRollback: Bool { PQcmdStatus(handle).map { String(cString: $0) == "ROLLBACK" } ?? false }

  private static func kind(_ type: Oid) -> Kind? {
    switch type {
    case 20: .int64
    case 23: .int32
    case 21: .int16
    case 25, 1_043, 19: .text
    case 17: .blob
    // `void`, of functions called for what they do.
    case 2_278: .text
    default: nil
    }
  }
}

/// The row under the cursor of a result: one object serves all its rows.
final class PostgreSQLRow: Row {
  private let result: PostgreSQLResult
  var index: Int32

  init(_ result: PostgreSQLResult, at index: Int32 = 0) {
    self.result = result
    self.index = index
  }

  func isNull(_ column: Int) -> Bool { PQgetisnull(result.handle, index, Int32(column)) == 1 }

  func integer(_ column: Int) -> Int64 {
    if isNull(column) { return 0 }
    return withBytes(column) { bytes in
      switch result.kinds[column] {
      case .int64: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
      case .int32: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
      case .int16: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
      case .text, .blob: Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
      }
    }
  }

  func text(_ column: Int) -> String {
    switch result.kinds[column] {
    case .text, .blob: withBytes(column) { String(decoding: $0, as: UTF8.self) }
    case .int64, .int32, .int16: isNull(column) ? "" : String(integer(column))
    }
  }

  func blob(_ column: Int) -> [UInt8] { withBytes(column) { Array($0) } }

  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let count = Int(PQgetlength(result.handle, index, Int32(column)))
    let start = PQgetvalue(result.handle, index, Int32(column))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
