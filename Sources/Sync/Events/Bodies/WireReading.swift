import Model
import SwiftProtobuf

/// From the values of a message to those of the model, each checked; the name of the field goes into the defect.
enum WireReading {
  static func knownFields(_ unknown: UnknownStorage) throws(EventDefect) {
    guard WireBytes.count(unknown.data) == 0 else { throw .unknownField }
  }

  static func identifier<Subject>(
    _ data: some SwiftProtobufContiguousBytes, _ field: String
  ) throws(EventDefect) -> Identifier<Subject> {
    guard let identifier: Identifier<Subject> = WireBytes.identifier(data) else {
      throw .wrongLength(field: field, found: data.count, expected: 16)
    }
    return identifier
  }

  static func bytes(
    _ data: some SwiftProtobufContiguousBytes, count: Int, _ field: String
  ) throws(EventDefect) -> [UInt8] {
    guard data.count == count else { throw .wrongLength(field: field, found: data.count, expected: count) }
    return WireBytes.array(data)
  }

  static func date(_ number: Int32, _ field: String) throws(EventDefect) -> CalendarDate {
    guard let date = CalendarDate(number: number) else { throw .invalidDate(field: field, number: number) }
    return date
  }

  /// 0 is no date.
  static func optionalDate(_ number: Int32, _ field: String) throws(EventDefect) -> CalendarDate? {
    number == 0 ? nil : try date(number, field)
  }

  static func amount(_ minor: Int64, _ field: String) throws(EventDefect) -> Money {
    try WireBounds.amount(minor, field)
    return Money(minor: minor)
  }

  static func total(_ total: WireTotal, _ field: String) throws(EventDefect) -> MoneyTotal {
    try knownFields(total.unknownFields)
    let minor = Int128(total.high) << 64 + Int128(total.low)
    try WireBounds.total(minor, field)
    return MoneyTotal(minor: minor)
  }

  static func count(_ count: UInt64, _ field: String) throws(EventDefect) -> UInt64 {
    try WireBounds.count(count, field)
    return count
  }

  static func text(_ text: String, _ field: String) throws(EventDefect) -> String {
    try WireBounds.text(text, field)
    return text
  }

  static func year(_ year: WireFiscalYear) throws(EventDefect) -> FiscalYear {
    try knownFields(year.unknownFields)
    let start = try date(year.start, "year.start")
    let end = try date(year.end, "year.end")
    do {
      return try FiscalYear(start: start, end: end)
    } catch {
      throw .invalidYear(error)
    }
  }

  /// The text in clear. One that is sealed under a key was sifted out before: see ``EventCodec``.
  static func personal(_ personal: WirePersonalText, _ field: String) throws(EventDefect) -> String {
    try knownFields(personal.unknownFields)
    guard personal.keyID == 0 else { throw .unknownValue(field: field, value: Int(clamping: personal.keyID)) }
    let sealedCount = WireBytes.count(personal.sealed)
    guard sealedCount == 0 else { throw .wrongLength(field: field, found: sealedCount, expected: 0) }
    return try text(personal.text, field)
  }
}
