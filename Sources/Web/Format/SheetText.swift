import Model

/// Rows of a file that French spreadsheets open as they are: semicolons, decimal comma, quotes where needed, CRLF,
/// UTF-8 with its mark.
enum SheetText {
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
      case .text(let written): text += AnomalyList.cell(written)
      case .amount(let cents): text += DecimalComma.text(minor: cents)
      case .date(let date): text += French.date(date)
      case .empty: break
      }
    }
    return text + "\r\n"
  }

  static func head(_ names: [String]) -> String { mark + row(names.map { .text($0) }) }
}
