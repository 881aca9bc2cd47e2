import Application
import Model

/// What a full reading of the books found, or how far it is.
struct IntegrityModel: Sendable {
  let action = Address.integrity
  let mayVerify: Bool
  let work: IntegrityWorkModel?
  let result: Result?
  let failure: Failure?
  let startLabel: String
  let head: Head?
  /// Said when the keys are those before the last.
  let keys: String?
  let rolledBack: OlderCopy?

  /// The books are not where they were last seen.
  struct OlderCopy: Sendable {
    let remedy: String
    let action = Address.integrityAccept
    let mayAccept: Bool

    init(_ finding: RolledBack, mayAccept: Bool) {
      remedy = Words.of(finding).remedy ?? ""
      self.mayAccept = mayAccept
    }
  }

  /// Where the signed log stands now.
  struct Head: Sendable {
    let hash: String
    let sequence: String
    let changeSets: String
    let device: String
    let epoch: String
  }

  struct Result: Sendable {
    let isSound: Bool
    let verdict: String
    let at: String
    /// What was added since, in words; nil when nothing was.
    let since: String?
    let changeSets: String
    let entries: String
    let lines: String
    let hasProblems: Bool
    let problems: [Problem]
  }

  struct Problem: Sendable {
    let code: String
    let place: String
    let sentence: String
    let remedy: String?
  }

  struct Failure: Sendable {
    let sentence: String
    let reference: String
  }

  /// `last` is what the books keep of the last verification, whoever made it.
  init(
    _ state: VerificationDesk.State?, last: LastVerification?, head: LogHead?, mayVerify: Bool, hasRestoredKeys: Bool,
    rolledBack: OlderCopy? = nil
  ) {
    self.rolledBack = rolledBack
    self.mayVerify = mayVerify
    keys = hasRestoredKeys ? Words.restoredKeys.text : nil
    work = IntegrityWorkModel(state)
    var result = last.map { Self.result($0, head: head) }
    var failure: Failure?
    switch state {
    // What was just found, problem by problem, even where the disk refused to keep it.
    case .done(let verification, let instant): result = Self.result(verification, at: instant, head: head)
    case .failed(let wording, let reference): failure = Failure(sentence: wording.text, reference: reference)
    case .running, nil: break
    }
    self.result = result
    self.failure = failure
    self.head = head.map { head in
      Head(
        hash: ExportModel.groups(head.hash), sequence: French.integer(head.sequence),
        changeSets: French.integer(head.changeSetCount), device: "\(head.device)", epoch: "\(head.epoch)")
    }
    startLabel = result == nil ? "Vérifier les comptes" : "Vérifier de nouveau"
  }

  private static func result(_ found: Verification, at instant: Instant, head: LogHead?) -> Result {
    Result(
      isSound: found.isSound, verdict: verdict(problems: found.problems.count), at: French.moment(instant),
      since: since(found.changeSetCount, head), changeSets: French.integer(found.changeSetCount),
      entries: French.integer(found.entryCount), lines: French.integer(found.lineCount),
      hasProblems: !found.problems.isEmpty,
      problems: found.problems.map { problem in
        Problem(
          code: problem.code, place: problem.changeSet.map { French.integer($0) } ?? "–",
          sentence: Words.of(problem).sentence, remedy: Words.of(problem).remedy)
      })
  }

  private static func result(_ last: LastVerification, head: LogHead?) -> Result {
    Result(
      isSound: last.problemCount == 0,
      verdict: verdict(problems: last.problemCount)
        + (last.problemCount == 0 ? "" : " Vérifiez de nouveau pour les lire."),
      at: "\(French.moment(last.at)) par \(last.person)", since: since(last.changeSetCount, head),
      changeSets: French.integer(last.changeSetCount), entries: French.integer(last.entryCount),
      lines: French.integer(last.lineCount), hasProblems: false, problems: [])
  }

  private static func verdict(problems count: Int) -> String {
    count == 0
      ? "Comptes intacts : chaque écriture est celle qui a été signée."
      : "Données altérées : \(French.count(count, "anomalie", "anomalies"))."
  }

  private static func since(_ changeSetCount: UInt64, _ head: LogHead?) -> String? {
    let added = head.map { $0.changeSetCount - Int64(changeSetCount) } ?? 0
    return added > 0 ? "\(French.count(added, "lot signé ajouté", "lots signés ajoutés")) depuis." : nil
  }
}

struct IntegrityWorkModel: Sendable {
  let permille: Int
  let words: String
  let liveHref = Address.integrityProgress

  /// Nil when nothing runs.
  init?(_ state: VerificationDesk.State?) {
    guard case .running(let progress)? = state else { return nil }
    permille = progress.permille
    words = French.percent(permille: permille)
  }
}
