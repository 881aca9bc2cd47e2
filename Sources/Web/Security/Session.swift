import Application
import Model

/// What the server remembers of one browser. It lives in memory only: a restart of the node forgets everybody.
struct Session: Sendable {
  /// Sent back by every form of this session.
  let formToken: String
  let openedAt: Instant
  var lastSeen: Instant
  /// The open company, as this person sees it; nil before it is unlocked.
  var books: Books?
  var theme: Theme = .system
  var firstStart = FirstStartDraft()
  /// On the way from the first start to the books: what comes next is offered, and may wait.
  var isFirstStart = false
  /// Shown until it was asked back, then forgotten.
  var recoveryCode: String?
  /// A sentence for the next page, said once.
  var notice: String?
  /// The files of the last upload that were not taken in, told once on the page of the others.
  var refusedFiles: [RefusedFile] = []
  var export: PreparedExport?
  /// What the last review of a validation showed: the act validates that, and nothing else.
  var review: ReviewedDrafts?
  /// Between the password and the code: nothing of the books is open.
  var pending: PendingSignIn?
  /// The way on to a new second factor: the one before can be opened by nobody any more.
  var mustSetFactor = false
  /// When a code of the second factor was last given.
  var provedAt: Instant?
  var factorDraft: FactorDraft?
  /// Of a second factor just set up: shown once.
  var recoveryCodes: [String] = []
  /// Names the session to its own person, and says nothing of its secret.
  let handle: String
  /// What the browser calls itself, in two words.
  var browser = ""
  /// Made by the last act of matching, which can be undone.
  var matchedLast: [Identifier<Matching>] = []

  static let idleMinutes: Int64 = 30
  static let longestHours: Int64 = 12
  /// How long a code of the second factor serves for the acts that ask for one.
  static let provedMinutes: Int64 = 5

  func isOver(at now: Instant) -> Bool {
    now.milliseconds - lastSeen.milliseconds >= Self.idleMinutes * 60_000
      || now.milliseconds - openedAt.milliseconds >= Self.longestHours * 3_600_000
  }
}

/// A right password, whose code is still to come.
struct PendingSignIn: Sendable {
  let step: SecondStep
  /// Where to go after.
  let back: String
}

/// Day or night, as the person chose; `system` follows the machine.
enum Theme: String, Sendable, CaseIterable {
  case system = "systeme"
  case light = "clair"
  case dark = "sombre"
}

/// What the first start has gathered: nothing is written anywhere else before its last step.
struct FirstStartDraft: Sendable {
  var name = ""
  var siren = ""
  var start = ""
  var end = ""
  var settings = CompanySettings()
}
