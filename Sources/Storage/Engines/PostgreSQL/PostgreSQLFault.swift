import CLibPQ
import Model

/// Turns the failures of the server and of libpq into faults of ours.
enum PostgreSQLFault {
  /// - Parameter state: SQLSTATE, five characters; empty when the failure is libpq's own.
  static func fault(state: String, message: String) -> Fault {
    let detail = "PostgreSQL \(state.isEmpty ? "client" : state): \(message)"
    return switch (state, state.prefix(2)) {
    case ("XX001", _), ("XX002", _): Fault(.alteredData, detail)
    case ("53100", _): Fault(.diskFull, detail)
    case ("57014", _): Fault(.cancelled, detail)
    case ("40001", _), ("40P01", _): Fault(.conflict, detail)
    // A value in a form that its column does not read: no trouble of the connection, whatever its class says.
    case ("08P01", _): Fault(.database, detail)
    case ("57P01", _), ("57P02", _), ("57P03", _), (_, "08"): Fault(.connectionLost, detail)
    case (_, "58"): Fault(.inputOutput, detail)
    case ("42501", _), (_, "28"), (_, "3D"): Fault(.configuration, detail)
    default: Fault(.database, detail)
    }
  }

  /// What `result` says, or what the connection says when there is no result.
  static func of(_ result: OpaquePointer?, on connection: OpaquePointer) -> Fault {
    guard PQstatus(connection) == CONNECTION_OK else {
      return fault(state: "08006", message: text(PQerrorMessage(connection)))
    }
    guard let result else { return fault(state: "", message: text(PQerrorMessage(connection))) }
    // PG_DIAG_SQLSTATE is 'C' and PG_DIAG_MESSAGE_PRIMARY 'M': character macros, which Swift imports as integers.
    let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
    return fault(state: state, message: text(PQresultErrorMessage(result)))
  }

  private static func text(_ message: UnsafeMutablePointer<CChar>?) -> String {
    message.map { String(cString: $0).split(separator: "\n").joined(separator: " — ") } ?? "no message"
  }
}
