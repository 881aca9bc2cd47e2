import Application
import Model

/// One page of an account's lines, framed by its balances.
struct LedgerModel: Sendable {
  let account: String
  let label: String
  /// Of the account, or of the third party.
  let title: String
  let sentence: String
  let caption: String
  let trialBalanceHref: String
  let debit: String
  let credit: String
  let balance: String
  let balanceSide: String
  let lineCount: String
  /// Nil on the first page of a period that begins with the year.
  let carried: SidedAmount?
  /// Which lines are carried.
  let carriedLabel: String
  /// Where they are, when another year has them.
  let sources: [Source]
  let lines: [LedgerLineModel]
  /// Nil on the last page.
  let toCarry: SidedAmount?
  /// Which of the lines are shown; nil when all are.
  let range: String?
  let filter: Filter
  let party: Party?
  let pager: PagerModel?
  let hasNoLines: Bool
  /// Nothing is carried either.
  let isEmpty: Bool
  let ledgerHref: String
  /// Where its open lines are matched; nil for an account of another class, where nothing waits.
  let matchingHref: String?
  /// The statement of account; nil for accounts of others than customers and suppliers.
  let statementHref: String?

  struct Filter: Sendable {
    let action: String
    let yearEnd: String
    let start: String
    let startFault: String?
    let date: String
    /// Of the last day.
    let fault: String?
    /// What is wrong with either.
    let message: String?
    /// The account kept through the form, when the path cannot hold it.
    let account: String?
    /// The third party kept through the form.
    let party: String?
    let allHref: String?
  }

  /// A page of the year that a provisional opening comes from.
  struct Source: Sendable {
    let label: String
    let href: String
  }

  /// The third party whose lines alone are shown.
  struct Party: Sendable {
    let code: String
    let label: String
    let wholeAccountHref: String
  }

  init(_ page: AccountPage, period: PeriodFilter) {
    let year = page.year
    account = page.account
    party = page.party.map { code in
      Party(
        code: code, label: page.partyLabel ?? "",
        wholeAccountHref: Address.account(page.account, year: year, filter: period.fields))
    }
    label = page.label
    title = page.party.map { "\($0) \(page.partyLabel ?? "")" } ?? "\(page.account) \(page.label)"
    let closing = page.balance
    balance = French.amount(closing.magnitude)
    balanceSide = French.sideLetter(closing)
    let span = period.span(of: year)
    sentence = "\(span.prefix(1).uppercased())\(span.dropFirst()), en euros. " + Self.closingWords(closing)
    let name = page.party.map { "Compte \(page.account), tiers \($0)" } ?? "Compte \(page.account) \(page.label)"
    caption = "\(name), \(span), en euros"
    trialBalanceHref = Address.trialBalance(year: year, filter: period.day.fields) + "#compte-\(page.account)"
    debit = French.amount(page.debit)
    credit = French.amount(page.credit)
    lineCount = French.count(page.lineCount, "ligne", "lignes")
    carried = (page.previous == nil ? page.opening : page.balanceBefore).map(SidedAmount.init)
    let source = page.previous == nil ? page.source : nil
    carriedLabel =
      page.previous != nil
      ? "Lignes des pages précédentes"
      : source == nil ? Words.before(period.start ?? year.start) : Words.provisionalOpening
    sources = source.map { Self.sources($0, of: page) } ?? []
    lines = page.lines.map(LedgerLineModel.init)
    toCarry = page.next == nil ? nil : page.lines.last.map { SidedAmount($0.runningBalance) }
    range = ListRange(
      shown: page.lines.count, of: page.lineCount, isFirst: page.previous == nil, isLast: page.next == nil,
      from: page.lines.first?.date, to: page.lines.last?.date
    ).text("ligne", "lignes", "Lignes")
    let kept = (page.party.map { [("tiers", $0)] } ?? []) + period.fields
    func href(_ cursor: AccountPage.Cursor?) -> String? {
      cursor.map { Address.account(page.account, year: year, filter: kept + [("page", $0.text)]) }
    }
    pager = PagerModel(
      label: "Pages du compte", first: Address.account(page.account, year: year, filter: kept),
      previous: href(page.previous), next: href(page.next))
    hasNoLines = page.lines.isEmpty
    isEmpty = hasNoLines && carried == nil
    matchingHref =
      page.account.hasPrefix("4") ? Address.matching(page.account, party: page.party, year: year) : nil
    statementHref = AgedSide(account: page.account).map { _ in
      Address.statement(of: page.account, party: page.party, year: year, filter: period.day.fields)
    }
    ledgerHref = Address.ledger(year: year, filter: [("comptes", String(page.account.prefix(2)))])
    filter = Filter(
      action: Address.hasPath(page.account)
        ? "\(Address.accounts)/\(Percent.encode(page.account))" : Address.accounts,
      yearEnd: year.end.iso, start: period.typedStart, startFault: period.startFault, date: period.day.typed,
      fault: period.day.fault, message: period.fault,
      account: Address.hasPath(page.account) ? nil : page.account, party: page.party,
      allHref: period.fields.isEmpty
        ? nil
        : Address.account(page.account, year: year, filter: page.party.map { [("tiers", $0)] } ?? []))
  }

  private static func sources(_ source: AccountPage.OpeningSource, of page: AccountPage) -> [Source] {
    var found: [Source] = []
    if source.hasAccount {
      let party = page.party.map { [("tiers", $0)] } ?? []
      found.append(
        Source(
          label: "compte \(page.account) en \(source.year.name)",
          href: Address.account(page.account, year: source.year, filter: party)))
    }
    if source.hasResult {
      found.append(
        Source(
          label: "résultat de \(source.year.name)",
          href: Address.withQuery(Address.incomeStatement, [("exercice", source.year.end.iso)])))
    }
    return found
  }

  private static func closingWords(_ total: MoneyTotal) -> String {
    switch total.minor.signum() {
    case 1: "Solde débiteur de \(French.amount(total.magnitude))."
    case -1: "Solde créditeur de \(French.amount(total.magnitude))."
    default: "Compte soldé."
    }
  }
}
