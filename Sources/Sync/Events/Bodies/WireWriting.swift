import Model
import SwiftProtobuf

/// From the values of the model to those of a message, under the same bounds as reading.
enum WireWriting {
  static func bytes<Bytes: SwiftProtobufContiguousBytes>(
    _ bytes: [UInt8], count: Int, _ field: String
  ) throws(EventDefect) -> Bytes {
    guard bytes.count == count else { throw .wrongLength(field: field, found: bytes.count, expected: count) }
    return Bytes(bytes)
  }

  /// In cents of euro.
  static func amount(_ amount: Money, _ field: String) throws(EventDefect) -> Int64 {
    guard amount.currency == .eur else { throw .notEuros(field: field) }
    try WireBounds.amount(amount.minor, field)
    return amount.minor
  }

  static func total(_ total: MoneyTotal, _ field: String) throws(EventDefect) -> WireTotal {
    try WireBounds.total(total.minor, field)
    return .with {
      $0.low = UInt64(truncatingIfNeeded: total.minor)
      $0.high = Int64(truncatingIfNeeded: total.minor >> 64)
    }
  }

  static func count(_ count: UInt64, _ field: String) throws(EventDefect) -> UInt64 {
    try WireBounds.count(count, field)
    return count
  }

  static func text(_ text: String, _ field: String) throws(EventDefect) -> String {
    try WireBounds.text(text, field)
    return text
  }

  static func year(_ year: FiscalYear) -> WireFiscalYear {
    .with {
      $0.start = year.start.number
      $0.end = year.end.number
    }
  }

  /// In clear, under key 0.
  static func personal(_ text: String, _ field: String) throws(EventDefect) -> WirePersonalText {
    try WireBounds.text(text, field)
    return .with { $0.text = text }
  }
}
