import Application
import HTTPTypes
import Hummingbird
import Model

/// `/demarrage/securite`
enum PasswordStep {
  static let title = "Sécurité, étape 4 sur 4"

  static func show(_ visit: Visit) async throws -> Response {
    guard let creation = try await draft(visit) else { return Answer.seeOther(Address.firstYear) }
    let model = PasswordStepModel(company: creation.name, year: creation.year)
    return try visit.solo("demarrage-securite", model, title: title, isWide: true)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    guard var creation = try await draft(visit) else { return Answer.seeOther(Address.firstYear) }
    let password = visit.form["mot_de_passe"]
    let name = visit.form.trimmed("nom")
    if !name.isEmpty { creation.personName = name }
    guard password == visit.form["mot_de_passe_bis"] else {
      let fault = Wording("Les deux mots de passe sont différents.", remedy: "Écrivez-les de nouveau.")
      return try refuse(visit, creation, name: name, faults: ["mot_de_passe_bis": fault])
    }
    do {
      let created = try await visit.site.home.create(creation, password: password)
      let id = await visit.site.sessions.rotate(visit.sessionID, books: created.books)
      let browser = BrowserName.of(visit.request.headers[.userAgent] ?? "")
      await visit.site.sessions.update(id) {
        $0.recoveryCode = created.recoveryCode
        $0.browser = browser
      }
      return SignInDoor.opened(visit, sessionID: id, then: Address.recoveryKit)
    } catch let refusal as PasswordRefusal {
      return try refuse(visit, creation, name: name, faults: ["mot_de_passe": Words.of(refusal)])
    } catch let refusal as CompanyRefusal {
      switch refusal {
      case .passwordTooShort:
        return try refuse(visit, creation, name: name, faults: ["mot_de_passe": Words.of(refusal)])
      case .nameMissing, .alreadyExists, .unknown, .noneYet, .wrongPassword, .wrongRecoveryCode, .inUse, .notOpen,
        .keysMissing, .keysAltered, .keysTooNew:
        return try refuse(visit, creation, name: name, general: [Words.of(refusal)])
      }
    }
  }

  /// What the two steps before gathered; nil when they are not complete.
  private static func draft(_ visit: Visit) async throws -> CompanyCreation? {
    let draft = visit.session.firstStart
    guard try await YearStep.isReady(visit), let siren = SIREN(draft.siren),
      case .success(let year) = YearStep.read(draft)
    else { return nil }
    return CompanyCreation(siren: siren, name: draft.name, year: year, personName: draft.name, settings: draft.settings)
  }

  private static func refuse(
    _ visit: Visit, _ creation: CompanyCreation, name: String, faults: [String: Wording] = [:],
    general: [Wording] = []
  ) throws -> Response {
    let model = PasswordStepModel(
      company: creation.name, year: creation.year, personName: name, faults: faults, general: general)
    return try visit.solo(
      "demarrage-securite", model, title: title, isWide: true, hasErrors: true, status: .unprocessableContent)
  }
}
