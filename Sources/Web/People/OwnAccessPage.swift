import Application
import HTTPTypes
import Hummingbird
import Model

/// `/mon-acces`: one's own password, second factor and sessions.
enum OwnAccessPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    // Whoever comes back from the codes has them on paper.
    if !visit.session.recoveryCodes.isEmpty { await visit.remember { $0.recoveryCodes = [] } }
    return try await page(visit, books)
  }

  static func changePassword(_ visit: Visit, _ books: Books) async throws -> Response {
    var faults: [String: Wording] = [:]
    let new = visit.form["mot_de_passe"]
    if new != visit.form["mot_de_passe_bis"] { faults["mot_de_passe_bis"] = PersonForm.twoPasswords }
    if faults.isEmpty {
      let door = await SignInDoor.of(visit, books.company.siren, person: books.personID)
      do {
        try await SignInDoor.attempt(visit, door) {
          try await books.changePassword(from: visit.form["ancien"], to: new)
        }
        await visit.site.sessions.end(of: books.personID, in: books.company.siren, except: visit.sessionID)
        await visit.remember { $0.notice = "Votre mot de passe est changé. Vos autres sessions sont fermées." }
        return Answer.seeOther(Address.ownAccess)
      } catch let refusal as DoorRefusal {
        faults[field(of: refusal)] = refusal.wording
      }
    }
    return try await page(visit, books, faults: faults)
  }

  /// Ends another session of the same person.
  static func endSession(_ visit: Visit, _ books: Books) async throws -> Response {
    let handle = visit.form["session"]
    guard !handle.isEmpty, handle != visit.session.handle else { throw PageNotFound() }
    let ended = await visit.site.sessions.end(
      of: books.personID, in: books.company.siren, except: visit.sessionID, handle: handle)
    if ended > 0 { await visit.remember { $0.notice = "Cette session est fermée." } }
    return Answer.seeOther(Address.ownAccess)
  }

  private static func field(of refusal: DoorRefusal) -> String {
    if refusal.refusal is PasswordRefusal { return "mot_de_passe" }
    if case .passwordTooShort? = refusal.refusal as? CompanyRefusal { return "mot_de_passe" }
    return "ancien"
  }

  static func page(
    _ visit: Visit, _ books: Books, faults: [String: Wording] = [:]
  ) async throws -> Response {
    let sessions = await visit.site.sessions.ofPerson(books.personID, in: books.company.siren)
    let model = OwnAccessModel(
      try await books.ownCard(), codesLeft: books.recoveryCodesLeft, hasFactorAtHand: books.hasFactorAtHand,
      sessions: sessions, own: visit.session.handle, faults: faults)
    var frame = FrameRequest(title: "Mon accès", here: .ownAccess)
    frame.hasErrors = !faults.isEmpty
    return try await visit.page(
      "mon-acces", model, books, frame, status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}

struct OwnAccessModel: Sendable {
  let name: String
  let role: String
  let until: String?
  let factorHref = Address.secondFactor
  let factorLabel: String
  let hasFactor: Bool
  let factorSentence: String
  let removal: Removal?
  let passwordAction = Address.ownPassword
  let passwordFields: [Field]
  let sessionAction = Address.ownSessions
  let sessions: [Row]
  let faults: FaultList?

  struct Removal: Sendable {
    let action = Address.secondFactorRemoval
    let fields: [Field]
  }

  struct Row: Sendable {
    let browser: String
    let opened: String
    let seen: String
    /// Nil for the session that shows the page.
    let handle: String?
    let words: String
  }

  init(
    _ card: PersonCard, codesLeft: Int, hasFactorAtHand: Bool, sessions: [Session], own: String,
    faults: [String: Wording] = [:]
  ) {
    name = card.name
    role = Words.name(of: card.role)
    until = card.until.map { French.longDate($0) }
    hasFactor = card.hasSecondFactor
    factorLabel = card.hasSecondFactor ? "Changer de téléphone" : "Ajouter un second facteur"
    factorSentence =
      card.hasSecondFactor
      ? "Un code de votre téléphone est demandé après le mot de passe."
        + (hasFactorAtHand
          ? " Il vous reste \(French.count(codesLeft, "code de secours", "codes de secours")) sur papier." : "")
      : "Le mot de passe seul ouvre le dossier. Un code de votre téléphone, demandé après lui, arrête qui l’aurait lu "
        + "par-dessus votre épaule."
    var code = CodeModel.field(fault: faults["code"], takesFocus: faults["code"] != nil)
    code.hint = "Pour retirer le second facteur, un de ses codes."
    removal = hasFactorAtHand ? Removal(fields: [code.described()]) : nil
    let made = [
      Field(
        id: "ancien", name: "ancien", label: "Mot de passe actuel", type: "password", fault: faults["ancien"]?.text,
        autocomplete: "current-password"),
      Field(
        id: "mot-de-passe", name: "mot_de_passe", label: "Nouveau mot de passe", type: "password",
        hint: "\(NodeHome.shortestPassword) caractères au moins : quatre mots, par exemple.",
        fault: faults["mot_de_passe"]?.text, autocomplete: "new-password"),
      Field(
        id: "mot-de-passe-bis", name: "mot_de_passe_bis", label: "Le même, encore une fois", type: "password",
        fault: faults["mot_de_passe_bis"]?.text, autocomplete: "new-password"),
    ]
    passwordFields = made.focused()
    self.faults = FaultList(made + [code])
    self.sessions = sessions.map { session in
      let browser = session.browser.isEmpty ? "Navigateur" : session.browser
      return Row(
        browser: browser, opened: French.moment(session.openedAt), seen: French.moment(session.lastSeen),
        handle: session.handle == own ? nil : session.handle,
        words: "Fermer la session de \(browser) ouverte le \(French.moment(session.openedAt))")
    }
  }
}
