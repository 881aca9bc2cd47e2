import Application
import Model

/// Several imports side by side: sums by year, what each file holds, one decision for all.
struct ImportSetModel: Sendable {
  let heading: String
  let sentence: String
  let steps: [ImportModel.Step]
  let faults: FaultList?
  let refused: RefusedFiles?
  let work: ImportSetWork?
  let outcome: Outcome?
  let decision: Decision?
  let cancel: Cancel?
  let rows: [Row]
  /// Nil while nothing is known of any file.
  let total: SumTexts?
  let files: [File]
  let listHref = Address.imports

  /// One file of the set, as a row of the table of years.
  struct Row: Sendable {
    let year: String
    let fileName: String
    let href: String
    let sums: SumTexts
    let stage: String
    let pill: String
  }

  /// What the control of one file says, until it is accepted.
  struct File: Sendable {
    let key: String
    let heading: String
    let fileName: String
    let href: String
    let summary: String
    let isBlocked: Bool
    /// Where the file alone is dropped; nil for who may not.
    let cancelAction: String?
    let preview: ImportPreviewModel
  }

  struct Decision: Sendable {
    let action = Address.importSetStep(.accept, [])
    let files: String
    let label: String
    let isBlocked: Bool
    /// Why, file by file.
    let reasons: [Reason]
    /// The box to tick when entries do not balance one by one; nil when nothing is asked.
    let consent: String?
    let consentFault: String?

    struct Reason: Sendable {
      let fileName: String
      let href: String
      let sentence: String
    }
  }

  struct Cancel: Sendable {
    let action = Address.importSetStep(.cancel, [])
    let files: String
  }

  struct Outcome: Sendable {
    let isBad: Bool
    let tone: String
    let heading: String
    let sentence: String
    let href: String
    let label: String
  }

  init(_ set: ImportSet, role: Role, refused: [RefusedFile] = [], refusal: ImportSetRefusal? = nil) {
    let files = set.files
    let undecided = files.filter { ImportListModel.isUndecided($0.stage) }
    let mayImport = role.may(.importBooks)
    work = ImportSetWork(set)
    heading = Self.heading(files)
    sentence = Self.sentence(files, undecided.count)
    steps = ImportModel.steps(Self.stage(files))
    self.refused = RefusedFiles(refused)
    rows = files.map(Self.row)
    total = Self.total(files)
    outcome = work == nil && undecided.isEmpty ? Self.outcome(files) : nil
    let field = files.map { "\($0.id)" }.joined(separator: ".")
    let isReady = !files.isEmpty && files.allSatisfy { $0.stage == .ready }
    decision = mayImport && isReady ? Self.decision(set, field, refusal) : nil
    cancel = mayImport && !undecided.isEmpty ? Cancel(files: field) : nil
    self.files = files.enumerated().compactMap { place, file in
      file.stage == .ready ? Self.file(file, key: "-\(place + 1)", mayImport: mayImport) : nil
    }
    let target = decision?.consentFault == nil ? "#contenu" : "#accord"
    let texts = refusal?.reasons.map { "\($0.fileName) : \(Words.of($0.refusal).text)" } ?? []
    faults = FaultList([], and: texts, href: target)
  }

  private static func heading(_ files: [ImportStatus]) -> String {
    guard files.count > 1 else { return "Import d’un FEC" }
    let years = Set(files.compactMap { $0.summary?.year.name })
    return years.count == files.count
      ? "Import de \(French.integer(files.count)) exercices" : "Import de \(French.integer(files.count)) fichiers"
  }

  /// The stage of the whole: that of the file that is least far.
  private static func stage(_ files: [ImportStatus]) -> ImportStatus.Stage {
    let undecided = files.first { ImportListModel.isUndecided($0.stage) }
    let least = undecided ?? files.first { ImportSetWork.isRunning($0.stage) } ?? files.first
    return least?.stage ?? .cancelled
  }

