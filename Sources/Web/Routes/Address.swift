import Model

/// The addresses of the pages, each written once.
enum Address {
  static let root = "/"
  static let firstStart = "/demarrage/societe"
  static let sirenCheck = "/demarrage/siren"
  static let firstYear = "/demarrage/exercice"
  static let firstVAT = "/demarrage/tva"
  static let firstPassword = "/demarrage/securite"
  static let recoveryKit = "/demarrage/cle"
  static let recoveryKitCheck = "/demarrage/cle/verification"
  static let unlock = "/ouvrir"
  static let lock = "/verrouiller"
  static let theme = "/apparence"
  static let entry = "/saisie"
  static let entryTargets = "/saisie/comptes"
  static let entryScratch = "/saisie/en-cours"
  static let entryLike = "/saisie/derniere"
  static let entryProposals = "/saisie/propositions"
  static let entryFile = "/saisie/fichier"
  static let entryFileReading = "/saisie/fichier/lecture"
  static let drafts = "/brouillard"
  static let draftsUndo = "/brouillard/annuler"
  static let draftsRedo = "/brouillard/retablir"
  static let guides = "/guides"
  static let newGuide = "/guides/nouveau"
  static let recurrences = "/abonnements"
  static let newRecurrence = "/abonnements/nouveau"
  static let recurrencesAccept = "/abonnements/accepter"
  static let recurrencesSkip = "/abonnements/passer"
  static let accountVAT = "/plan-comptable/tva"
  static let draftsChoose = "/brouillard/choix"
  static let draftsDiscard = "/brouillard/jeter"
  static let draftsChange = "/brouillard/changer"
  static let posting = "/brouillard/validation"
  static let matching = "/lettrage"
  static let matchingPlan = "/lettrage/proposition"
  static let matchingRemoval = "/lettrage/delettrer"
  static let matchingUndo = "/lettrage/defaire"
  static let matchingTolerance = "/lettrage/tolerance"
  static let nextYear = "/exercices/suivant"
  static let assets = "/immobilisations"
  static let newAsset = "/immobilisations/nouvelle"
  static let unregisteredLines = "/immobilisations/a-immobiliser"
  static let assetTables = "/immobilisations/tableaux"
  static let assetTablesSheet = "/immobilisations/tableaux.csv"
  static let depreciation = "/dotations"
  static let depreciationConvention = "/dotations/convention"
  static let cutOffs = "/regularisations"
  static let cutOffDiscard = "/regularisations/jeter"
  static let periodLocks = "/mois"
  static let closing = "/cloture"
  static let closingProgress = "/cloture/avancement"
  static let reopening = "/cloture/rouvrir"
  static let proof = "/cloture/preuve"
  static let proofFile = "/cloture/preuve/fichier"
  static let allocation = "/cloture/affectation"
  static let overview = "/accueil"

  /// Where somebody begins who has opened the books.
  static func start(of role: Role) -> String { role.may(.readBooks) ? overview : drafts }
  static let progress = "/avancement"
  static let imports = "/fec/imports"
  static let importSet = "/fec/ensemble"
  static let export = "/fec/export"
  static let trialBalance = "/balance"
  static let accounts = "/comptes"
  static let journals = "/journaux"
  static let ledger = "/grand-livre"
  static let chart = "/plan-comptable"
  static let search = "/recherche"
  static let suggestions = "/recherche/suggestions"
  static let integrity = "/integrite"
  static let integrityAccept = "/integrite/copie"
  static let integrityProgress = "/integrite/avancement"
  static let backups = "/sauvegardes"
  static let company = "/societe"
  static let people = "/personnes"
  static let newPerson = "/personnes/nouvelle"
  static let rights = "/personnes/droits"
  static let ownAccess = "/mon-acces"
  static let ownPassword = "/mon-acces/mot-de-passe"
  static let ownSessions = "/mon-acces/sessions"
  static let secondFactor = "/mon-acces/second-facteur"
  static let secondFactorCodes = "/mon-acces/second-facteur/codes"
  static let secondFactorRemoval = "/mon-acces/second-facteur/retirer"
  static let stepUp = "/mon-acces/confirmation"
  static let audit = "/journal-audit"
  static let auditExport = "/journal-audit/export"
  static let changes = "/changements"
  static let backupProgress = "/sauvegardes/avancement"

