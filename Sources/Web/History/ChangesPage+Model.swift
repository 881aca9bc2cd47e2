import Application
import Model

/// What changed since a moment: accounts before and after, then what did it.
struct ChangesModel: Sendable {
  let title: String
  let sentence: String
  let filter: Filter
  /// The balance as it was known at that moment.
  let thenHref: String?
  let effects: Effects?
  let entries: Entries?
  let imports: List?
  let matchings: List?
  let labels: List?
  let more: String?
  let isEmpty: Bool
  let emptySentence: String

  struct Filter: Sendable {
    let yearEnd: String
    let since: String
    let account: String?
    let allHref: String?
    let shortcuts: [StatementModel.Tab]
  }

  struct Effects: Sendable {
    let heading: String
    let rows: [Row]

    struct Row: Sendable {
      let account: String
      let label: String
      let href: String
      let before: SidedAmount
      let after: SidedAmount
      let difference: SidedAmount
    }
  }

  struct Entries: Sendable {
    let heading: String
    let rows: [Row]
    let pager: PagerModel?

    struct Row: Sendable {
      let href: String
      let name: String
      let date: String
      let label: String
      let reversed: String?
      let amount: String
      let person: String
      let at: String
      let device: String
    }
  }

  struct List: Sendable {
    let heading: String
    let items: [Item]

    /// Shown unfolded.
    let isShort: Bool

    struct Item: Sendable {
      let name: String
      let detail: String
      let at: String
      let href: String?
    }
  }

  init(_ changes: BookChanges, account: String?, isFirst: Bool, today: CalendarDate) {
    let (since, year) = (changes.since, changes.year)
    title = "Ce qui a changé depuis le \(French.moment(since))"
    let end = changes.through.map { " jusqu’au \(French.moment($0))" } ?? ""
    sentence =
      "Exercice \(year.name)\(account.map { ", compte \($0)" } ?? "")\(end). Chaque montant est un solde, en euros."
    filter = Filter(
      yearEnd: year.end.iso, since: French.moment(since), account: account,
      allHref: account == nil ? nil : Address.changes(since: since, year: year),
      shortcuts: Self.shortcuts(changes, account: account, today: today))
    thenHref = Address.$known.withValue(since) { Address.trialBalance(year: year) }
    effects = Self.effects(changes)
    entries = Self.entries(changes, account: account, isFirst: isFirst)
    imports = List("import", "imports", changes.imports.map(Self.item))
    // Lettrages and labels are of all accounts and years.
    matchings = account == nil ? List("lettrage", "lettrages", changes.matchings.map { Self.item($0, year) }) : nil
    labels = account == nil ? List("fiche", "fiches", changes.labels.map { Self.item($0, year) }) : nil
    more = changes.hasMore ? "Il y en a d’autres : choisissez un moment plus proche." : nil
    isEmpty = effects == nil && entries == nil && imports == nil && matchings == nil && labels == nil
    emptySentence =
      "Aucune écriture, aucun lettrage, aucune fiche n’a été enregistré depuis le \(French.moment(since))\(end)."
  }

  private static func shortcuts(
    _ changes: BookChanges, account: String?, today: CalendarDate
  ) -> [StatementModel.Tab] {
    [(1, "Hier soir"), (7, "Il y a 7 jours"), (30, "Il y a 30 jours"), (365, "Il y a un an")].compactMap {
      days, label in
      today.adding(days: -days).flatMap { KnownMoment(day: $0) }.map { moment in
        StatementModel.Tab(
          label: label, href: Address.changes(since: moment, year: changes.year, account: account),
          isCurrent: moment == changes.since)
      }
    }
  }

  private static func effects(_ changes: BookChanges) -> Effects? {
    guard !changes.effects.isEmpty else { return nil }
    return Effects(
      heading: French.count(changes.effects.count, "compte a changé", "comptes ont changé"),
      rows: changes.effects.map { effect in
        Effects.Row(
          account: effect.account, label: effect.label,
          href: Address.changes(since: changes.since, year: changes.year, account: effect.account) + "#h-ecritures",
          before: SidedAmount(effect.before), after: SidedAmount(effect.after),
          difference: SidedAmount(effect.difference))
      })
  }

  private static func entries(_ changes: BookChanges, account: String?, isFirst: Bool) -> Entries? {
    guard !changes.entries.isEmpty else { return nil }
    return Entries(
      heading: "Écritures validées ici",
      rows: changes.entries.map { entry in
        Entries.Row(
          href: Address.entry(entry.id), name: "\(entry.journal) \(entry.number)", date: French.date(entry.date),
          label: entry.label, reversed: entry.reversed.isEmpty ? nil : entry.reversed,
          amount: French.amount(entry.debit), person: entry.recorder.person ?? "le logiciel",
          at: French.moment(entry.recorder.at), device: "…" + "\(entry.recorder.device)".suffix(6))
      },
      pager: PagerModel(
        label: "Pages des écritures",
        first: Address.changes(since: changes.since, year: changes.year, account: account),
        previous: isFirst ? nil : Address.changes(since: changes.since, year: changes.year, account: account),
        next: changes.next.map {
          Address.changes(since: changes.since, year: changes.year, account: account, page: $0)
        }))
  }

  private static func item(_ change: RecordedImport) -> List.Item {
    let size =
      "\(French.count(Int(change.entryCount), "écriture", "écritures")), "
      + French.count(Int(change.lineCount), "ligne", "lignes")
    return List.Item(
      name: change.fileName, detail: change.isWithdrawal ? "retiré : \(change.reason) (\(size))" : "importé, \(size)",
      at: French.moment(change.at), href: Address.imports(change.id))
  }

  private static func item(_ change: RecordedMatching, _ year: FiscalYear) -> List.Item {
    let count = French.count(Int(change.lineCount), "ligne", "lignes")
    return List.Item(
      name: [change.account, change.party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
      detail: "\(change.isRemoval ? "délettrage" : "lettrage") \(change.code), \(count)", at: French.moment(change.at),
      href: Address.account(change.account, year: year, filter: change.party.map { [("tiers", $0.code)] } ?? []))
  }

  private static func item(_ change: RecordedLabel, _ year: FiscalYear) -> List.Item {
    let detail = change.before.map { "« \($0) » devient « \(change.label) »" } ?? "nouveau : \(change.label)"
    switch change.master {
    case .journal(let code):
      return List.Item(
        name: "Journal \(code)", detail: detail, at: "", href: Address.journal(code, year: year))
    case .account(let number):
      return List.Item(name: "Compte \(number)", detail: detail, at: "", href: Address.account(number, year: year))
    case .party(let key): return List.Item(name: "Tiers \(key.code)", detail: detail, at: "", href: nil)
    }
  }
}

extension ChangesModel.List {
  /// Nil when there is nothing to list.
  fileprivate init?(_ one: String, _ many: String, _ items: [Item]) {
    guard !items.isEmpty else { return nil }
    self.init(heading: French.count(items.count, one, many), items: items, isShort: items.count <= 12)
  }
}
