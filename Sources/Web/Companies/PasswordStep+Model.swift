import Application
import Model

/// First start, step 4: who, and the password. Nothing is written before this step.
struct PasswordStepModel: Sendable {
  let steps = FirstStartSteps(current: 4)
  let company: String
  /// What may be a slip of the step before.
  let yearNotice: String?
  let faults: FaultList?
  let fields: [Field]
  let back = Address.firstVAT

  init(
    company: String, year: FiscalYear, personName: String = "", faults: [String: Wording] = [:],
    general: [Wording] = []
  ) {
    self.company = company
    yearNotice = Words.shortYear(year)?.text
    fields = [
      Field(
        id: "nom", name: "nom", label: "Votre prénom et votre nom", value: personName, isOptional: true,
        hint: "Écrits à côté de ce que vous faites, au journal d’audit.", fault: faults["nom"]?.text,
        autocomplete: "name"),
      Field(
        id: "mot-de-passe", name: "mot_de_passe", label: "Mot de passe", type: "password",
        hint:
          "Il chiffre vos comptes. \(NodeHome.shortestPassword) caractères au moins : quatre mots, par exemple.",
        fault: faults["mot_de_passe"]?.text, autocomplete: "new-password"),
      Field(
        id: "mot-de-passe-bis", name: "mot_de_passe_bis", label: "Le même mot de passe, encore une fois",
        type: "password", fault: faults["mot_de_passe_bis"]?.text, autocomplete: "new-password"),
    ].focused()
    self.faults = FaultList(fields, and: general.map(\.text))
  }
}