  static func unlock(_ siren: SIREN) -> String { "\(unlock)/\(siren.digits)" }
  static func signInCode(_ siren: SIREN) -> String { "\(unlock(siren))/code" }
  static func person(_ id: Identifier<Person>) -> String { "\(people)/\(id)" }
  static func personRemoval(_ id: Identifier<Person>) -> String { "\(person(id))/retirer" }
  static func personPassword(_ id: Identifier<Person>) -> String { "\(person(id))/mot-de-passe" }
  static func recovery(_ siren: SIREN) -> String { "\(unlock(siren))/secours" }

  static func imports(_ id: Identifier<Import>) -> String { "\(imports)/\(id)" }
  static func importStep(_ id: Identifier<Import>, _ step: ImportStep) -> String { "\(imports(id))/\(step.rawValue)" }

  /// Several imports on one page; those that wait when none is named.
  static func importSet(_ ids: [Identifier<Import>]) -> String { importSetStep(nil, ids) }
  static func importSetStep(_ step: ImportStep?, _ ids: [Identifier<Import>]) -> String {
    withQuery(
      importSet + (step.map { "/" + $0.rawValue } ?? ""),
      ids.isEmpty ? [] : [(ImportSetPage.filesField, ids.map { "\($0)" }.joined(separator: "."))])
  }

  enum ImportStep: String {
    case progress = "avancement"
    case anomalies = "anomalies.csv"
    case accept = "accepter"
    case cancel = "annuler"
    case withdraw = "retirer"
  }

  /// A backup by the name of its file.
  static func backup(_ name: String) -> String { "\(backups)/fichier/\(Percent.encode(name))" }
  static func backupCheck(_ name: String) -> String { "\(backup(name))/verifier" }

  static func export(ticket: String) -> String { "\(export)/\(ticket)" }
  static func exportNotice(ticket: String) -> String { "\(export)/\(ticket)/notice" }

  static func overview(year: FiscalYear) -> String { "\(overview)?exercice=\(year.end.iso)" }

  static func trialBalance(year: FiscalYear, filter: [(String, String)] = []) -> String {
    withQuery(trialBalance, [("exercice", year.end.iso)] + filter)
  }

  /// The lines of an account; `filter` holds its third party, its last day and its page.
  static func account(_ number: String, year: FiscalYear, filter: [(String, String)] = []) -> String {
    named(accounts, "numero", number, [("exercice", year.end.iso)] + filter)
  }

  /// The open lines of an account, of a third party or of none, in the years that go with that one.
  static func matching(_ account: String, party: String?, year: FiscalYear) -> String {
    withQuery(
      matching, [("compte", account)] + (party.map { [("tiers", $0)] } ?? []) + [("exercice", year.end.iso)])
  }

  static func party(_ code: String, account: String, year: FiscalYear) -> String {
    self.account(account, year: year, filter: [("tiers", code)])
  }

  static func ledger(year: FiscalYear, filter: [(String, String)] = []) -> String {
    withQuery(ledger, [("exercice", year.end.iso)] + filter)
  }

  static func closing(year: FiscalYear) -> String { withQuery(closing, [("exercice", year.end.iso)]) }
  static func reopening(year: FiscalYear) -> String { withQuery(reopening, [("exercice", year.end.iso)]) }
  static func proof(year: FiscalYear) -> String { withQuery(proof, [("exercice", year.end.iso)]) }
  static func proofFile(year: FiscalYear) -> String { withQuery(proofFile, [("exercice", year.end.iso)]) }
  static func allocation(year: FiscalYear) -> String { withQuery(allocation, [("exercice", year.end.iso)]) }
  static func closingDocument(_ id: Identifier<ClosingDocument>) -> String { "\(closing)/documents/\(id)" }