  private static func sentence(_ files: [ImportStatus], _ undecided: Int) -> String {
    if files.contains(where: { if case .controlling = $0.stage { true } else { false } }) {
      return "Rien n’est encore enregistré : les fichiers sont lus et contrôlés."
    }
    if files.contains(where: { if case .importing = $0.stage { true } else { false } }) {
      return "Accepté : les exercices entrent l’un après l’autre, dans l’ordre de leurs dates."
    }
    if undecided > 0 {
      return files.contains { $0.preview?.isBlocked == true }
        ? "Rien n’est enregistré : un fichier bloqué retient l’ensemble."
        : "Rien n’est encore enregistré. Relisez, puis importez-les en une fois."
    }
    return files.allSatisfy { $0.stage == .completed }
      ? "Importés. Les écritures de ces fichiers sont dans vos comptes." : "Où en est chacun des fichiers."
  }

  private static func row(_ file: ImportStatus) -> Row {
    let summary = file.summary
    let isInBooks = file.stage == .completed
    let sums = summary.map {
      SumTexts(
        entries: $0.entryCount, lines: $0.lineCount, debit: $0.debit, credit: $0.credit,
        href: isInBooks ? Address.ledger(year: $0.year) : nil)
    }
    let unknown = file.preview == nil ? "en lecture" : "à déterminer"
    return Row(
      year: summary?.year.name ?? unknown, fileName: file.fileName, href: Address.imports(file.id),
      sums: sums ?? .unknown, stage: ImportListModel.state(file), pill: ImportListModel.pill(file))
  }

  private static func total(_ files: [ImportStatus]) -> SumTexts? {
    let summaries = files.compactMap(\.summary)
    guard !summaries.isEmpty else { return nil }
    return SumTexts(
      entries: summaries.reduce(0) { $0 + $1.entryCount }, lines: summaries.reduce(0) { $0 + $1.lineCount },
      debit: summaries.reduce(.zero) { $0 + $1.debit }, credit: summaries.reduce(.zero) { $0 + $1.credit })
  }

  private static func file(_ file: ImportStatus, key: String, mayImport: Bool) -> File? {
    guard let preview = file.preview else { return nil }
    let model = ImportPreviewModel(preview, id: file.id, key: key)
    let parts = [
      French.count(preview.journals.count, "journal", "journaux"),
      French.count(preview.accountCount, "compte", "comptes"),
      French.count(preview.partyCount, "client ou fournisseur", "clients et fournisseurs"),
      model.anomaliesHeading.lowercasedFirst,
    ]
    return File(
      key: key, heading: preview.year.map { "Exercice \($0.name)" } ?? "Exercice à déterminer",
      fileName: file.fileName, href: Address.imports(file.id), summary: parts.joined(separator: ", ") + ".",
      isBlocked: preview.isBlocked, cancelAction: mayImport ? Address.importStep(file.id, .cancel) : nil,
      preview: model)
  }

  private static func decision(_ set: ImportSet, _ field: String, _ refusal: ImportSetRefusal?) -> Decision {
    let blocking = set.refusals(consents: true)
    let asked = set.files.filter { $0.preview?.needsConsent == true }
    let isConsentMissing = refusal?.reasons.contains { if case .consentNeeded = $0.refusal { true } else { false } }
    return Decision(
      files: field, label: set.files.count == 1 ? "Importer" : "Tout importer", isBlocked: !blocking.isEmpty,
      reasons: blocking.map {
        Decision.Reason(fileName: $0.fileName, href: Address.imports($0.id), sentence: Words.of($0.refusal).sentence)
      },
      consent: asked.isEmpty || !blocking.isEmpty ? nil : consent(asked),
      consentFault: isConsentMissing == true
        ? "Cochez la case d’accord pour les importer telles quelles, ou abandonnez ces fichiers." : nil)
  }

