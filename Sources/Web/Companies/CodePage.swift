import Application
import HTTPTypes
import Hummingbird
import Model

/// `/ouvrir/{siren}/code`: the second step of signing in. Until it is done the session holds no books.
enum CodePage {
  static let title = "Code de connexion"

  /// The session of a right password: renewed, and with nothing in it but the step to come.
  static func begin(_ visit: Visit, _ step: SecondStep, back: LocalPath?) async -> Response {
    let id = await visit.site.sessions.rotate(visit.sessionID, books: nil)
    let pending = PendingSignIn(step: step, back: back?.text ?? Address.root)
    await visit.site.sessions.update(id) { $0.pending = pending }
    return SignInDoor.opened(visit, sessionID: id, then: Address.signInCode(step.company.siren))
  }

  static func show(_ visit: Visit) async throws -> Response {
    let (company, _) = try await UnlockPage.find(visit)
    guard pending(visit, company) != nil else { return Answer.seeOther(Address.unlock(company.siren)) }
    return try visit.solo("code", CodeModel(company), title: title)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    let (company, _) = try await UnlockPage.find(visit)
    guard let pending = pending(visit, company) else { return Answer.seeOther(Address.unlock(company.siren)) }
    let door = await SignInDoor.of(visit, company.siren, person: pending.step.person, isCode: true)
    do {
      let books = try await SignInDoor.attempt(visit, door) {
        try await visit.site.home.enter(pending.step, code: visit.form["code"])
      }
      let now = visit.environment.now()
      return try await SignInDoor.opens(visit, books, then: pending.back) { $0.provedAt = now }
    } catch let refusal as DoorRefusal {
      if refusal.refusal as? FactorRefusal == .expired { await visit.remember { $0.pending = nil } }
      return try visit.solo(
        "code", CodeModel(company, fault: refusal.wording), title: title, hasErrors: true, status: refusal.status)
    }
  }

  private static func pending(_ visit: Visit, _ company: CompanyCard) -> PendingSignIn? {
    visit.session.pending.flatMap { $0.step.company.siren == company.siren ? $0 : nil }
  }
}

struct CodeModel: Sendable {
  let company: String
  let action: String
  let back: String
  let faults: FaultList?
  let fields: [Field]

  init(_ company: CompanyCard, fault: Wording? = nil) {
    self.company = company.name
    action = Address.signInCode(company.siren)
    back = Address.unlock(company.siren)
    fields = [Self.field(fault: fault)]
    faults = FaultList(fields)
  }

  /// Where a code is typed, everywhere.
  static func field(fault: Wording? = nil, takesFocus: Bool = true) -> Field {
    var field = Field(
      id: "code", name: "code", label: "Code à six chiffres",
      hint: "Celui de votre téléphone, ou l’un de vos codes de secours.", fault: fault?.text,
      autocomplete: "one-time-code")
    field.takesFocus = takesFocus
    return field.described()
  }
}
