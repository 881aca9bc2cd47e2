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
  /// Who may come in, where several may.
  let people: [Choice]
  let hasChoice: Bool

  struct Choice: Sendable {
    let value: String
    let name: String
    let isChosen: Bool
  }

  init(
    _ company: CompanyCard, back: LocalPath?, names: [SignInName] = [], chosen: Identifier<Person>? = nil,
    fault: Wording? = nil, hasOthers: Bool, usesPreviousKeys: Bool
  ) {
    hasChoice = names.count > 1
    people = names.count > 1 ? names.map { Choice(value: "\($0.id)", name: $0.name, isChosen: $0.id == chosen) } : []
    warning = usesPreviousKeys ? Words.previousKeys.text : nil
    self.company = company.name
    action = Address.unlock(company.siren)
    self.back = back?.text ?? ""
    var field = Field(
      id: "mot-de-passe", name: "mot_de_passe", label: "Mot de passe", type: "password", fault: fault?.text,
      autocomplete: "current-password")
    field.takesFocus = names.count < 2 || chosen != nil
    fields = [field.described()]
    faults = FaultList(fields)
    recoveryHref = Address.recovery(company.siren)
    others = hasOthers ? Address.unlock : nil
  }
}
