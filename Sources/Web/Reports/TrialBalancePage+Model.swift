import Application
import Model

/// The trial balance, class by class, in the order of account numbers.
struct TrialBalanceModel: Sendable {
  let sentence: String
  let isBalanced: Bool
  let caption: String
  let summary: String
  let filter: Filter
  let classes: [AccountClass]
  let total: Sums
  /// The year holds no line at all.
  let isEmpty: Bool
  let importHref = Address.imports

  struct Filter: Sendable {
    let date: String
    let yearEnd: String
    let fault: String?
    let settledLabel: String
    let settledHref: String
    let hidesSettled: Bool
    /// `masques` kept through the date form; nil when settled accounts are shown.
    let settledField: String?
    let wholeYearHref: String?
  }

  /// Amounts of one row, each already a text; blank for a nil side.
  struct Sums: Sendable {
    let opening: String
    let openingSide: String
    let movementDebit: String
    let movementCredit: String
    let debitBalance: String
    let creditBalance: String
    /// The two balances in one, with its letter: what a phone has room for.
    let net: String
    let netSide: String
  }

  struct AccountClass: Sendable {
    let digit: String
    let name: String
    let rows: [Row]
    let sums: Sums
  }

  struct Row: Sendable {
    let account: String
    let label: String
    let href: String
    let sums: Sums
  }

  init(
    _ balance: TrialBalance, year: FiscalYear, at date: CalendarDate?, hidesSettled: Bool,
    refused: DateRefusal? = nil
  ) {
    let end = date ?? year.end
    let shown = hidesSettled ? balance.rows.filter { !$0.balance.isZero } : balance.rows
    let byClass = Dictionary(grouping: balance.rows) { $0.account.prefix(1) }
    classes = byClass.keys.sorted().compactMap { digit in
      let rows = shown.filter { $0.account.prefix(1) == digit }
      guard !rows.isEmpty else { return nil }
      return AccountClass(
        digit: String(digit), name: Self.className(digit), rows: rows.map { Self.row($0, year: year) },
        sums: Self.sums(TrialBalanceTally(byClass[digit] ?? []), isTotal: false))
    }
    let tally = TrialBalanceTally(balance.rows)
    total = Self.sums(tally, isTotal: true)
    isEmpty = balance.rows.isEmpty
    let span = French.span(year.start, end)
    caption = "Balance générale \(span), en euros"
    (sentence, isBalanced) = Self.verdict(tally, span: span)
    summary = French.count(balance.rows.count, "compte", "comptes")
    filter = Self.filter(year: year, date: date, hidesSettled: hidesSettled, refused: refused)
  }

  private static func verdict(_ tally: TrialBalanceTally, span: String) -> (String, Bool) {
    let start = span.prefix(1).uppercased() + span.dropFirst()
    let gap = tally.debitBalance - tally.creditBalance
    guard !gap.isZero else {
      return ("\(start), en euros. Équilibrée : \(French.amount(tally.debitBalance)) au débit comme au crédit.", true)
    }
    return (
      "\(start). Écart de \(French.amount(gap.magnitude)) : les soldes débiteurs "
        + "(\(French.amount(tally.debitBalance))) et créditeurs (\(French.amount(tally.creditBalance))) "
        + "devraient être égaux.",
      false
    )
  }

  private static func row(_ row: TrialBalance.Row, year: FiscalYear) -> Row {
    Row(
      account: row.account, label: row.label, href: Address.account(row.account, year: year),
      sums: sums(TrialBalanceTally([row]), isTotal: false))
  }

  private static func sums(_ tally: TrialBalanceTally, isTotal: Bool) -> Sums {
    let text = isTotal ? { French.amount($0) } : { (total: MoneyTotal) in French.side(total) }
    let opening = tally.openingDebit - tally.openingCredit
    let net = tally.debitBalance - tally.creditBalance
    return Sums(
      opening: text(opening.magnitude), openingSide: French.sideLetter(opening),
      movementDebit: text(tally.movementDebit), movementCredit: text(tally.movementCredit),
      debitBalance: text(tally.debitBalance), creditBalance: text(tally.creditBalance), net: text(net.magnitude),
      netSide: French.sideLetter(net))
  }

  /// A date that cannot be shown, as it was typed, and why.
  struct DateRefusal: Error {
    let typed: String
    let wording: Wording
  }

  private static func filter(
    year: FiscalYear, date: CalendarDate?, hidesSettled: Bool, refused: DateRefusal?
  ) -> Filter {
    let dateField = date.map { [("date", $0.iso)] } ?? []
    let settled = hidesSettled ? [] : [("soldes", "masques")]
    return Filter(
      date: refused?.typed ?? French.date(date ?? year.end), yearEnd: year.end.iso, fault: refused?.wording.text,
      settledLabel: "Comptes soldés masqués",
      settledHref: Address.trialBalance(year: year, filter: dateField + settled), hidesSettled: hidesSettled,
      settledField: hidesSettled ? "masques" : nil,
      wholeYearHref: date == nil
        ? nil : Address.trialBalance(year: year, filter: hidesSettled ? [("soldes", "masques")] : []))
  }

  /// The classes of the PCG (art. 911-1).
  static func className(_ digit: Substring) -> String {
    switch digit {
    case "1": "Classe 1, capitaux"
    case "2": "Classe 2, immobilisations"
    case "3": "Classe 3, stocks"
    case "4": "Classe 4, tiers"
    case "5": "Classe 5, financiers"
    case "6": "Classe 6, charges"
    case "7": "Classe 7, produits"
    case "8": "Classe 8, comptes spéciaux"
    default: "Autres comptes"
    }
  }
}
