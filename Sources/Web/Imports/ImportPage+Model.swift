import Application
import Model

/// One import, wherever it stands.
struct ImportModel: Sendable {
  let fileName: String
  let sentence: String
  let steps: [Step]
  let work: ImportWorkModel?
  let preview: ImportPreviewModel?
  let decision: Decision?
  let outcome: Outcome?
  let withdrawal: Withdrawal?
  let cancelHref: String?
  /// A fault stopped the import after it was accepted: it goes on from where it was.
  let retryHref: String?
  let listHref = Address.imports
  /// Other files wait with it.
  let others: Others?
  let faults: FaultList?

  struct Others: Sendable {
    let sentence: String
    let href = Address.importSet
  }

  struct Step: Sendable {
    let number: Int
    let label: String
    let isDone: Bool
    let isCurrent: Bool
  }

  /// What can be accepted, or why not.
  struct Decision: Sendable {
    let action: String
    let label: String
    let isBlocked: Bool
    /// The box to tick when entries do not balance one by one; nil when nothing is asked.
    let consent: String?
    let consentFault: String?
  }

  struct Outcome: Sendable {
    let tone: String
    let isBad: Bool
    let heading: String
    let sentence: String
    let trialBalanceHref: String?
  }

  struct Withdrawal: Sendable {
    let action: String
    let reason: String
    let fault: String?
    let isOpen: Bool
  }

  init(
    _ status: ImportStatus, role: Role, others: Int = 0, refusal: ImportRefusal? = nil, reason: String = ""
  ) {
    fileName = status.fileName
    let isDecidable = ImportListModel.isUndecided(status.stage) && role.may(.importBooks)
    self.others =
      others > 0 && isDecidable
      ? Others(
        sentence: others == 1
          ? "Un autre fichier attend avec celui-ci."
          : "\(French.integer(others)) autres fichiers attendent avec celui-ci.")
      : nil
    sentence = Self.sentence(status)
    steps = Self.steps(status.stage)
    work = ImportWorkModel(status)
    preview = status.preview.map { ImportPreviewModel($0, id: status.id, isInBooks: status.stage == .completed) }
    let mayImport = role.may(.importBooks)
    let fault = refusal.map { Words.of($0).text }
    let isReady = status.stage == .ready
    let isStopped = if case .failed = status.stage { true } else { false }
    decision =
      mayImport && isReady
      ? status.preview.map { Self.decision($0, id: status.id, refusal: refusal) } : nil
    outcome = Self.outcome(status)
    let isAboutReason = refusal == .reasonMissing
    withdrawal =
      status.stage == .completed && role.may(.withdrawImport)
      ? Withdrawal(
        action: Address.importStep(status.id, .withdraw), reason: reason, fault: isAboutReason ? fault : nil,
        isOpen: refusal != nil) : nil
    cancelHref =
      mayImport && (isReady || isStopped || work?.canBeCancelled == true)
      ? Address.importStep(status.id, .cancel) : nil
    retryHref = mayImport && isStopped && status.preview != nil ? Address.importStep(status.id, .accept) : nil
    let target = isAboutReason ? "#motif" : decision?.consentFault == nil ? "#contenu" : "#accord"
    faults = fault.flatMap { FaultList([], and: [$0], href: target) }
  }

  private static func decision(
    _ preview: FECPreview, id: Identifier<Import>, refusal: ImportRefusal?
  ) -> Decision {
    let unbalanced = preview.anomalyCounts[.entryUnbalanced] ?? 0
    var fault: String?
    if case .consentNeeded? = refusal { fault = refusal.map { Words.of($0).text } }
    return Decision(
      action: Address.importStep(id, .accept),
      label: preview.year.map { "Importer l’exercice \($0.name)" } ?? "Importer",
      isBlocked: preview.isBlocked,
      consent: preview.needsConsent && !preview.isBlocked ? Self.consent(unbalanced, preview.year) : nil,
      consentFault: fault)
  }

