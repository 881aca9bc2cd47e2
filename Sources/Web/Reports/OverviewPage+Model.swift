import Application
import Model

/// The first page: how much is there, what is owed, and how the year goes.
struct OverviewModel: Sendable {
  let greeting: String
  let state: String
  let treasury: TreasuryPanel
  let year: YearPanel
  let receivables: PartyPanel
  let payables: PartyPanel
  let trialBalanceHref: String
  let importHref: String?
  let nextSteps: NextSteps?
  let due: DuePanel?
  /// Nil when every entry and every draft has its document.
  let missing: Missing?

  struct Missing: Sendable {
    let words: String
    let href: String
  }

  /// `previous` is the year before, when the books hold it; `aged` is what customers owe, by how late it is.
  init(
    _ overview: Overview, previous: Overview?, personName: String, today: CalendarDate,
    missing: (entries: Int, drafts: Int) = (0, 0), mayImport: Bool, nextSteps: NextSteps? = nil,
    aged: AgedFigure? = nil, due: [Occurrence] = []
  ) {
    self.nextSteps = nextSteps
    self.missing = Self.missing(missing, in: overview.year)
    greeting = Self.greeting(personName)
    let balance = Address.trialBalance(year: overview.year)
    let gap = overview.trialBalanceDebit - overview.trialBalanceCredit
    state =
      "Exercice \(overview.year.name), \(French.span(overview.year.start, overview.year.end)). "
      + (gap.isZero
        ? "Comptes équilibrés."
        : "Écart de \(French.euros(gap)) entre le débit et le crédit : à vérifier dans la balance.")
    let months = Self.elapsed(overview, today: today)
    treasury = TreasuryPanel(overview, months: months, href: balance + "#classe-5")
    year = YearPanel(
      overview, months: months, previous: previous, isRunning: overview.year.contains(today),
      href: balance + "#classe-7")
    receivables = PartyPanel(
      id: "on-vous-doit", heading: "On vous doit", year: overview.year, total: overview.receivables,
      parties: overview.largestReceivables,
      href: Address.ledger(year: overview.year, filter: [("comptes", "41")]),
      nothing: "Aucun client ne vous doit d’argent.", aged: aged)
    payables = PartyPanel(
      id: "vous-devez", heading: "Vous devez", year: overview.year, total: overview.payables,
      parties: overview.largestPayables,
      href: Address.ledger(year: overview.year, filter: [("comptes", "40")]),
      nothing: "Vous ne devez rien à vos fournisseurs.")
    trialBalanceHref = balance
    importHref = mayImport ? Address.imports : nil
    self.due = DuePanel(due)
  }

  private static func missing(_ count: (entries: Int, drafts: Int), in year: FiscalYear) -> Missing? {
    let parts = [
      count.entries == 0 ? nil : French.count(count.entries, "écriture", "écritures"),
      count.drafts == 0 ? nil : French.count(count.drafts, "brouillon", "brouillons"),
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    let ofDrafts = count.entries == 0 ? [(MissingDocumentPage.draftsField, "1")] : []
    return Missing(
      words: parts.joined(separator: " et ") + " sans pièce",
      href: Address.withQuery(Address.missingDocuments, [("exercice", year.end.iso)] + ofDrafts))
  }

  /// The months that have begun or hold something: empty ones to come are not drawn as if they were flat.
  static func elapsed(_ overview: Overview, today: CalendarDate) -> [Overview.Month] {
    guard overview.year.contains(today) else { return overview.months }
    let last = overview.months.lastIndex { month in
      month.number <= today.monthNumber || !month.income.isZero || !month.expenses.isZero
    }
    let end = overview.months.lastIndex { $0.treasury != overview.treasury }.map { $0 + 1 }
    return Array(overview.months.prefix(max(last ?? 0, min(end ?? 0, overview.months.count - 1)) + 1))
  }

  static func greeting(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).first.map { "Bonjour \($0)" } ?? "Bonjour"
  }
}

/// Recurring entries that wait to be accepted.
struct DuePanel: Sendable {
  let sentence: String
  let names: String
  let href = Address.recurrences
  let action = Address.recurrencesAccept

  /// Nil when nothing waits.
  init?(_ due: [Occurrence]) {
    guard !due.isEmpty else { return nil }
    sentence = French.count(due.count, "abonnement échu", "abonnements échus")
    let shown = due.prefix(3).map { "\($0.recurrence.name) (\(French.date($0.date)))" }
    names = shown.joined(separator: ", ") + (due.count > shown.count ? "…" : "")
  }
}

struct PartyPanel: Sendable {
  let id: String
  let heading: String
  let total: String
  let href: String
  let parties: [Entry]
  let rest: Rest?
  let nothing: String?
  /// Nil where nothing is open, and for what is owed by the company.
  let aged: AgedFigure?

  struct Entry: Sendable {
    let label: String
    let code: String
    let amount: String
    let href: String
  }

  /// What is not owed by those listed, and where it is listed.
  struct Rest: Sendable {
    let amount: String
    let href: String
  }

  init(
    id: String, heading: String, year: FiscalYear, total: MoneyTotal, parties: [Overview.PartyBalance],
    href: String, nothing: String, aged: AgedFigure? = nil
  ) {
    self.id = id
    self.heading = heading
    self.total = French.euros(total)
    self.href = href
    self.aged = aged
    self.parties = parties.map { party in
      Entry(
        label: party.label.isEmpty ? party.code : party.label, code: party.code, amount: French.euros(party.amount),
        href: Address.party(party.code, account: party.account, year: year))
    }
    let others = total - parties.reduce(.zero) { $0 + $1.amount }
    rest =
      others.isZero
      ? nil
      : parties.first.map { first in
        Rest(
          amount: French.euros(others),
          href: Address.auxiliaryBalance(year: year) + "#compte-\(Percent.encode(first.account))")
      }
    self.nothing = parties.isEmpty && total.isZero ? nothing : nil
  }
}
