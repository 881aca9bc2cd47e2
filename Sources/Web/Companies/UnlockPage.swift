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
      company, back: LocalPath(visit.query["retour"]), names: try await visit.site.home.signInNames(company.siren),
      hasOthers: hasOthers, usesPreviousKeys: try await visit.site.home.usesPreviousKeys(company.siren))
    return try visit.solo("ouvrir", model, title: "Ouvrir \(company.name)")
  }

  static func submit(_ visit: Visit) async throws -> Response {
    let (company, hasOthers) = try await find(visit)
    let back = LocalPath(visit.form["retour"])
    let names = try await visit.site.home.signInNames(company.siren)
    let chosen = names.first { "\($0.id)" == visit.form["personne"] }
    do {
      guard chosen != nil || names.count < 2 else {
        let wording = Wording("Plusieurs personnes ouvrent ce dossier.", remedy: "Choisissez votre nom.")
        throw DoorRefusal(wording: wording, status: .unprocessableContent)
      }
      let person = chosen?.id ?? names.first?.id
      let door = await SignInDoor.of(visit, company.siren, person: person)
      let admission = try await SignInDoor.attempt(visit, door) {
        try await visit.site.home.admit(company.siren, person: person, password: visit.form["mot_de_passe"])
      }
      switch admission {
      case .inside(let books): return try await SignInDoor.opens(visit, books, then: back?.text)
      case .needsNewFactor(let books):
        return try await SignInDoor.opens(visit, books, then: back?.text) { $0.mustSetFactor = true }
      case .needsCode(let step): return await CodePage.begin(visit, step, back: back)
      }
    } catch let refusal as DoorRefusal {
      let model = UnlockModel(
        company, back: back, names: names, chosen: chosen?.id, fault: refusal.wording, hasOthers: hasOthers,
        usesPreviousKeys: try await visit.site.home.usesPreviousKeys(company.siren))
      return try visit.solo(
        "ouvrir", model, title: "Ouvrir \(company.name)", hasErrors: true, status: refusal.status)
    }
  }

  static func find(_ visit: Visit) async throws -> (CompanyCard, hasOthers: Bool) {
    let companies = try await visit.site.home.companies()
    guard let siren = SIREN(visit.part("siren")), let card = companies.first(where: { $0.siren == siren }) else {
      throw PageNotFound()
    }
    return (card, companies.count > 1)
  }
}
