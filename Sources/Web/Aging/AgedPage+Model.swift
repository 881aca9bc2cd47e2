import Application
import Model

/// The balance âgée, account by account, held to the general balance.
struct AgedModel: Sendable {
  let title: String
  let sentence: String
  let caption: String
  let lateness = Words.lateness
  let tabs: [StatementModel.Tab]
  let sides: [StatementModel.Tab]
  let filter: Filter
  let figure: AgedFigure
  let accounts: [Account]
  let total: Total
  /// What it is held to, in words.
  let control: String
  let isEven: Bool
  let controlHref: String
  /// Which years are counted, where there are several.
  let span: String?
  let statementsAction = Address.statements
  let range: String?
  let pager: PagerModel?
  let isEmpty: Bool

  struct Filter: Sendable {
    let date: String
    let yearEnd: String
    let side: String
    let fault: String?
    let usualHref: String?
    let choices: [AuxiliaryModel.Choice]
    let allLabel = "Tous les comptes"
    /// The account kept through the date form.
    let account: String?
  }

  struct Account: Sendable {
    let number: String
    let title: String
    let href: String
    let rows: [Row]
    let totalLabel: String
    let cells: String
  }

  struct Row: Sendable {
    /// Of the box that chooses its statement of account; nil on paper.
    let field: String?
    let name: String
    let label: String
    let href: String
    let words: String
    let cells: String
  }

  struct Total: Sendable {
    let label: String
    let cells: String
  }

  /// - Parameter isPaper: nothing can be chosen there.
  init(_ balance: AgedBalance, _ query: AgedQuery, isFirst: Bool, isPaper: Bool = false) {
    let (side, year, date) = (balance.side, balance.year, balance.date)
    title = "Balance âgée, \(Words.name(of: side).lowercased())"
    caption = "Balance âgée \(Words.name(of: side).lowercased()) au \(French.longDate(date)), en euros"
    sentence = "Au \(French.longDate(date)), en euros : ce que rien ne solde, tiers par tiers, selon son retard."
    tabs = TrialBalanceModel.tabs(
      year: year, DayFilter(query.day.fields.isEmpty ? "" : date.iso, in: year), current: .aged)
    sides = AgedSide.allCases.map {
      StatementModel.Tab(
        label: Words.name(of: $0), href: Address.agedBalance($0, year: year, filter: query.day.fields),
        isCurrent: $0 == side)
    }
    figure = AgedFigure(balance.total, side, year: year, date: date)
    accounts = balance.accounts.map { Self.account($0, side, year, query, isPaper: isPaper) }
    total = Total(
      label: query.account.map { "Compte \($0)" } ?? "Tous les comptes", cells: Self.cells(balance.total, side))
    let name = query.account.map { "du compte \($0)" } ?? "des comptes \(side.prefix)"
    control =
      "Total \(French.euros(side.owed(balance.total.total))) ; solde \(name) dans la balance générale : "
      + "\(French.euros(side.owed(balance.balance)))."
    isEven = balance.isEven
    controlHref = Address.trialBalance(
      year: year,
      filter: (date == year.end ? [] : [("date", date.iso)]) + [("comptes", query.account ?? side.prefix)])
    span =
      balance.years.count > 1
      ? "Les lignes comptent depuis le \(French.longDate(balance.years[0].start)), faute d’à-nouveaux depuis." : nil
    filter = Filter(
      date: query.day.typed, yearEnd: year.end.iso, side: side.field, fault: query.day.fault,
      usualHref: query.day.fields.isEmpty
        ? nil : Address.agedBalance(side, year: year, filter: query.account.map { [("compte", $0)] } ?? []),
      choices: Self.choices(balance, query), account: query.account)
    range = isFirst && balance.next == nil ? nil : Self.range(balance)
    pager = PagerModel(
      label: "Pages de la balance", first: query.address(),
      previous: isFirst ? nil : query.address(balance.previous?.fields ?? []),
      next: balance.next.map { query.address($0.fields) })
    isEmpty = balance.accounts.isEmpty
  }

