import Application
import Model

/// One page of an account's lines, framed by its balances.
struct LedgerModel: Sendable {
  let account: String
  let label: String
  let sentence: String
  let caption: String
  let trialBalanceHref: String
  let debit: String
  let credit: String
  let balance: String
  let balanceSide: String
  let lineCount: String
  /// Nil on the first page.
  let carried: Carried?
  let lines: [Line]
  let firstHref: String?
  let previousHref: String?
  let nextHref: String?
  let hasPages: Bool
  let isEmpty: Bool

  struct Carried: Sendable {
    let amount: String
    let side: String
  }

  struct Line: Sendable {
    let date: String
    let isoDate: String
    let journal: String
    let number: String
    let voucher: String
    let label: String
    let party: String?
    let matching: String
    let isMatched: Bool
    let debit: String
    let credit: String
    let balance: String
    let side: String
  }

  init(_ page: AccountPage) {
    account = page.account
    label = page.label
    let closing = page.debit - page.credit
    balance = Self.magnitude(closing)
    balanceSide = Self.side(closing)
    sentence =
      "Exercice \(page.year.name), \(French.span(page.year.start, page.year.end)), en euros. "
      + Self.closingWords(closing)
    caption = "Compte \(page.account) \(page.label), exercice \(page.year.name), en euros"
    trialBalanceHref = Address.trialBalance(year: page.year) + "#compte-\(page.account)"
    debit = French.amount(page.debit)
    credit = French.amount(page.credit)
    lineCount = French.count(page.lineCount, "ligne", "lignes")
    carried =
      page.previous == nil
      ? nil : Carried(amount: Self.magnitude(page.balanceBefore), side: Self.side(page.balanceBefore))
    lines = page.lines.map(Self.line)
    firstHref = page.previous == nil ? nil : Address.account(page.account, year: page.year)
    previousHref = page.previous.map { Address.account(page.account, year: page.year, page: $0.text) }
    nextHref = page.next.map { Address.account(page.account, year: page.year, page: $0.text) }
    hasPages = page.previous != nil || page.next != nil
    isEmpty = page.lineCount == 0
  }

  private static func line(_ line: AccountPage.Line) -> Line {
    Line(
      date: French.date(line.date), isoDate: line.date.iso, journal: line.journal, number: line.entryNumber,
      voucher: line.voucherReference, label: line.label,
      party: line.party.map { code in line.partyLabel.map { "\(code) \($0)" } ?? code },
      matching: line.matchingCode, isMatched: !line.matchingCode.isEmpty, debit: French.side(line.debit),
      credit: French.side(line.credit), balance: magnitude(line.runningBalance), side: side(line.runningBalance))
  }

  private static func closingWords(_ total: MoneyTotal) -> String {
    switch total.minor.signum() {
    case 1: "Solde débiteur de \(magnitude(total))."
    case -1: "Solde créditeur de \(magnitude(total))."
    default: "Compte soldé."
    }
  }

  private static func magnitude(_ total: MoneyTotal) -> String { French.amount(total.magnitude) }

  private static func side(_ total: MoneyTotal) -> String { French.sideLetter(total) }
}
