import Application
import Model

/// The companies of this computer.
struct CompanyChoiceModel: Sendable {
  let companies: [Entry]
  let createHref = Address.firstStart

  struct Entry: Sendable {
    let name: String
    let siren: String
    let href: String
  }

  init(_ companies: [CompanyCard], back: LocalPath?) {
    self.companies = companies.map { card in
      Entry(
        name: card.name, siren: French.siren(card.siren),
        href: Address.withQuery(Address.unlock(card.siren), back.map { [("retour", $0.text)] } ?? []))
    }
  }
}

/// One company's door.
struct UnlockModel: Sendable {
  let company: String
  let action: String
  let back: String
  let warning: String?
  let faults: FaultList?
  let fields: [Field]
  let recoveryHref: String
  let others: String?

  init(_ company: CompanyCard, back: LocalPath?, fault: Wording? = nil, hasOthers: Bool, usesPreviousKeys: Bool) {
    warning = usesPreviousKeys ? Words.previousKeys.text : nil
    self.company = company.name
    action = Address.unlock(company.siren)
    self.back = back?.text ?? ""
    var field = Field(
      id: "mot-de-passe", name: "mot_de_passe", label: "Mot de passe", type: "password", fault: fault?.text,
      autocomplete: "current-password")
    field.takesFocus = true
    fields = [field.described()]
    faults = FaultList(fields)
    recoveryHref = Address.recovery(company.siren)
    others = hasOthers ? Address.unlock : nil
  }
}
