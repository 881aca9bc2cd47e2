import Application
import Hummingbird
import Model

/// `/grand-livre`
enum GeneralLedgerPage {
  /// Lines on one page: about two screens, answered at once whatever the size of the books.
  static let linesPerPage = 100

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Grand livre", here: .ledger, years: query.years)
    frame.yearBoundFields = ["du", "date", "page"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let asked = visit.query["page"]
    let cursor = LedgerCursor(text: asked)
    guard asked.isEmpty || cursor != nil else { throw ReportRefusal.badCursor }
    let period = PeriodFilter(visit, in: year)
    if let form = visit.wholeForm, !period.hasFault {
      return try await whole(form, visit, books, frame, year: year, period)
    }
    let accounts = AccountSpan(visit.query.trimmed("comptes"))
    let ledger = try await books.generalLedger(
      yearEnd: year.end, accounts: accounts, from: period.start, at: period.date, cursor: cursor, limit: linesPerPage)
    let model = GeneralLedgerModel(ledger, accounts: accounts, period: period)
    frame.printTitle = model.caption
    frame.whole = WholeLinks(visit, books, year: year, isPaged: model.pager != nil)
    frame.hasErrors = period.hasFault
    return try await visit.page(
      "grand-livre", model, books, frame, status: period.hasFault ? .unprocessableContent : .ok)
  }
}

/// One page of the grand livre, account after account.
struct GeneralLedgerModel: Sendable {
  let caption: String
  let sentence: String
  let sections: [Section]
  /// What the accounts add up to in the period; nil when it begins with the year.
  let movements: Movements?
  let filter: Filter
  /// Which accounts are shown; nil when all are.
  let range: String?
  let pager: PagerModel?
  let isEmpty: Bool
  /// Said when filters leave nothing.
  let unmatched: String
  let importHref = Address.imports
  let allHref: String?

  struct Section: Sendable {
    let account: String
    let label: String
    let href: String
    /// The account is named above its lines: not when a print goes on with it.
    let hasHead: Bool
    let carried: SidedAmount?
    /// Which lines are carried.
    let carriedLabel: String
    let lines: [LedgerLineModel]
    /// When the account goes on on the next page.
    let toCarry: SidedAmount?
    let total: Total?
  }

  struct Total: Sendable {
    let debit: String
    let credit: String
    let balance: SidedAmount
  }

  struct Movements: Sendable {
    let debit: String
    let credit: String
    let balance: SidedAmount
  }

  struct Filter: Sendable {
    let yearEnd: String
    let start: String
    let startFault: String?
    let date: String
    /// Of the last day.
    let fault: String?
    /// What is wrong with either.
    let message: String?
    let prefix: String
    let allHref: String?
  }

  init(_ ledger: GeneralLedger, accounts: AccountSpan, period: PeriodFilter) {
    let year = ledger.year
    let kept = period.fields + (accounts.isAll ? [] : [("comptes", accounts.text)])
    let span = period.span(of: year)
    caption = "Grand livre \(span)" + (accounts.isAll ? "" : ", \(Self.name(accounts))") + ", en euros"
    sentence =
      "\(span.prefix(1).uppercased())\(span.dropFirst()), en euros, "
      + (accounts.isAll
        ? "tous les comptes."
        : accounts.isRange ? "\(Self.name(accounts))." : "comptes qui commencent par \(accounts.text).")
    sections = ledger.sections.map { Self.section($0, year: year, period) }
    movements = ledger.movements.map {
      Movements(
        debit: French.amount($0.debit), credit: French.amount($0.credit), balance: SidedAmount($0.debit - $0.credit))
    }
    filter = Filter(
      yearEnd: year.end.iso, start: period.typedStart, startFault: period.startFault, date: period.day.typed,
      fault: period.day.fault, message: period.fault, prefix: accounts.text,
      allHref: kept.isEmpty ? nil : Address.ledger(year: year))
    func page(_ cursor: LedgerCursor?) -> String? {
      cursor.map { Address.ledger(year: year, filter: kept + [("page", $0.text)]) }
    }
    pager = PagerModel(
      label: "Pages du grand livre", first: Address.ledger(year: year, filter: kept),
      previous: page(ledger.previous), next: page(ledger.next))
    range = Self.range(ledger)
    isEmpty = ledger.sections.isEmpty
    let isFiltered = !kept.isEmpty
    unmatched = "Aucun compte de l’exercice \(year.name) ne convient : changez le début du numéro, ou la date."
    allHref = isFiltered ? Address.ledger(year: year) : nil
  }

  /// `comptes 41`, `comptes 6 à 7`.
  private static func name(_ accounts: AccountSpan) -> String {
    "comptes " + (accounts.isRange ? "\(accounts.lowest) à \(accounts.highest)" : accounts.text)
  }

  private static func range(_ ledger: GeneralLedger) -> String? {
    guard ledger.previous != nil || ledger.next != nil, let first = ledger.sections.first,
      let last = ledger.sections.last
    else { return nil }
    let start = first.goesOn ? "\(first.account) (suite)" : first.account
    let accounts =
      first.account == last.account ? "Compte \(start)" : "Comptes \(start) à \(last.account)"
    let lines = French.count(ledger.sections.reduce(0) { $0 + $1.lines.count }, "ligne", "lignes")
    return "\(accounts), \(lines)" + (ledger.next == nil ? ". Dernière page." : ". La suite à la page suivante.")
  }

  /// - Parameter isWhole: every line follows the one before on one print: nothing is carried from page to page, only
  ///   from before the period.
  static func section(
    _ section: GeneralLedger.Section, year: FiscalYear, _ period: PeriodFilter, isWhole: Bool = false
  ) -> Section {
    let carried = isWhole && section.goesOn ? nil : section.carried
    let last = isWhole || section.total != nil ? nil : section.lines.last
    return Section(
      account: section.account, label: section.label,
      href: Address.account(section.account, year: year, filter: period.fields),
      hasHead: !isWhole || !section.goesOn, carried: carried.map(SidedAmount.init),
      carriedLabel: section.goesOn
        ? "Lignes des pages précédentes"
        : section.isProvisional ? Words.provisionalOpening : Words.before(period.start ?? year.start),
      lines: section.lines.map(LedgerLineModel.init), toCarry: last.map { SidedAmount($0.runningBalance) },
      total: section.total.map {
        Total(
          debit: French.amount($0.debit), credit: French.amount($0.credit),
          balance: SidedAmount(section.balance ?? .zero))
      })
  }
}

extension GeneralLedgerModel.Section: TemplateRow {
  static let fields: [String: @Sendable (GeneralLedgerModel.Section) -> Any?] = [
    "account": { $0.account }, "label": { $0.label }, "href": { $0.href }, "hasHead": { $0.hasHead },
    "carried": { $0.carried }, "carriedLabel": { $0.carriedLabel }, "lines": { $0.lines }, "toCarry": { $0.toCarry },
    "total": { $0.total },
  ]
}

extension GeneralLedgerModel.Total: TemplateRow {
  static let fields: [String: @Sendable (GeneralLedgerModel.Total) -> Any?] = [
    "debit": { $0.debit }, "credit": { $0.credit }, "balance": { $0.balance },
  ]
}
