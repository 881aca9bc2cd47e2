import Application
import Model

/// What was typed about a person.
struct PersonForm: Sendable {
  let name: String
  let role: String
  let until: String

  init(_ form: Form) {
    name = form.trimmed("nom")
    role = form["role"]
    until = form.trimmed("fin")
  }

  init(_ card: PersonCard) {
    name = card.name
    role = Words.name(of: card.role)
    until = card.until.map { French.date($0) } ?? ""
  }

  static let twoPasswords = Wording("Les deux mots de passe sont différents.", remedy: "Écrivez-les de nouveau.")

  /// Nil when a field cannot be read.
  var decision: PersonDecision? {
    guard let role = Role.allCases.first(where: { Words.name(of: $0) == role }), faults.isEmpty else { return nil }
    return PersonDecision(name: name, role: role, until: until.isEmpty ? nil : French.readDate(until))
  }

  var faults: [String: Wording] {
    var faults: [String: Wording] = [:]
    if !Role.allCases.contains(where: { Words.name(of: $0) == role }) {
      faults["role"] = Wording("Le rôle manque.", remedy: "Choisissez ce que cette personne peut faire.")
    }
    if !until.isEmpty, French.readDate(until) == nil {
      faults["fin"] = Wording(
        "« \(until) » n’est pas une date du calendrier.", remedy: "Écrivez-la ainsi : 31/12/2026.")
    }
    return faults
  }

  /// Each refusal beside the field it is about.
  ///
  /// - Throws: what is about none of them.
  static func faults(of refusal: any Refusal) throws -> [String: Wording] {
    switch refusal {
    case let refusal as PersonNotTaken:
      return Dictionary(
        refusal.refusals.map { (field(of: $0), Words.of($0)) }, uniquingKeysWith: { first, _ in first })
    case let refusal as PeopleRefusal: return [field(of: refusal): Words.of(refusal)]
    case is PasswordRefusal: return ["mot_de_passe": Words.of(any: refusal)]
    case let company as CompanyRefusal:
      guard case .passwordTooShort = company else { throw refusal }
      return ["mot_de_passe": Words.of(company)]
    default: throw refusal
    }
  }

  private static func field(of refusal: PeopleRefusal) -> String {
    switch refusal {
    case .endPassed, .ended: "fin"
    case .lastManager: "role"
    case .reasonMissing, .yourself: "motif"
    case .nameMissing, .nameTooLong, .nameTaken, .unknown, .tooMany, .removed: "nom"
    }
  }
}

/// The page of one person; of nobody yet where somebody is invited.
struct PersonModel: Sendable {
  let heading: String
  let action: String
  let back = Address.people
  let isNew: Bool
  let faults: FaultList?
  let fields: [Field]
  let roles: [RoleChoice]
  let roleFault: String?
  let passwordFields: [Field]
  let passwordAction: String?
  let removal: Removal?

  struct RoleChoice: Sendable {
    let value: String
    let label: String
    let hint: String
    let isChosen: Bool
  }

  struct Removal: Sendable {
    let action: String
    let isToFinish: Bool
    let fields: [Field]
  }

  init(_ form: PersonForm? = nil, faults: [String: Wording] = [:]) {
    self.init(
      heading: "Inviter une personne", action: Address.newPerson, form: form, faults: faults, person: nil, own: nil)
  }

  init(
    _ person: PersonStatus, own: Identifier<Person>, form: PersonForm? = nil, faults: [String: Wording] = [:]
  ) {
    self.init(
      heading: person.card.name, action: Address.person(person.card.id), form: form ?? PersonForm(person.card),
      faults: faults, person: person, own: own)
  }

  private init(
    heading: String, action: String, form: PersonForm?, faults: [String: Wording], person: PersonStatus?,
    own: Identifier<Person>?
  ) {
    self.heading = heading
    self.action = action
    isNew = person == nil
    let made = [
      Field(
        id: "nom", name: "nom", label: "Prénom et nom", value: form?.name ?? "",
        hint: "Montrés à l’ouverture du dossier et au journal d’audit.", fault: faults["nom"]?.text,
        autocomplete: "off"),
      Field(
        id: "fin", name: "fin", label: "Dernier jour d’accès", value: form?.until ?? "", isOptional: true,
        hint: "Pour un stage, un contrôle, un audit : après ce jour, la porte reste fermée.",
        fault: faults["fin"]?.text,
        inputMode: "numeric"),
    ]
    let passwords = [
      Field(
        id: "mot-de-passe", name: "mot_de_passe", label: isNew ? "Mot de passe" : "Nouveau mot de passe",
        type: "password",
        hint: "\(NodeHome.shortestPassword) caractères au moins. La personne peut le taper elle-même, et le changer.",
        fault: faults["mot_de_passe"]?.text, autocomplete: "new-password"),
      Field(
        id: "mot-de-passe-bis", name: "mot_de_passe_bis", label: "Le même, encore une fois", type: "password",
        fault: faults["mot_de_passe_bis"]?.text, autocomplete: "new-password"),
    ]
    let reason = Field(
      id: "motif", name: "motif", label: "Motif", hint: "Il reste au journal signé.", fault: faults["motif"]?.text)
    roleFault = faults["role"]?.text
    var told: [(href: String, text: String)] = []
    if let fault = faults["role"] { told.append((href: "#roles", text: fault.text)) }
    for field in made + passwords + [reason] {
      if let fault = field.fault { told.append((href: "#\(field.id)", text: fault)) }
    }
    self.faults = FaultList(faults: told)
    fields = made.focused()
    passwordFields = passwords.map { $0.described() }
    roles = Role.allCases.map {
      RoleChoice(
        value: Words.name(of: $0), label: Words.name(of: $0).capitalizedFirst, hint: Words.hint(of: $0),
        isChosen: Words.name(of: $0) == form?.role)
    }
    let isOther = person.map { $0.card.id != own } ?? false
    passwordAction =
      isOther && person?.card.isRemoved == false ? person.map { Address.personPassword($0.card.id) } : nil
    removal = person.flatMap { person in
      isOther
        ? Removal(
          action: Address.personRemoval(person.card.id), isToFinish: person.card.isRemoved,
          fields: person.card.isRemoved ? [] : [reason.described()]) : nil
    }
  }
}
