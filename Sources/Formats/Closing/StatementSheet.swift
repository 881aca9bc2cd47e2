import Model

/// The statements of a closed year as a sheet that any program opens: UTF-8, semicolons, a comma before the cents.
///
/// A record that is kept ten years is read in French: its headings are part of the format.
public enum StatementSheet {
  /// Balance sheet and income statement, line by line in the order of their form.
  public static func statements(
    _ statements: FinancialStatements, companyName: String, siren: SIREN, year: FiscalYear
  ) -> [UInt8] {
    var rows = [
      ["Société", companyName], ["SIREN", siren.digits],
      ["Exercice", "du \(year.start.iso) au \(year.end.iso)"], [],
      ["Case", "Rubrique", "Brut", "Amortissements et dépréciations", "Net"],
    ]
    for row in statements.rows {
      guard row.rubric.kind != .heading else {
        rows.append(["", row.rubric.label])
        continue
      }
      rows.append([row.rubric.code, row.rubric.label] + [row.gross, row.depreciation, row.net].map(amount))
    }
    return text(rows)
  }

  /// The balance, account by account.
  public static func balance(_ balance: TrialBalance) -> [UInt8] {
    var rows = [
      [
        "Compte", "Intitulé", "À-nouveaux débit", "À-nouveaux crédit", "Total débit", "Total crédit", "Solde débiteur",
        "Solde créditeur",
      ]
    ]
    for row in balance.rows {
      let standing = row.balance
      let sides = standing.minor > 0 ? [standing, .zero] : [.zero, .zero - standing]
      rows.append(
        [row.account, row.label]
          + ([row.openingDebit, row.openingCredit, row.debit, row.credit] + sides).map(amount))
    }
    rows.append(["", "Total", "", "", amount(balance.totalDebit), amount(balance.totalCredit), "", ""])
    return text(rows)
  }

  /// `etats-732829320-20261231.csv`
  public static func statementsName(siren: SIREN, closing: CalendarDate) -> String {
    "etats-\(siren.digits)-\(closing.compact).csv"
  }

  public static func balanceName(siren: SIREN, closing: CalendarDate) -> String {
    "balance-\(siren.digits)-\(closing.compact).csv"
  }

  private static func amount(_ total: MoneyTotal) -> String { DecimalComma.text(minor: total.minor) }

  private static func text(_ rows: [[String]]) -> [UInt8] {
    let lines = rows.map { $0.map(cell).joined(separator: ";") }
    return [0xEF, 0xBB, 0xBF] + Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  /// Quoted where it must be; a text that a sheet would take for a formula is kept from it.
  private static func cell(_ text: String) -> String {
    let isFormula = ["=", "+", "@"].contains { text.hasPrefix($0) }
    let shown = isFormula ? "'" + text : text
    guard shown.contains(where: { $0 == ";" || $0 == "\"" || $0.isNewline }) else { return shown }
    return "\"" + shown.replacing("\"", with: "\"\"") + "\""
  }
}
