import Model

/// A line of a ledger as a JSON object, written byte by byte: a million of them in about a second.
enum LedgerJSON {
  static func append(_ line: LedgerLine, isFirst: Bool, to bytes: inout [UInt8]) {
    bytes += isFirst ? "\n{\"journal\":" : ",\n{\"journal\":"
    string(line.journal, &bytes)
    bytes += ",\"number\":"
    string(line.number, &bytes)
    bytes += ",\"date\":\""
    date(line.date, &bytes)
    bytes += "\",\"account\":"
    string(line.account, &bytes)
    bytes += ",\"label\":"
    string(line.label, &bytes)
    bytes += ",\"party\":"
    optional(line.party, &bytes)
    bytes += ",\"piece\":"
    string(line.piece, &bytes)
    bytes += ",\"debit\":"
    integer(Int128(line.debit.minor), &bytes)
    bytes += ",\"credit\":"
    integer(Int128(line.credit.minor), &bytes)
    bytes += ",\"matching\":"
    optional(line.matching, &bytes)
    if let balance = line.balance {
      bytes += ",\"balance\":"
      integer(balance.minor, &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func optional(_ text: String, _ bytes: inout [UInt8]) {
    if text.isEmpty { bytes += "null" } else { string(text, &bytes) }
  }

  private static func string(_ text: String, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { escaped(byte, &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escaped(_ byte: UInt8, _ bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<32:
      bytes += "\\u00"
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(byte)
    }
  }

  /// AAAA-MM-JJ.
  private static func date(_ date: CalendarDate, _ bytes: inout [UInt8]) {
    var rest = Int(date.number)
    var divisor = 10_000_000
    for place in 0..<8 {
      if place == 4 || place == 6 { bytes.append(UInt8(ascii: "-")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  private static func integer(_ value: Int128, _ bytes: inout [UInt8]) {
    if let small = Int64(exactly: value) { bytes += String(small).utf8 } else { bytes += String(value).utf8 }
  }
}

extension [UInt8] {
  /// Appends a text that is known to need no escape.
  fileprivate static func += (bytes: inout [UInt8], text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
