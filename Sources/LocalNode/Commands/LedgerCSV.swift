import Model
import Web

/// A line of a ledger as a row of a sheet, written byte by byte: a million of them in about a second.
enum LedgerCSV {
  static func append(_ line: LedgerLine, to bytes: inout [UInt8]) {
    text(line.journal, &bytes)
    text(line.number, &bytes)
    bytes += line.date.iso.utf8
    bytes.append(separator)
    for cell in [line.account, line.piece, line.party, line.label, line.matching] { text(cell, &bytes) }
    DecimalComma.append(minor: line.debit.minor, to: &bytes)
    bytes.append(separator)
    DecimalComma.append(minor: line.credit.minor, to: &bytes)
    if let balance = line.balance {
      bytes.append(separator)
      DecimalComma.append(minor: balance.minor, to: &bytes)
    }
    bytes.append(13)
    bytes.append(10)
  }

  private static let separator = UInt8(ascii: ";")

  private static func text(_ cell: String, _ bytes: inout [UInt8]) {
    SheetText.append(quoted: cell, to: &bytes)
    bytes.append(separator)
  }
}