  private static func consent(_ count: Int, _ year: FiscalYear?) -> String {
    let entries = count < 2 ? "une écriture non équilibrée" : "\(French.integer(count)) écritures non équilibrées"
    return "J’accepte d’importer \(entries) telles que l’ancien logiciel les a laissées"
      + (year.map { ", pour l’exercice \($0.name)." } ?? ".")
  }

  static func steps(_ stage: ImportStatus.Stage) -> [Step] {
    let current =
      switch stage {
      case .controlling, .ready, .cancelled, .failed: 2
      case .importing: 3
      case .completed, .withdrawn: 4
      }
    return ["Fichier", "Contrôle", "Import"].enumerated().map { index, label in
      Step(number: index + 1, label: label, isDone: index + 1 < current, isCurrent: index + 1 == current)
    }
  }

  private static func sentence(_ status: ImportStatus) -> String {
    switch status.stage {
    case .controlling: "Rien n’est encore enregistré : le fichier est lu et contrôlé."
    case .ready:
      status.preview?.isBlocked == true
        ? "Rien n’est enregistré. L’import s’ouvrira quand les points bloquants seront réglés à la source."
        : "Rien n’est encore enregistré. Relisez, puis importez."
    case .importing: "Accepté : les écritures sont en train d’être écrites."
    case .completed: "Importé. Les écritures du fichier sont dans vos comptes."
    case .withdrawn: "Retiré. Ses écritures ne comptent plus ; le fichier et le motif restent au journal d’audit."
    case .cancelled: "Abandonné avant l’import. Rien n’en reste."
    case .failed: "Interrompu : rien n’a été ajouté à vos comptes."
    }
  }

  private static func outcome(_ status: ImportStatus) -> Outcome? {
    switch status.stage {
    case .completed:
      guard let summary = status.summary else { return nil }
      return Outcome(
        tone: "ok", isBad: false, heading: "Import terminé.",
        sentence: "\(French.count(summary.entryCount, "écriture", "écritures")), "
          + "\(French.count(summary.lineCount, "ligne", "lignes")) : \(French.euros(summary.debit)) au débit, "
          + "\(French.euros(summary.credit)) au crédit, comme dans le fichier.",
        trialBalanceHref: Address.trialBalance(year: summary.year))
    case .failed(let fault):
      return Outcome(
        tone: "bad", isBad: true, heading: "L’import s’est arrêté.", sentence: Words.of(fault.code).text,
        trialBalanceHref: nil)
    case .controlling, .ready, .importing, .withdrawn, .cancelled: return nil
    }
  }
}

/// What runs, how far it is, and whether it may still be stopped.
struct ImportWorkModel: Sendable {
  let heading: String
  let words: String
  let permille: Int
  let advice: String
  let canBeCancelled: Bool
  let cancelAction: String
  let liveHref: String

  /// Nil when nothing runs.
  init?(_ status: ImportStatus) {
    switch status.stage {
    case .controlling(let permille):
      heading = "Contrôle de \(status.fileName)"
      words = French.percent(permille: permille)
      self.permille = permille
      advice =
        "Vous pouvez quitter cette page : le contrôle continue, vous le retrouverez dans Déclarations, Import de FEC."
      canBeCancelled = true
    case .importing(let done, let count):
      heading = "Import de \(status.fileName)"
      words = Self.words(done, of: count)
      permille = count == 0 ? 0 : done * 1_000 / count
      advice =
        "Vous pouvez quitter cette page et continuer à travailler. Rien n’apparaît dans les comptes avant la fin."
      canBeCancelled = false
    case .ready, .completed, .withdrawn, .cancelled, .failed: return nil
    }
    cancelAction = Address.importStep(status.id, .cancel)
    liveHref = Address.importStep(status.id, .progress)
  }

  /// `1 200 écritures sur 3 400`.
  static func words(_ done: Int, of count: Int) -> String {
    French.count(done, "écriture", "écritures") + " sur " + French.integer(count)
  }
}