  /// `J’accepte d’importer 2 écritures non équilibrées de a.txt et une de b.txt…`
  private static func consent(_ files: [ImportStatus]) -> String {
    let parts = files.map { file in
      let count = file.preview?.anomalyCounts[.entryUnbalanced] ?? 0
      return French.count(count, "écriture non équilibrée", "écritures non équilibrées") + " de \(file.fileName)"
    }
    let list = ([parts.dropLast().joined(separator: ", ")] + parts.suffix(1)).filter { !$0.isEmpty }
    return "J’accepte d’importer " + list.joined(separator: " et ")
      + ", telles que l’ancien logiciel les a laissées."
  }

  private static func outcome(_ files: [ImportStatus]) -> Outcome? {
    let done = files.filter { $0.stage == .completed }
    let stopped = files.filter { if case .failed = $0.stage { true } else { false } }
    if let first = stopped.first {
      return Outcome(
        isBad: true, tone: "bad", heading: "L’import s’est arrêté.",
        sentence: "\(stopped.map(\.fileName).joined(separator: ", ")) : interrompu. Les autres sont entiers.",
        href: Address.imports(first.id), label: "Voir et reprendre")
    }
    guard !done.isEmpty else { return nil }
    let entries = done.reduce(0) { $0 + ($1.summary?.entryCount ?? 0) }
    let lines = done.reduce(0) { $0 + ($1.summary?.lineCount ?? 0) }
    return Outcome(
      isBad: false, tone: "ok", heading: "Import terminé.",
      sentence: "\(French.count(done.count, "exercice", "exercices")), "
        + "\(French.count(entries, "écriture", "écritures")), \(French.count(lines, "ligne", "lignes")), "
        + "aux montants des fichiers.",
      href: Address.overview, label: "Aller à l’accueil")
  }
}

/// What runs among several imports: one bar for all.
struct ImportSetWork: Sendable {
  let heading: String
  let words: String
  let permille: Int
  let advice: String
  let liveHref: String

  static func isRunning(_ stage: ImportStatus.Stage) -> Bool {
    switch stage {
    case .controlling, .importing: true
    case .ready, .completed, .withdrawn, .cancelled, .failed: false
    }
  }

  /// Nil when nothing runs.
  init?(_ set: ImportSet) {
    let files = set.files
    guard files.contains(where: { Self.isRunning($0.stage) }) else { return nil }
    liveHref = Address.importSetStep(.progress, files.map(\.id))
    let count = French.count(files.count, "fichier", "fichiers")
    let isControl = files.contains { if case .controlling = $0.stage { true } else { false } }
    guard isControl else {
      let (done, all) = Self.entries(files)
      heading = "Import de \(count)"
      words = ImportWorkModel.words(done, of: all)
      permille = all == 0 ? 0 : done * 1_000 / all
      advice =
        "Vous pouvez quitter cette page et continuer à travailler. Un exercice n’apparaît qu’une fois entier."
      return
    }
    heading = "Contrôle de \(count)"
    permille = files.reduce(0) { $0 + Self.controlled($1.stage) } / files.count
    words = French.percent(permille: permille)
    advice =
      "Vous pouvez quitter cette page : le contrôle continue, vous le retrouverez dans Déclarations, Import de FEC."
  }

  private static func controlled(_ stage: ImportStatus.Stage) -> Int {
    if case .controlling(let permille) = stage { permille } else { 1_000 }
  }

  /// Written so far, and to be written, of those accepted.
  private static func entries(_ files: [ImportStatus]) -> (done: Int, all: Int) {
    files.reduce((0, 0)) { sum, file in
      let count = file.summary?.entryCount ?? 0
      return switch file.stage {
      case .importing(let done, let all): (sum.0 + done, sum.1 + all)
      case .completed: (sum.0 + count, sum.1 + count)
      case .controlling, .ready, .withdrawn, .cancelled, .failed: sum
      }
    }
  }
}
