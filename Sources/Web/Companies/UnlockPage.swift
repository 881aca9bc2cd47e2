import Application
import HTTPTypes
import Hummingbird
import Model

/// `/ouvrir`
enum UnlockPage {
  static func choose(_ visit: Visit) async throws -> Response {
    let companies = try await visit.site.home.companies()
    let back = LocalPath(visit.query["retour"])
    guard let first = companies.first else { return Answer.seeOther(Address.firstStart) }
    if companies.count == 1, !visit.query.has("liste") {
      return Answer.seeOther(
        Address.withQuery(Address.unlock(first.siren), back.map { [("retour", $0.text)] } ?? []))
    }
    return try visit.solo("ouvrir-liste", CompanyChoiceModel(companies, back: back), title: "Choisir une société")
  }

  static func show(_ visit: Visit) async throws -> Response {
    let (company, hasOthers) = try await find(visit)
    let model = UnlockModel(
      company, back: LocalPath(visit.query["retour"]), hasOthers: hasOthers,
      usesPreviousKeys: try await visit.site.home.usesPreviousKeys(company.siren))
    return try visit.solo("ouvrir", model, title: "Ouvrir \(company.name)")
  }

  static func submit(_ visit: Visit) async throws -> Response {
    let (company, hasOthers) = try await find(visit)
    let back = LocalPath(visit.form["retour"])
    do {
      let books = try await attempt(visit, company) {
        try await visit.site.home.open(company.siren, password: visit.form["mot_de_passe"])
      }
      // A code that nobody confirmed is one that nobody may hold: another is given before anything else.
      let code = try await unconfirmedKit(books)
      let id = await visit.site.sessions.rotate(visit.sessionID, books: books)
      if let code {
        await visit.site.sessions.update(id) { $0.recoveryCode = code }
        return opened(visit, sessionID: id, then: Address.recoveryKit)
      }
      return opened(visit, sessionID: id, then: back?.text ?? Address.overview)
    } catch let refusal as DoorRefusal {
      let model = UnlockModel(
        company, back: back, fault: refusal.wording, hasOthers: hasOthers,
        usesPreviousKeys: try await visit.site.home.usesPreviousKeys(company.siren))
      return try visit.solo(
        "ouvrir", model, title: "Ouvrir \(company.name)", hasErrors: true, status: refusal.status)
    }
  }

  private static func unconfirmedKit(_ books: Books) async throws -> String? {
    guard books.role.may(.manageKeys), try !books.isRecoveryKitConfirmed else { return nil }
    return try await books.renewRecoveryKit()
  }

  /// 303 with the cookie of the new session.
  static func opened(_ visit: Visit, sessionID: String, then address: String) -> Response {
    var response = Answer.seeOther(address)
    response.headers[.setCookie] = SessionGate.setCookie(sessionID, port: visit.site.port.number)
    return response
  }

  static func find(_ visit: Visit) async throws -> (CompanyCard, hasOthers: Bool) {
    let companies = try await visit.site.home.companies()
    guard let siren = SIREN(visit.part("siren")), let card = companies.first(where: { $0.siren == siren }) else {
      throw PageNotFound()
    }
    return (card, companies.count > 1)
  }

  /// Tries to open, as often as ``AttemptThrottle`` lets.
  static func attempt(
    _ visit: Visit, _ company: CompanyCard, _ open: () async throws -> Books
  ) async throws -> Books {
    if case .wait(let seconds) = await visit.site.throttle.ask(company.siren) {
      let sentence = "Trop d’essais. Attendez \(French.count(seconds, "seconde", "secondes"))."
      throw DoorRefusal(wording: Wording(sentence, remedy: "Puis recommencez."), status: .tooManyRequests)
    }
    do {
      let books = try await open()
      await visit.site.throttle.succeeded(company.siren)
      return books
    } catch let refusal as CompanyRefusal {
      // Only a wrong secret slows the next try down.
      if refusal != .wrongPassword, refusal != .wrongRecoveryCode {
        await visit.site.throttle.forgive(company.siren)
      }
      throw DoorRefusal(wording: Words.of(refusal), status: .unprocessableContent)
    }
  }
}

/// Why a company does not open now.
struct DoorRefusal: Error {
  let wording: Wording
  let status: HTTPResponse.Status
}