  private static func choices(_ balance: AgedBalance, _ query: AgedQuery) -> [AuxiliaryModel.Choice] {
    func href(_ fields: [(String, String)]) -> String {
      Address.agedBalance(balance.side, year: balance.year, filter: query.day.fields + fields)
    }
    return [AuxiliaryModel.Choice(label: "Tous les comptes", href: href([]), isCurrent: query.account == nil)]
      + balance.choices.map { choice in
        AuxiliaryModel.Choice(
          label: "\(choice.account) \(choice.label)", href: href([("compte", choice.account)]),
          isCurrent: choice.account == query.account)
      }
  }

  private static func account(
    _ account: AgedBalance.Account, _ side: AgedSide, _ year: FiscalYear, _ query: AgedQuery,
    isPaper: Bool
  ) -> Account {
    Account(
      number: account.account, title: "\(account.account) \(account.label)",
      href: Address.account(
        account.account, year: year, filter: query.day.date == year.end ? [] : [("date", query.day.date.iso)]),
      rows: account.rows.map { row in
        let href = Address.statement(
          of: account.account, party: row.party?.code, year: year, filter: query.day.fields)
        let name = row.party?.code ?? "sans tiers"
        return Row(
          field: isPaper ? nil : StatementChoice(account: account.account, party: row.party).field, name: name,
          label: row.party == nil ? "Lignes sans tiers" : row.label, href: href,
          words: "Choisir le relevé de \(name)", cells: cells(row.amounts, side, href: href))
      },
      totalLabel: account.isPartial ? "Total du compte, toutes pages" : "Total du compte",
      cells: cells(account.total, side))
  }

  /// One cell for each bracket, what is late for a narrow page, and the total; a figure leads to its open lines.
  private static func cells(_ amounts: AgedAmounts, _ side: AgedSide, href: String? = nil) -> String {
    func cell(_ total: MoneyTotal, _ name: String, _ kind: String) -> String {
      let owed = side.owed(total)
      let text = href == nil ? French.amount(owed) : French.side(owed)
      let link = text.isEmpty ? "" : href.map { "<a class=\"fig\" href=\"\($0.escapedForHTML)\">\(text)</a>" } ?? text
      return "<td class=\"n\(kind)\(owed.minor < 0 ? " neg" : "")\" data-k=\"\(name)\">\(link)</td>"
    }
    return AgeBracket.allCases.map { cell(amounts[$0], Words.name(of: $0), " p2") }.joined()
      + cell(amounts.late, "En retard", " only-narrow") + cell(amounts.total, "Total", " sep")
  }

  private static func range(_ balance: AgedBalance) -> String? {
    guard let first = balance.accounts.first, let last = balance.accounts.last else { return nil }
    func name(_ row: AgedBalance.Row?) -> String { row?.party?.code ?? "sans tiers" }
    let count = French.count(balance.accounts.reduce(0) { $0 + $1.rows.count }, "tiers", "tiers")
    return "\(count), de \(name(first.rows.first)) (\(first.account)) à \(name(last.rows.last)) (\(last.account))."
      + (balance.next == nil ? " Dernière page." : " La suite à la page suivante.")
  }
}

extension AgedModel.Account: TemplateRow {
  static let fields: [String: @Sendable (AgedModel.Account) -> Any?] = [
    "number": { $0.number }, "title": { $0.title }, "href": { $0.href }, "rows": { $0.rows },
    "totalLabel": { $0.totalLabel }, "cells": { $0.cells },
  ]
}

extension AgedModel.Row: TemplateRow {
  static let fields: [String: @Sendable (AgedModel.Row) -> Any?] = [
    "field": { $0.field }, "name": { $0.name }, "label": { $0.label }, "href": { $0.href }, "words": { $0.words },
    "cells": { $0.cells },
  ]
}
