import Application
import HTTPTypes
import Hummingbird
import Model

/// Opening with the printed recovery kit, and choosing a new password.
struct RecoveryModel: Sendable {
  let company: String
  let action: String
  let back: String
  let faults: FaultList?
  let fields: [Field]

  init(_ company: CompanyCard, code: String = "", faults: [String: Wording] = [:]) {
    self.company = company.name
    action = Address.recovery(company.siren)
    back = Address.unlock(company.siren)
    fields = [
      Field(
        id: "code-secours", name: "code_secours", label: "Code de secours", value: code,
        hint: "Tous les groupes du papier, dans l’ordre.", fault: faults["code_secours"]?.text),
      Field(
        id: "mot-de-passe", name: "mot_de_passe", label: "Nouveau mot de passe", type: "password",
        fault: faults["mot_de_passe"]?.text, autocomplete: "new-password"),
      Field(
        id: "mot-de-passe-bis", name: "mot_de_passe_bis", label: "Le même, encore une fois", type: "password",
        fault: faults["mot_de_passe_bis"]?.text, autocomplete: "new-password"),
    ].focused()
    self.faults = FaultList(fields)
  }
}

/// `/ouvrir/{siren}/secours`
enum RecoveryPage {
  static let title = "Ouvrir avec la clé de secours"

  static func show(_ visit: Visit) async throws -> Response {
    let (company, _) = try await UnlockPage.find(visit)
    return try visit.solo("secours", RecoveryModel(company), title: title)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    let (company, _) = try await UnlockPage.find(visit)
    let code = visit.form.trimmed("code_secours")
    let password = visit.form["mot_de_passe"]
    guard password == visit.form["mot_de_passe_bis"] else {
      let fault = Wording("Les deux mots de passe sont différents.", remedy: "Écrivez-les de nouveau.")
      return try refuse(visit, company, code: code, faults: ["mot_de_passe_bis": fault], .unprocessableContent)
    }
    do {
      let door = await SignInDoor.of(visit, company.siren, person: nil)
      let recovered = try await SignInDoor.attempt(visit, door) {
        try await visit.site.home.open(company.siren, recoveryCode: code, newPassword: password)
      }
      return try await SignInDoor.opens(visit, recovered.books, then: Address.overview, holdsKit: true) { session in
        session.notice = "Le nouveau mot de passe est enregistré."
        session.mustSetFactor = recovered.lostSecondFactor
      }
    } catch let refusal as DoorRefusal {
      return try refuse(visit, company, code: code, faults: [fieldOf(refusal): refusal.wording], refusal.status)
    }
  }

  private static func fieldOf(_ refusal: DoorRefusal) -> String {
    if refusal.refusal is PasswordRefusal { return "mot_de_passe" }
    if case .passwordTooShort? = refusal.refusal as? CompanyRefusal { return "mot_de_passe" }
    return "code_secours"
  }

  private static func refuse(
    _ visit: Visit, _ company: CompanyCard, code: String, faults: [String: Wording], _ status: HTTPResponse.Status
  ) throws -> Response {
    try visit.solo(
      "secours", RecoveryModel(company, code: code, faults: faults), title: title, hasErrors: true, status: status)
  }
}