  static func journals(year: FiscalYear) -> String { withQuery(journals, [("exercice", year.end.iso)]) }

  static func journal(_ code: String, year: FiscalYear, filter: [(String, String)] = []) -> String {
    named(journals, "code", code, [("exercice", year.end.iso)] + filter)
  }

  static func entry(_ id: Identifier<JournalEntry.Validated>, filter: [(String, String)] = []) -> String {
    withQuery("/ecritures/\(id)", filter)
  }

  /// A new entry of a journal; the day of the one before it, and that entry, are shown beside it.
  ///
  /// - Parameter made: the entry that was validated just before, from the same form.
  static func newEntry(
    journal: String, near day: CalendarDate? = nil, after made: Identifier<JournalEntry.Validated>? = nil
  ) -> String {
    withQuery(
      entry,
      (journal.isEmpty ? [] : [("journal", journal)]) + (day.map { [("proche", $0.iso)] } ?? [])
        + (made.map { [("apres", "\($0)")] } ?? []))
  }

  static func asset(_ id: Identifier<Asset>) -> String { "\(assets)/\(id)" }
  static func assetEdit(_ id: Identifier<Asset>) -> String { "\(asset(id))/modifier" }
  static func assetRemoval(_ id: Identifier<Asset>) -> String { "\(asset(id))/retirer" }
  static func assetDisposal(_ id: Identifier<Asset>) -> String { "\(asset(id))/sortie" }
  static func assetDisposalUndo(_ id: Identifier<Asset>) -> String { "\(asset(id))/sortie/annuler" }

  /// A page of the end of a year, in that year.
  static func inYear(_ path: String, _ year: FiscalYear, _ fields: [(String, String)] = []) -> String {
    withQuery(path, [("exercice", year.end.iso)] + fields)
  }
  static func guide(_ id: Identifier<Guide>) -> String { "\(guides)/\(id)" }
  static func guideWithdrawal(_ id: Identifier<Guide>) -> String { "\(guide(id))/retirer" }
  static func recurrence(_ id: Identifier<Recurrence>) -> String { "\(recurrences)/\(id)" }
  static func recurrenceEnding(_ id: Identifier<Recurrence>) -> String { "\(recurrence(id))/terminer" }

  static func draft(_ id: Identifier<Draft>) -> String { "\(entry)/\(id)" }
  static func reversal(_ id: Identifier<JournalEntry.Validated>) -> String { "/ecritures/\(id)/contre-passer" }

  static func chart(year: FiscalYear, filter: [(String, String)] = []) -> String {
    withQuery(chart, [("exercice", year.end.iso)] + filter)
  }

  /// An address whose last part is a name out of the books. Browsers take `.` and `..` for steps through the path
  /// however they are written, and there is no empty part: those names go into the query.
  static func named(_ base: String, _ field: String, _ name: String, _ fields: [(String, String)]) -> String {
    hasPath(name) ? withQuery("\(base)/\(Percent.encode(name))", fields) : withQuery(base, [(field, name)] + fields)
  }

  /// Whether a name can be a part of a path.
  static func hasPath(_ name: String) -> Bool { !["", ".", ".."].contains(name) }

  static func withQuery(_ path: String, _ fields: [(String, String)]) -> String {
    let fields = keepingMoment(fields, path)
    guard !fields.isEmpty else { return path }
    return path + "?" + fields.map { "\($0)=\(Percent.encode($1))" }.joined(separator: "&")
  }

  /// Where to unlock, and where to come back to after.
  static func unlock(backTo address: String) -> String {
    LocalPath(address).map { withQuery(unlock, [("retour", $0.text)]) } ?? unlock
  }
}
