import Model

/// Rows of a file that French spreadsheets open as they are: semicolons, decimal comma, quotes where needed, CRLF,
/// UTF-8 with its mark.
public enum SheetText {
  static let mark = "\u{FEFF}"

  enum Cell: Sendable {
    /// What people wrote: it must not be taken for a formula.
    case text(String)
    /// Cents.
    case amount(Int128)
    case date(CalendarDate)
    case empty

    /// A nil side of an entry is left empty, as on the page.
    static func side(_ money: Money) -> Cell { money.isZero ? .empty : .amount(Int128(money.minor)) }
    static func total(_ total: MoneyTotal) -> Cell { .amount(total.minor) }
    static func total(_ total: MoneyTotal?) -> Cell { total.map { .amount($0.minor) } ?? .empty }
  }

  static func row(_ cells: [Cell]) -> String {
    var text = ""
    for (place, cell) in cells.enumerated() {
      if place > 0 { text += ";" }
      switch cell {
      case .text(let written): text += Self.cell(written)
      case .amount(let cents): text += DecimalComma.text(minor: cents)
      case .date(let date): text += French.date(date)
      case .empty: break
      }
    }
    return text + "\r\n"
  }

  /// Quoted when needed. A text that a sheet would take for a formula gets an apostrophe before it.
  static func cell(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    return quoted(isFormula ? "'" + text : text)
  }

  /// In quotes where a semicolon, a quote or a line break stands in it, and nowhere else.
  public static func quoted(_ cell: String) -> String {
    needsQuotes(cell) ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// ``quoted(_:)`` as bytes.
  public static func append(quoted cell: String, to bytes: inout [UInt8]) {
    guard !needsQuotes(cell) else {
      bytes += quoted(cell).utf8
      return
    }
    var cell = cell
    cell.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Byte by byte first: the grand livre of a million lines has ten cells for each. Line breaks of more than one byte
  /// begin with one of two.
  private static func needsQuotes(_ cell: String) -> Bool {
    var mayBreak = false
    for byte in cell.utf8 {
      switch byte {
      case 0x22, 0x3B, 0x0A...0x0D: return true
      case 0xC2, 0xE2: mayBreak = true
      default: break
      }
    }
    return mayBreak && cell.contains(where: \.isNewline)
  }

  static func head(_ names: [String]) -> String { mark + row(names.map { .text($0) }) }
}
