import Application
import Hummingbird
import Model

/// The printed recovery kit: shown once, then asked back before anything else.
struct RecoveryKitModel: Sendable {
  let company: String
  let siren: String
  let groups: [String]
  let printedOn: String
  let next = Address.recoveryKitCheck

  init(company: CompanyCard, code: String, today: CalendarDate) {
    self.company = company.name
    siren = French.siren(company.siren)
    groups = Self.groups(of: code)
    printedOn = French.longDate(today)
  }

  /// The code as it is printed: parted by spaces or hyphens.
  static func groups(of code: String) -> [String] { code.split { $0 == "-" || $0.isWhitespace }.map(String.init) }

  /// What is asked back: the last two groups, whatever the case and the separators typed.
  static func confirms(_ typed: String, code: String) -> Bool {
    let expected = groups(of: code).suffix(2).joined().uppercased()
    let given = groups(of: typed).joined().uppercased()
    return !expected.isEmpty && Secret.areEqual(given, expected)
  }
}

struct RecoveryKitCheckModel: Sendable {
  let faults: FaultList?
  let fields: [Field]
  let back = Address.recoveryKit

  init(fault: Wording? = nil) {
    fields = [
      Field(
        id: "derniers-groupes", name: "derniers_groupes", label: "Les deux derniers groupes du code",
        hint: "Recopiez-les du papier. Majuscules, espaces et tirets ne comptent pas.", fault: fault?.text)
    ].focused()
    faults = FaultList(fields)
  }
}

/// `/demarrage/cle`
enum RecoveryKitPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let code = visit.session.recoveryCode else { return Answer.seeOther(Address.overview) }
    let model = RecoveryKitModel(company: books.company, code: code, today: visit.environment.today())
    return try visit.solo("demarrage-cle", model, title: "Votre clé de secours", isWide: true)
  }

  static func ask(_ visit: Visit, _ books: Books) async throws -> Response {
    guard visit.session.recoveryCode != nil else { return Answer.seeOther(Address.overview) }
    return try visit.solo(
      "demarrage-cle-verification", RecoveryKitCheckModel(), title: "Vérifier la clé de secours", isWide: true)
  }

  static func check(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let code = visit.session.recoveryCode else { return Answer.seeOther(Address.overview) }
    guard RecoveryKitModel.confirms(visit.form["derniers_groupes"], code: code) else {
      let fault = Wording(
        "Ce ne sont pas les deux derniers groupes du code.", remedy: "Relisez le papier, ou revenez voir le code.")
      return try visit.solo(
        "demarrage-cle-verification", RecoveryKitCheckModel(fault: fault), title: "Vérifier la clé de secours",
        isWide: true, hasErrors: true, status: .unprocessableContent)
    }
    try books.confirmRecoveryKit()
    await visit.remember {
      $0.recoveryCode = nil
      $0.isFirstStart = true
      $0.notice = "Votre clé de secours est vérifiée. Le dossier est chiffré sur cet ordinateur."
    }
    return Answer.seeOther(Address.secondFactor)
  }
}
