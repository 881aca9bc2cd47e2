import Model

/// The rail: only what works is in it.
struct Rail: Sendable {
  /// Where the name of the program leads.
  let startHref: String
  /// Nil for who does not read the books, as what is filed.
  let home: Entry?
  let accounting: Entry
  let accountingChildren: [Entry]
  let filing: Entry?
  let filingChildren: [Entry]
  let settings: Entry
  let settingsChildren: [Entry]

  struct Entry: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
    /// What this entry and those after it are for; nil to go on as before.
    var heading: String?
    var isOpen = false
    /// How many things wait or run there, and in words.
    var count: String?
    var countWords: String?
  }

  enum Place: Sendable {
    case overview, entry, drafts, documents, matching, journals, ledger, trialBalance, statements, chart, changes
    case closing, assets, depreciation, cutOffs, guides, recurrences
    case imports, export, integrity, backups, periods, people, ownAccess, audit, company

    var isAccounting: Bool {
      [
        .entry, .drafts, .documents, .matching, .journals, .ledger, .trialBalance, .statements, .chart, .changes,
        .closing, .assets, .depreciation, .cutOffs, .guides, .recurrences,
      ]
      .contains(self)
    }
    var isSettings: Bool { [.integrity, .backups, .periods, .people, .ownAccess, .audit, .company].contains(self) }
    var isFiling: Bool { self == .imports || self == .export }
  }

  init(here: Place?, role: Role, year: FiscalYear?, work: WorkBanner?) {
    let mayRead = role.may(.readBooks)
    startHref = Address.start(of: role)
    home =
      !mayRead
      ? nil
      : Entry(
        label: "Accueil", href: year.map { Address.overview(year: $0) } ?? Address.overview,
        isCurrent: here == .overview)
    accounting = Entry(
      label: mayRead ? "Comptabilité" : "Achats", href: mayRead ? Self.balance(year) : Address.drafts, isCurrent: false,
      isOpen: here?.isAccounting == true)
    accountingChildren =
      here?.isAccounting == true
      ? Self.entry(here, role) + (mayRead ? Self.reports(here, year) + Self.yearEnd(here, year) : []) : []
    let imports = Entry(
      label: "Import de FEC", href: Address.imports, isCurrent: here == .imports,
      count: work.map { _ in "1" }, countWords: work.map { _ in "import en cours" })
    let export = Entry(label: "Export du FEC", href: Address.export, isCurrent: here == .export)
    filing =
      !mayRead
      ? nil
      : Entry(
        label: "Déclarations", href: Address.imports, isCurrent: false, isOpen: here?.isFiling == true,
        count: here?.isFiling == true ? nil : imports.count, countWords: imports.countWords)
    filingChildren = here?.isFiling == true ? [imports, export] : []
    settings = Entry(
      label: "Réglages", href: mayRead ? Address.integrity : Address.ownAccess, isCurrent: false,
      isOpen: here?.isSettings == true)
    settingsChildren =
      here?.isSettings == true
      ? (mayRead ? Self.books(here) : [])
        + [Entry(label: "Mon accès", href: Address.ownAccess, isCurrent: here == .ownAccess)]
        + (role.may(.managePeople)
          ? [Entry(label: "Personnes", href: Address.people, isCurrent: here == .people)] : [])
        + (role.may(.readAudit)
          ? [Entry(label: "Journal d’audit", href: Address.audit, isCurrent: here == .audit)] : []) : []
  }

  private static func books(_ here: Place?) -> [Entry] {
    [
      Entry(label: "Intégrité", href: Address.integrity, isCurrent: here == .integrity),
      Entry(label: "Sauvegardes", href: Address.backups, isCurrent: here == .backups),
      Entry(label: "Mois et exercices", href: Address.periodLocks, isCurrent: here == .periods),
      Entry(label: "Société", href: Address.company, isCurrent: here == .company),
    ]
  }

  private static func balance(_ year: FiscalYear?) -> String {
    year.map { Address.trialBalance(year: $0) } ?? Address.trialBalance
  }

  private static func entry(_ here: Place?, _ role: Role) -> [Entry] {
    guard role.may(.draftPurchases) else { return [] }
    let own = [
      Entry(label: "Saisie", href: Address.entry, isCurrent: here == .entry),
      Entry(label: "Brouillard", href: Address.drafts, isCurrent: here == .drafts),
    ]
    guard role.may(.draftEntries) else { return own }
    return own + [
      Entry(label: "Guides de saisie", href: Address.guides, isCurrent: here == .guides),
      Entry(label: "Abonnements", href: Address.recurrences, isCurrent: here == .recurrences),
    ]
  }

  private static func reports(_ here: Place?, _ year: FiscalYear?) -> [Entry] {
    [
      Entry(label: "Lettrage", href: Address.matching, isCurrent: here == .matching),
      Entry(
        label: "Pièces manquantes",
        href: Address.withQuery(Address.missingDocuments, year.map { [("exercice", $0.end.iso)] } ?? []),
        isCurrent: here == .documents),
      Entry(
        label: "Journaux", href: year.map { Address.journals(year: $0) } ?? Address.journals,
        isCurrent: here == .journals, heading: "Consulter"),
      Entry(
        label: "Grand livre", href: year.map { Address.ledger(year: $0) } ?? Address.ledger,
        isCurrent: here == .ledger),
      Entry(label: "Balance", href: balance(year), isCurrent: here == .trialBalance),
      Entry(
        label: "Bilan et résultat", href: year.map { Address.balanceSheet(year: $0) } ?? Address.balanceSheet,
        isCurrent: here == .statements),
      Entry(
        label: "Plan comptable", href: year.map { Address.chart(year: $0) } ?? Address.chart,
        isCurrent: here == .chart),
      Entry(
        label: "Ce qui a changé",
        href: year.map { Address.withQuery(Address.changes, [("exercice", $0.end.iso)]) } ?? Address.changes,
        isCurrent: here == .changes),
    ]
  }

  private static func yearEnd(_ here: Place?, _ year: FiscalYear?) -> [Entry] {
    [
      Entry(
        label: "Immobilisations", href: year.map { Address.inYear(Address.assets, $0) } ?? Address.assets,
        isCurrent: here == .assets, heading: "Fin d’exercice"),
      Entry(
        label: "Dotations", href: year.map { Address.inYear(Address.depreciation, $0) } ?? Address.depreciation,
        isCurrent: here == .depreciation),
      Entry(
        label: "Régularisations", href: year.map { Address.inYear(Address.cutOffs, $0) } ?? Address.cutOffs,
        isCurrent: here == .cutOffs),
      Entry(
        label: "Clôture", href: year.map { Address.closing(year: $0) } ?? Address.closing,
        isCurrent: here == .closing),
    ]
  }
}
