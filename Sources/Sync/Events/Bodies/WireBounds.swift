import Model

/// What may stand in an event, whichever way it goes.
enum WireBounds {
  static let largestText = 65_536
  /// A milliard: of lines, of entries.
  static let largestCount: UInt64 = 1_000_000_000
  /// A milliard of the largest amounts.
  static let largestTotal = Int128(Money.largestMinor) * Int128(largestCount)

  static func text(_ text: String, _ field: String) throws(EventDefect) {
    let byteCount = text.utf8.count
    guard byteCount <= largestText else { throw .textTooLong(field: field, byteCount: byteCount) }
    guard !text.utf8.contains(0) else { throw .textWithNull(field: field) }
  }

  static func amount(_ minor: Int64, _ field: String) throws(EventDefect) {
    guard (-Money.largestMinor...Money.largestMinor).contains(minor) else {
      throw .amountOutOfBounds(field: field, minor: minor)
    }
  }

  static func total(_ minor: Int128, _ field: String) throws(EventDefect) {
    guard (-largestTotal...largestTotal).contains(minor) else { throw .totalOutOfBounds(field: field) }
  }

  static func count(_ count: UInt64, _ field: String) throws(EventDefect) {
    guard count <= largestCount else { throw .countOutOfBounds(field: field, count: count) }
  }

  /// A number of a series, or a size: from 1 on.
  static func ordinal(_ number: UInt64, _ field: String) throws(EventDefect) -> UInt64 {
    guard number > 0 else { throw .missing(field: field) }
    try count(number, field)
    return number
  }
}
