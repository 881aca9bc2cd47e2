import Application
import Model

/// The checks of a closing as its page lists them.
enum ClosingItemWords {
  /// Findings of one check that are shown; the others are counted.
  private static let shown = 8

  static func groups(_ list: ClosingChecklist, _ year: FiscalYear, role: Role) -> [ClosingModel.Group] {
    let titles: [(ClosingItem.Gravity, String, String)] = [
      (.blocks, "bloquants", "À régler avant de clôturer"), (.toLookAt, "regarder", "À regarder"),
      (.fine, "en-ordre", "En ordre"),
    ]
    return titles.compactMap { gravity, id, title in
      let items = list.items(gravity).map { item($0, year, role) }
      return items.isEmpty ? nil : ClosingModel.Group(id: id, title: title, isFine: gravity == .fine, items: items)
    }
  }

  private static func item(_ item: ClosingItem, _ year: FiscalYear, _ role: Role) -> ClosingModel.Item {
    let left = item.findings.count - shown
    return ClosingModel.Item(
      id: "point-\(item.check.rawValue.replacing("_", with: "-"))", name: Words.name(of: item.check).capitalizedFirst,
      state: state(item.gravity), pill: pill(item.gravity),
      remedy: item.gravity == .fine ? "" : Words.remedy(of: item.check),
      findings: item.findings.prefix(shown).map { finding($0, of: item.check, year) },
      others: left > 0 ? "et \(French.count(left, "autre", "autres"))" : nil,
      act: item.gravity == .fine ? nil : act(item, year, role))
  }

  private static func state(_ gravity: ClosingItem.Gravity) -> String {
    switch gravity {
    case .fine: "en ordre"
    case .toLookAt: "à regarder"
    case .blocks: "à régler"
    }
  }

  private static func pill(_ gravity: ClosingItem.Gravity) -> String {
    switch gravity {
    case .fine: "ok"
    case .toLookAt: "warn"
    case .blocks: "bad"
    }
  }

  private static func finding(
    _ finding: ClosingItem.Finding, of check: ClosingCheck, _ year: FiscalYear
  ) -> ClosingModel.Finding {
    let parts = [
      finding.place, finding.label, finding.count.map { count($0, check) } ?? "",
      finding.day.map { "le \(French.date($0))" } ?? "", finding.rate.map(rate) ?? "",
    ].filter { !$0.isEmpty }
    return ClosingModel.Finding(
      href: href(finding, of: check, year),
      text: parts.isEmpty ? "Voir" : parts.joined(separator: " "),
      amount: (finding.amount.map { French.euros($0.magnitude) + " " + French.sideLetter($0) } ?? "")
        + (finding.bounds.map(expected) ?? ""))
  }

  private static func rate(_ rate: UInt32) -> String { rate == 0 ? "(sans TVA)" : "(TVA à \(Words.percent(rate)))" }

  private static func expected(_ bounds: ClosingItem.Bounds) -> String {
    bounds.lowest == bounds.highest
      ? ", \(French.euros(bounds.lowest)) attendus"
      : ", entre \(French.euros(bounds.lowest)) et \(French.euros(bounds.highest)) attendus"
  }

  private static func count(_ count: Int, _ check: ClosingCheck) -> String {
    switch check {
    case .draftsLeft, .undatedDrafts: French.count(count, "brouillon", "brouillons")
    case .unbalancedEntries, .datesOutsideYear: French.count(count, "écriture", "écritures")
    case .numbersMissing: French.count(count, "numéro manque", "numéros manquent")
    case .monthsOpen: French.count(count, "mois ouvert", "mois ouverts")
    case .notVerified: French.count(count, "anomalie", "anomalies")
    case .yearLength: French.count(count, "jour", "jours")
    case .lettersUnbalanced: French.count(count, "lettrage", "lettrages")
    default: French.count(count, "ligne", "lignes")
    }
  }

  /// Where it is mended, or seen.
  private static func href(
    _ finding: ClosingItem.Finding, of check: ClosingCheck, _ year: FiscalYear
  ) -> String? {
    switch check {
    case .yearNotOver, .noEntry, .yearLength, .nextYearMissing: nil
    case .previousYearOpen: finding.day.map { Address.withQuery(Address.closing, [("exercice", $0.iso)]) }
    case .importUnderWay: Address.imports
    case .draftsLeft, .undatedDrafts: Address.drafts
    case .booksUnbalanced, .groupAccounts, .openingDiffers, .nextOpeningDiffers:
      Address.trialBalance(year: year, filter: finding.place.isEmpty ? [] : [("comptes", finding.place)])
    case .statementsUnequal: Address.withQuery(Address.balanceSheet, [("exercice", year.end.iso)])
    case .unbalancedEntries, .datesOutsideYear: Address.journals(year: year)
    case .numbersMissing:
      finding.place.isEmpty ? Address.journals(year: year) : Address.journal(finding.place, year: year)
    case .notVerified: Address.integrity
    case .monthsOpen: Address.periodLocks
    case .cutOffsNotPosted, .cutOffsNotTakenBack, .priorCutOffsNotTakenBack:
      finding.day.map { Address.withQuery(Address.cutOffs, [("exercice", $0.iso)]) }
    case .vatAgainstTurnover:
      finding.bounds == nil
        ? Address.account(finding.place, year: year)
        : Address.trialBalance(year: year, filter: [("comptes", finding.place)])
    case .lettersUnbalanced, .oldOpenLines:
      Address.withQuery(Address.matching, [("compte", finding.place), ("exercice", year.end.iso)])
    default: finding.place.isEmpty ? nil : Address.account(finding.place, year: year)
    }
  }

  /// What one click does; nil where there is nothing, or the role may not.
  private static func act(_ item: ClosingItem, _ year: FiscalYear, _ role: Role) -> ClosingModel.Act? {
    switch item.check {
    case .notVerified where role.may(.verifyBooks):
      ClosingModel.Act(action: Address.integrity, label: "Relire le journal signé", fields: [])
    case .nextYearMissing where role.may(.draftEntries):
      ClosingModel.Act(
        action: Address.nextYear, label: "Ouvrir l’exercice suivant",
        fields: [
          .init(name: "retour", value: Address.closing(year: year)), .init(name: "apres", value: year.end.iso),
        ])
    case .monthsOpen where role.may(.lockPeriods):
      ClosingModel.Act(
        action: Address.periodLocks, label: "Verrouiller ces mois",
        fields: months(year).map { .init(name: "mois-\($0)", value: "1") } + [
          .init(name: "geste", value: "verrouiller"), .init(name: "motif", value: "Clôture de l’exercice \(year.name)"),
        ])
    default: nil
    }
  }

  private static func months(_ year: FiscalYear) -> [Int32] {
    var found: [Int32] = []
    var month = year.start.monthNumber
    while month <= year.end.monthNumber {
      found.append(month)
      month = month % 100 == 12 ? month + 89 : month + 1
    }
    return found
  }
}
