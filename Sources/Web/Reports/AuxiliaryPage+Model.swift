import Application
import Model

/// The auxiliary balance, account by account, each with the sums of the general balance.
struct AuxiliaryModel: Sendable {
  let sentence: String
  let caption: String
  let tabs: [StatementModel.Tab]
  let filter: Filter
  let accounts: [Account]
  let previous: String?
  let columnCount: Int
  /// Which third parties are shown; nil when all are.
  let range: String?
  let pager: PagerModel?
  let isEmpty: Bool

  struct Filter: Sendable {
    let date: String
    let yearEnd: String
    let fault: String?
    let wholeYearHref: String?
    let choices: [Choice]
    let allLabel = "Tous les comptes"
    /// The account kept through the date form.
    let account: String?
  }

  struct Choice: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
  }

  struct Account: Sendable {
    let number: String
    let title: String
    let href: String
    let totalLabel: String
    let columnCount: Int
    let rows: [Row]
    let sums: TrialBalanceModel.Sums
  }

  struct Row: Sendable {
    let name: String
    let label: String
    let href: String
    let sums: TrialBalanceModel.Sums
  }

  /// - Parameter previousYear: the year that the figures of the year before are of.
  init(
    _ report: AuxiliaryReport, day: DayFilter, account: String?, isFirst: Bool, previousYear: FiscalYear? = nil
  ) {
    let year = report.year
    let hasPrevious = report.previousDate != nil
    let span = French.span(year.start, report.date)
    caption = "Balance auxiliaire \(span), en euros"
    sentence =
      "\(span.prefix(1).uppercased())\(span.dropFirst()), en euros. "
      + "Les soldes des tiers d’un compte font le solde de ce compte dans la balance générale."
    tabs = TrialBalanceModel.tabs(year: year, day, current: .auxiliary)
    previous = report.previousDate.map { "Solde " + French.date($0) }
    columnCount = hasPrevious ? 9 : 8
    let earlier = EarlierYear(previousYear, at: report.previousDate)
    accounts = report.accounts.map { Self.account($0, year: year, day, hasPrevious, earlier) }
    let kept = day.fields + (account.map { [("compte", $0)] } ?? [])
    func href(_ fields: [(String, String)]) -> String { Address.auxiliaryBalance(year: year, filter: fields) }
    filter = Filter(
      date: day.typed, yearEnd: year.end.iso, fault: day.fault,
      wholeYearHref: day.date == nil ? nil : href(account.map { [("compte", $0)] } ?? []),
      choices: [Choice(label: "Tous les comptes", href: href(day.fields), isCurrent: account == nil)]
        + report.choices.map { choice in
          Choice(
            label: "\(choice.account) \(choice.label)", href: href(day.fields + [("compte", choice.account)]),
            isCurrent: choice.account == account)
        },
      account: account)
    range = isFirst && report.next == nil ? nil : Self.range(report)
    pager = PagerModel(
      label: "Pages de la balance", first: href(kept),
      previous: isFirst ? nil : href(kept + (report.previous?.fields ?? [])),
      next: report.next.map { href(kept + $0.fields) })
    isEmpty = report.accounts.isEmpty
  }

  private static func account(
    _ account: AuxiliaryReport.AuxiliaryAccount, year: FiscalYear, _ day: DayFilter, _ hasPrevious: Bool,
    _ earlier: EarlierYear?
  ) -> Account {
    let total = account.total
    let whole = Address.lines(of: total.account, year: year, through: day)
    func isGone(_ row: AuxiliaryBalance.Row) -> Bool { row.debit.isZero && row.credit.isZero }
    return Account(
      number: total.account, title: "\(total.account) \(total.label)",
      href: whole,
      totalLabel: account.isPartial ? "Total du compte, toutes pages" : "Total du compte",
      columnCount: hasPrevious ? 9 : 8,
      rows: account.rows.map { row in
        let before = earlier.flatMap { year in row.party.map { year.lines(of: row.account, party: $0.code) } }
        let href =
          (isGone(row) ? before : nil)
          ?? Address.lines(of: row.account, party: row.party?.code, year: year, through: day)
        return Row(
          name: row.party?.code ?? "sans tiers", label: row.party == nil ? "Lignes sans tiers" : row.partyLabel,
          href: href,
          sums: TrialBalanceModel.sums(
            TrialBalanceTally([TrialBalance.Row(row)]), isTotal: false, hasPrevious, href: href,
            previousHref: before))
      },
      sums: TrialBalanceModel.sums(
        TrialBalanceTally([total]), isTotal: false, hasPrevious, href: whole,
        previousHref: earlier?.lines(of: total.account)))
  }

  private static func range(_ report: AuxiliaryReport) -> String? {
    guard let first = report.accounts.first, let last = report.accounts.last else { return nil }
    func name(_ row: AuxiliaryBalance.Row?) -> String { row?.party?.code ?? "sans tiers" }
    let count = French.count(report.accounts.reduce(0) { $0 + $1.rows.count }, "ligne", "lignes")
    return "\(count), du tiers \(name(first.rows.first)) (\(first.total.account)) au tiers \(name(last.rows.last)) "
      + "(\(last.total.account))." + (report.next == nil ? " Dernière page." : " La suite à la page suivante.")
  }
}

extension TrialBalance.Row {
  /// The sums of a third party, as those of an account of its own.
  init(_ row: AuxiliaryBalance.Row) {
    self.init(
      account: row.account, label: row.partyLabel, openingDebit: row.openingDebit, openingCredit: row.openingCredit,
      debit: row.debit, credit: row.credit)
    previousBalance = row.previousBalance
  }
}

extension AuxiliaryModel.Account: TemplateRow {
  static let fields: [String: @Sendable (AuxiliaryModel.Account) -> Any?] = [
    "number": { $0.number }, "title": { $0.title }, "href": { $0.href }, "totalLabel": { $0.totalLabel },
    "columnCount": { $0.columnCount }, "rows": { $0.rows }, "sums": { $0.sums },
  ]
}

extension AuxiliaryModel.Row: TemplateRow {
  static let fields: [String: @Sendable (AuxiliaryModel.Row) -> Any?] = [
    "name": { $0.name }, "label": { $0.label }, "href": { $0.href }, "sums": { $0.sums },
  ]
}
