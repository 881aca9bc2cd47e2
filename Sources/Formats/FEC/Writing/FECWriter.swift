import Model

/// Writes a FEC as the law asks for it: TAB between fields, CRLF after each line, UTF-8 without byte-order mark,
/// amounts with a comma and two decimals, dates AAAAMMJJ (LPF art. A. 47 A-1).
///
/// Rows are appended to a buffer that the caller empties as it goes. Their order is the caller's: that of validation.
public enum FECWriter {
  /// The columns of a file: all of its lines have the same.
  public enum Columns: Sendable {
    /// The eighteen.
    case accrual
    /// And the four of books of receipts and payments.
    case cash
  }

  /// The first line, with its break.
  public static func appendHeader(_ columns: Columns = .accrual, to buffer: inout [UInt8]) {
    for column in FECColumn.allCases {
      if column != .journalCode { buffer.append(tab) }
      buffer.append(contentsOf: column.legalName.utf8)
    }
    if columns == .cash {
      for column in FECCashColumn.allCases {
        buffer.append(tab)
        buffer.append(contentsOf: column.legalName.utf8)
      }
    }
    appendBreak(to: &buffer)
  }

  public static func append(_ row: FECRow, _ columns: Columns = .accrual, to buffer: inout [UInt8]) {
    append(row.journalCode, tab, &buffer)
    append(row.journalLib, tab, &buffer)
    append(row.ecritureNum, tab, &buffer)
    append(row.ecritureDate, &buffer)
    append(row.compteNum, tab, &buffer)
    append(row.compteLib, tab, &buffer)
    append(row.compAuxNum, tab, &buffer)
    append(row.compAuxLib, tab, &buffer)
    append(row.pieceRef, tab, &buffer)
    append(row.pieceDate, &buffer)
    append(row.ecritureLib, tab, &buffer)
    append(row.debit, &buffer)
    append(row.credit, &buffer)
    append(row.ecritureLet, tab, &buffer)
    append(row.dateLet, &buffer)
    append(row.validDate, &buffer)
    append(withComma(row.montantDevise), tab, &buffer)
    if columns == .cash {
      append(row.iDevise, tab, &buffer)
      append(row.settlement.date, &buffer)
      append(row.settlement.mode, tab, &buffer)
      append(row.settlement.nature, tab, &buffer)
      append(row.settlement.client, 13, &buffer)
    } else {
      append(row.iDevise, 13, &buffer)
    }
    buffer.append(10)
  }

  private static let tab: UInt8 = 9

  private static func appendBreak(to buffer: inout [UInt8]) {
    buffer.append(13)
    buffer.append(10)
  }

  /// The text of an amount in another currency, with a comma where its source had a point, which no FEC may have: only
  /// where the point can mean nothing else. Digits and sign are left as they are.
  static func withComma(_ text: String) -> String {
    guard text.utf8.contains(0x2E) else { return text }
    let bytes = Array(text.utf8)
    let isPlain = bytes.allSatisfy { (48...57).contains($0) || $0 == 0x2E || $0 == 0x2B || $0 == 0x2D }
    guard isPlain, bytes.count(where: { $0 == 0x2E }) == 1 else { return text }
    return text.replacing(".", with: ",")
  }

  /// A value and what follows it. What would end a value or a line, and any other control character, is written as a
  /// space.
  @inline(__always)
  private static func append(_ text: String, _ next: UInt8, _ buffer: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      if bytes.contains(where: isForbidden) {
        buffer.append(contentsOf: bytes.map { isForbidden($0) ? 0x20 : $0 })
      } else {
        buffer.append(contentsOf: bytes)
      }
    }
    buffer.append(next)
  }

  @inline(__always)
  private static func isForbidden(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7C || byte == 0x7F }

  @inline(__always)
  private static func append(_ date: CalendarDate?, _ buffer: inout [UInt8]) {
    if let date {
      var rest = date.number
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { digits in
        for place in (0..<8).reversed() {
          digits[place] = UInt8(48 + rest % 10)
          rest /= 10
        }
        buffer.append(contentsOf: digits)
      }
    }
    buffer.append(tab)
  }

  @inline(__always)
  private static func append(_ amount: Money, _ buffer: inout [UInt8]) {
    if amount.minor < 0 { buffer.append(0x2D) }
    var rest = amount.minor.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
      var place = 24
      repeat {
        place -= 1
        digits[place] = UInt8(48 + rest % 10)
        rest /= 10
        if place == 22 {
          place -= 1
          digits[place] = 0x2C
        }
      } while rest > 0 || place > 20
      buffer.append(contentsOf: digits[place...])
    }
    buffer.append(tab)
  }
}
