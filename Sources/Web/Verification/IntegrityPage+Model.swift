import Application
import Model

/// What a full reading of the books found, or how far it is.
struct IntegrityModel: Sendable {
  let action = Address.integrity
  let mayVerify: Bool
  /// What was found about the file of key slots when the books were opened.
  let keys: String?
  let work: IntegrityWorkModel?
  let result: Result?
  let failure: Failure?
  let startLabel: String

  struct Result: Sendable {
    let isSound: Bool
    let verdict: String
    let at: String
    let changeSets: String
    let entries: String
    let lines: String
    let head: String
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

  init(_ state: VerificationDesk.State?, mayVerify: Bool, hasRestoredKeys: Bool) {
    self.mayVerify = mayVerify
    keys = hasRestoredKeys ? Words.restoredKeys.text : nil
    work = IntegrityWorkModel(state)
    var result: Result?
    var failure: Failure?
    switch state {
    case .done(let verification, let instant): result = Self.result(verification, at: instant)
    case .failed(let wording, let reference): failure = Failure(sentence: wording.text, reference: reference)
    case .running, nil: break
    }
    self.result = result
    self.failure = failure
    startLabel = state == nil ? "Vérifier les comptes" : "Vérifier de nouveau"
  }

  private static func result(_ verification: Verification, at instant: Instant) -> Result {
    let problems = verification.problems
    return Result(
      isSound: verification.isSound,
      verdict: verification.isSound
        ? "Comptes intacts : chaque écriture est celle qui a été signée."
        : "Données altérées : \(French.count(problems.count, "anomalie", "anomalies")) dans le journal signé.",
      at: French.moment(instant), changeSets: French.integer(verification.changeSetCount),
      entries: French.integer(verification.entryCount), lines: French.integer(verification.lineCount),
      head: ExportModel.groups(verification.headHash),
      problems: problems.map { problem in
        Problem(
          code: problem.code, place: problem.changeSet.map { French.integer($0) } ?? "–",
          sentence: Words.of(problem).sentence, remedy: Words.of(problem).remedy)
      })
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
