import Application
import HTTPTypes
import Hummingbird
import Model

/// `/mon-acces/second-facteur`: a picture for the telephone, one code back, and ten codes for paper.
enum SecondFactorPage {
  static let title = "Second facteur"

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    if let question = StepUpPage.question(visit, books) { return question }
    let draft = try books.draftFactor()
    await visit.remember { $0.factorDraft = draft }
    return try await page(visit, books, draft)
  }

  static func confirm(_ visit: Visit, _ books: Books) async throws -> Response {
    if let question = StepUpPage.question(visit, books) { return question }
    guard let draft = visit.session.factorDraft else { return Answer.seeOther(Address.secondFactor) }
    do {
      let confirmed = try await books.confirmFactor(draft, code: visit.form["code"])
      let now = visit.environment.now()
      await visit.remember { session in
        session.books = confirmed.books
        session.factorDraft = nil
        session.recoveryCodes = confirmed.recoveryCodes
        session.mustSetFactor = false
        session.provedAt = now
      }
      return Answer.seeOther(Address.secondFactorCodes)
    } catch FactorRefusal.wrongCode {
      let wording = Wording(
        "Ce code n’est pas celui de ce dessin.",
        remedy: "Attendez le code suivant et vérifiez l’heure du téléphone et de l’ordinateur.")
      return try await page(visit, books, draft, fault: wording)
    }
  }

  /// The ten codes, as long as nobody said to have them.
  static func codes(_ visit: Visit, _ books: Books) async throws -> Response {
    let codes = visit.session.recoveryCodes
    guard !codes.isEmpty else { return Answer.seeOther(Address.ownAccess) }
    let model = FactorCodesModel(
      books, codes: codes, today: visit.environment.today(), isFirst: visit.session.isFirstStart)
    return try await visit.page(
      "codes-secours", model, books, FrameRequest(title: "Vos codes de secours", here: .ownAccess))
  }

  static func remove(_ visit: Visit, _ books: Books) async throws -> Response {
    let door = await SignInDoor.of(visit, books.company.siren, person: books.personID, isCode: true)
    do {
      let left = try await SignInDoor.attempt(visit, door) { try await books.removeFactor(code: visit.form["code"]) }
      await visit.remember { session in
        session.books = left
        session.provedAt = nil
        session.notice = "Le second facteur est retiré : le mot de passe seul ouvre le dossier."
      }
      return Answer.seeOther(Address.ownAccess)
    } catch let refusal as DoorRefusal {
      return try await OwnAccessPage.page(visit, books, faults: ["code": refusal.wording])
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ draft: FactorDraft, fault: Wording? = nil
  ) async throws -> Response {
    let model = try SecondFactorModel(
      books, draft, isForced: visit.session.mustSetFactor, isFirst: visit.session.isFirstStart, fault: fault)
    var frame = FrameRequest(title: title, here: .ownAccess)
    frame.hasErrors = fault != nil
    return try await visit.page(
      "second-facteur", model, books, frame, status: fault == nil ? .ok : .unprocessableContent)
  }
}

struct SecondFactorModel: Sendable {
  let action = Address.secondFactor
  let back: String
  let backLabel: String
  let isForced: Bool
  let code: QRCode
  /// The same as the picture, to be typed: groups of four.
  let groups: [String]
  let faults: FaultList?
  let fields: [Field]

  init(_ books: Books, _ draft: FactorDraft, isForced: Bool, isFirst: Bool, fault: Wording?) throws {
    self.isForced = isForced
    back = isFirst ? Address.overview : Address.ownAccess
    backLabel = isFirst ? "Accueil" : "Mon accès"
    code = try QRCode(Self.address(books, draft))
    groups = Self.groups(draft.letters)
    var field = CodeModel.field(fault: fault, takesFocus: fault != nil)
    field.hint = "Celui que le téléphone montre à présent."
    fields = [field.described()]
    faults = FaultList(fields)
  }

  /// What telephone programs read: the de facto standard of « Key Uri Format ».
  static func address(_ books: Books, _ draft: FactorDraft) -> String {
    let issuer = Percent.encode("FinanceManager Pro")
    let label = issuer + ":" + Percent.encode("\(books.personName), \(books.company.name)")
    return "otpauth://totp/\(label)?secret=\(draft.letters)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
  }

  static func groups(_ letters: String) -> [String] {
    let all = Array(letters)
    return stride(from: 0, to: all.count, by: 4).map { String(all[$0..<min($0 + 4, all.count)]) }
  }
}

struct FactorCodesModel: Sendable {
  let company: String
  let person: String
  let printedOn: String
  let codes: [String]
  let next: String

  init(_ books: Books, codes: [String], today: CalendarDate, isFirst: Bool) {
    next = isFirst ? Address.overview : Address.ownAccess
    company = books.company.name
    person = books.personName
    printedOn = French.longDate(today)
    self.codes = codes
  }
}
