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
  /// Of all accounts, those of other pages included.
  let total: Sums
  /// Nil when everything is on one page.
  let pages: Pages?
  let tabs: [StatementModel.Tab]
  /// Head of the column of the year before; nil when it is not shown.
  let previous: String?
  let columnCount: Int
  /// The year holds no line at all.
  let isEmpty: Bool
  /// No account has such a number.
  let nothing: String?
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
    /// Nil when the books have no year before.
    let comparison: Comparison?
    /// `n1` kept through the date form.
    let comparisonField: String?
    /// What the numbers of accounts start with; empty for all.
    let prefix: String
    let allAccountsHref: String?
    /// `lignes` kept through the date form.
    let allField: String?
  }

  /// The ways through a balance that is longer than one page.
  struct Pages: Sendable {
    let pager: PagerModel?
    /// Which accounts the page shows, and of how many.
    let range: String
    /// Where each class begins.
    let jumps: [StatementModel.Tab]
    let allHref: String
    let allLabel: String
    let isAll: Bool
  }

  struct Comparison: Sendable {
    let href: String
    let isOn: Bool
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
    let hasPrevious: Bool
    let previous: String
    let previousSide: String
    /// All of it as the cells of a row, made once: a long balance would ask the template engine for them ten times a
    /// row. Figures, spaces and letters only: nothing to escape.
    let cells: String
  }

  struct AccountClass: Sendable {
    let digit: String
    let name: String
    let rows: [Row]
    let rowsHTML: String
    /// Of the whole class; nil when it goes on on the next page.
    let sums: Sums?
  }

  struct Row: Sendable {
    let account: String
    let label: String
    let href: String
    let sums: Sums
  }

  /// - Parameter previousYear: the year that ``ComparedTrialBalance/previousDate`` is in; its figures lead there.
  init(
    _ compared: ComparedTrialBalance, year: FiscalYear, day: DayFilter, query: TrialBalanceQuery,
    previousYear: FiscalYear? = nil
  ) {
    let end = day.end(of: year)
    let hasPrevious = compared.previousDate != nil && !query.hidesPrevious
    let balance = TrialBalance(rows: query.counted(compared.balance.rows, hasPrevious: hasPrevious))
    let listed = query.listed(balance.rows, hasPrevious: hasPrevious)
    let earlier = EarlierYear(previousYear, at: compared.previousDate)
    let window = KeyedWindow(
      listed, from: query.start, size: query.showsAll ? nil : TrialBalancePage.rowsPerPage, key: \.account)
    let byClass = Dictionary(grouping: balance.rows) { $0.account.prefix(1) }
    let shown = Dictionary(grouping: window.rows) { $0.account.prefix(1) }
    let goesOn = window.next?.prefix(1)
    classes = shown.keys.sorted().map { digit in
      let rows = (shown[digit] ?? []).map { Self.row($0, year: year, day, hasPrevious, earlier) }
      return AccountClass(
        digit: String(digit), name: Self.className(digit), rows: rows, rowsHTML: rows.map(\.html).joined(),
        sums: digit == goesOn
          ? nil
          : Self.sums(
            TrialBalanceTally(byClass[digit] ?? []), isTotal: false, hasPrevious,
            href: Self.lines(query.prefix.isEmpty ? String(digit) : query.prefix, year: year, day)))
    }
    pages = Pages(window, of: listed, query, year: year, day)
    let tally = TrialBalanceTally(balance.rows)
    total = Self.sums(tally, isTotal: true, hasPrevious, href: Self.lines(query.prefix, year: year, day))
    previous = hasPrevious ? compared.previousDate.map { "Solde " + French.date($0) } : nil
    columnCount = hasPrevious ? 9 : 8
    tabs = Self.tabs(year: year, day, current: .general)
    isEmpty = compared.balance.rows.isEmpty
    nothing =
      balance.rows.isEmpty && !compared.balance.rows.isEmpty
      ? "Aucun compte mouvementé ne commence par \(query.prefix)." : nil
    let span = French.span(year.start, end)
    let scope = query.prefix.isEmpty ? "" : ", comptes \(query.prefix)"
    caption = "Balance générale \(span)\(scope), en euros"
    // Of all accounts: some of them need not be balanced.
    (sentence, isBalanced) = Self.verdict(
      TrialBalanceTally(compared.balance.rows), span: span, isWhole: query.prefix.isEmpty)
    summary = French.count(balance.rows.count, "compte", "comptes") + (scope.isEmpty ? "" : " en \(query.prefix)")
    filter = Self.filter(query, year: year, day, hasComparison: compared.previousDate != nil)
  }

  private static func verdict(_ tally: TrialBalanceTally, span: String, isWhole: Bool) -> (String, Bool) {
    let start = span.prefix(1).uppercased() + span.dropFirst()
    let gap = tally.debitBalance - tally.creditBalance
    guard !gap.isZero else {
      // Sums of all accounts have no place above some of them.
      guard isWhole else { return ("\(start), en euros. Partie d’une balance équilibrée.", true) }
      return ("\(start), en euros. Équilibrée : \(French.amount(tally.debitBalance)) au débit comme au crédit.", true)
    }
    return (
      "\(start). Écart de \(French.amount(gap.magnitude)) : les soldes débiteurs "
        + "(\(French.amount(tally.debitBalance))) et créditeurs (\(French.amount(tally.creditBalance))) "
        + "devraient être égaux.",
      false
    )
  }

  private static func row(
    _ row: TrialBalance.Row, year: FiscalYear, _ day: DayFilter, _ hasPrevious: Bool, _ earlier: EarlierYear?
  ) -> Row {
    let before = hasPrevious ? earlier?.lines(of: row.account) : nil
    let isGone = row.debit.isZero && row.credit.isZero && !(row.previousBalance?.isZero ?? true)
    let href = (isGone ? before : nil) ?? Address.lines(of: row.account, year: year, through: day)
    return Row(
      account: row.account, label: row.label, href: href,
      sums: sums(TrialBalanceTally([row]), isTotal: false, hasPrevious, href: href, previousHref: before))
  }

  /// The lines of all accounts that start so.
  private static func lines(_ prefix: String, year: FiscalYear, _ day: DayFilter) -> String {
    Address.ledger(year: year, filter: (prefix.isEmpty ? [] : [("comptes", prefix)]) + day.fields)
  }

  /// General and auxiliary balance, at the same day.
  /// Which balance a page is of.
  enum Kind: Sendable { case general, auxiliary, aged }

  static func tabs(year: FiscalYear, _ day: DayFilter, current: Kind) -> [StatementModel.Tab] {
    [
      .init(
        label: "Balance générale", href: Address.trialBalance(year: year, filter: day.fields),
        isCurrent: current == .general),
      .init(
        label: "Balance auxiliaire", href: Address.auxiliaryBalance(year: year, filter: day.fields),
        isCurrent: current == .auxiliary),
      .init(
        label: "Balance âgée", href: Address.agedBalance(.customers, year: year, filter: day.fields),
        isCurrent: current == .aged),
    ]
  }

  static func sums(
    _ tally: TrialBalanceTally, isTotal: Bool, _ hasPrevious: Bool, href: String? = nil,
    previousHref: String? = nil
  ) -> Sums {
    let text = isTotal ? { French.amount($0) } : { (total: MoneyTotal) in French.side(total) }
    let opening = tally.openingDebit - tally.openingCredit
    let net = tally.debitBalance - tally.creditBalance
    return Sums(
      opening: text(opening.magnitude), openingSide: French.sideLetter(opening),
      movementDebit: text(tally.movementDebit), movementCredit: text(tally.movementCredit),
      debitBalance: text(tally.debitBalance), creditBalance: text(tally.creditBalance), net: text(net.magnitude),
      netSide: French.sideLetter(net), hasPrevious: hasPrevious, previous: text(tally.previousBalance.magnitude),
      previousSide: French.sideLetter(tally.previousBalance), href: href, previousHref: previousHref)
  }

  private static func filter(
    _ query: TrialBalanceQuery, year: FiscalYear, _ day: DayFilter, hasComparison: Bool
  ) -> Filter {
    func href(_ change: (inout TrialBalanceQuery) -> Void = { _ in }, day: DayFilter?) -> String {
      query.address(year: year, day: day, change)
    }
    return Filter(
      date: day.typed, yearEnd: year.end.iso, fault: day.fault, settledLabel: "Comptes soldés masqués",
      settledHref: href({ $0.hidesSettled.toggle() }, day: day), hidesSettled: query.hidesSettled,
      settledField: query.hidesSettled ? "masques" : nil, wholeYearHref: day.date == nil ? nil : href(day: nil),
      comparison: hasComparison
        ? Comparison(href: href({ $0.hidesPrevious.toggle() }, day: day), isOn: !query.hidesPrevious) : nil,
      comparisonField: query.hidesPrevious ? "sans" : nil, prefix: query.prefix,
      allAccountsHref: query.prefix.isEmpty ? nil : href({ $0.prefix = "" }, day: day),
      allField: query.showsAll ? "toutes" : nil)
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

extension TrialBalanceModel.Sums: TemplateRow {
  static let fields: [String: @Sendable (TrialBalanceModel.Sums) -> Any?] = [
    "opening": { $0.opening }, "openingSide": { $0.openingSide }, "movementDebit": { $0.movementDebit },
    "movementCredit": { $0.movementCredit }, "debitBalance": { $0.debitBalance },
    "creditBalance": { $0.creditBalance }, "net": { $0.net }, "netSide": { $0.netSide },
    "hasPrevious": { $0.hasPrevious }, "previous": { $0.previous }, "previousSide": { $0.previousSide },
    "cells": { $0.cells },
  ]
}
