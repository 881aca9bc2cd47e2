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
    let problems: [Problem]
  }

  struct Problem: Sendable {
    let code: String
    let place: String
    let detail: String
  }

  struct Failure: Sendable {
    let sentence: String
    let reference: String
  }

  /// `last` is what the books keep of the last verification, whoever made it.
  init(_ state: VerificationDesk.State?, last: LastVerification?, head: LogHead?, mayVerify: Bool) {
    self.mayVerify = mayVerify
    work = IntegrityWorkModel(state)
    var result = last.map { Self.result($0.verification, at: $0.at, by: $0.person, head: head) }
    var failure: Failure?
    switch state {
    // What was just found, even where the disk refused to keep it.
    case .done(let verification, let instant) where last.map({ $0.at < instant }) ?? true:
      result = Self.result(verification, at: instant, by: nil, head: head)
    case .failed(let wording, let reference): failure = Failure(sentence: wording.text, reference: reference)
    case .done, .running, nil: break
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

  private static func result(
    _ verification: Verification, at instant: Instant, by person: String?, head: LogHead?
  ) -> Result {
    let problems = verification.problems
    let added = head.map { $0.changeSetCount - Int64(verification.changeSetCount) } ?? 0
    return Result(
      isSound: verification.isSound,
      verdict: verification.isSound
        ? "Comptes intacts : chaque écriture est celle qui a été signée."
        : "Données altérées : \(French.count(problems.count, "anomalie", "anomalies")) dans le journal signé.",
      at: French.moment(instant) + (person.map { " par \($0)" } ?? ""),
      since: added > 0 ? "\(French.count(added, "lot signé ajouté", "lots signés ajoutés")) depuis." : nil,
      changeSets: French.integer(verification.changeSetCount),
      entries: French.integer(verification.entryCount), lines: French.integer(verification.lineCount),
      problems: problems.map { problem in
        Problem(
          code: problem.code, place: problem.sequence.map { French.integer($0) } ?? "–", detail: problem.detail)
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
