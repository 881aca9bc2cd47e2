import Model

/// Why an event cannot be written to the log, or why bytes are not a valid event. Writing refuses all that reading
/// would: what is signed can be read back.
public enum EventDefect: Error, Equatable, Sendable {
  /// Type 0.
  case unspecifiedType
  /// Version 0.
  case unspecifiedVersion
  /// The bytes are not a message of this type.
  case malformed
  /// A field that this version of the event does not have.
  case unknownField
  case missing(field: String)
  /// Two fields that exclude each other.
  case contradiction(field: String)
  case wrongLength(field: String, found: Int, expected: Int)
  case invalidDate(field: String, number: Int32)
  /// Above ``Model/Money/largestMinor`` in magnitude.
  case amountOutOfBounds(field: String, minor: Int64)
  case totalOutOfBounds(field: String)
  case countOutOfBounds(field: String, count: UInt64)
  /// Books are kept in euros.
  case notEuros(field: String)
  /// An enum value this program does not know, 0 included.
  case unknownValue(field: String, value: Int)
  case textTooLong(field: String, byteCount: Int)
  /// U+0000, which a database cannot hold in a text.
  case textWithNull(field: String)
  case invalidSIREN
  case invalidYear(FiscalYearRefusal)
  case entryWithoutLines
  /// A source rank outside of 32 bits.
  case rankOutOfBounds(line: Int)
  /// Details that name no line, or not in the order of lines.
  case detailOutOfOrder(line: Int)
  /// A third party's code without its nature.
  case partyWithoutNature(line: Int)
}

/// The defect of one event of a change-set.
public struct EventFault: Error, Equatable, Sendable {
  /// Place in the change-set, from 0.
  public let eventIndex: Int
  public let defect: EventDefect

  public init(eventIndex: Int, defect: EventDefect) {
    self.eventIndex = eventIndex
    self.defect = defect
  }
}
