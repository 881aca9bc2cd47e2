import Application
import HTTPTypes
import Hummingbird
import Model

/// `/personnes/nouvelle` and `/personnes/{id}`: what a gérant decides about somebody.
enum PersonPage {
  static func new(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try await books.people()
    return try await page(visit, books, PersonModel(), title: "Inviter une personne")
  }

  static func enrol(_ visit: Visit, _ books: Books) async throws -> Response {
    let form = PersonForm(visit.form)
    let password = visit.form["mot_de_passe"]
    var faults = form.faults
    if password != visit.form["mot_de_passe_bis"] { faults["mot_de_passe_bis"] = PersonForm.twoPasswords }
    do {
      if faults.isEmpty, let decision = form.decision {
        try await books.enrolPerson(decision, password: password)
        let notice = "\(decision.name) peut ouvrir le dossier avec son nom et ce mot de passe."
        await visit.remember { $0.notice = notice }
        return Answer.seeOther(Address.people)
      }
    } catch let refusal as any Refusal where !(refusal is NotAllowed) {
      faults.merge(try PersonForm.faults(of: refusal)) { first, _ in first }
    }
    _ = try await books.people()
    return try await page(visit, books, PersonModel(form, faults: faults), title: "Inviter une personne", isBad: true)
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let person = try await find(visit, books)
    return try await page(visit, books, PersonModel(person, own: books.personID), title: person.card.name)
  }

  static func change(_ visit: Visit, _ books: Books) async throws -> Response {
    let person = try await find(visit, books)
    let form = PersonForm(visit.form)
    var faults = form.faults
    do {
      if faults.isEmpty, let decision = form.decision {
        try await books.changePerson(person.card.id, decision)
        await leave(visit, books, person.card.id)
        let notice = "Ce qui concerne \(decision.name) est enregistré."
        await visit.remember { $0.notice = notice }
        return Answer.seeOther(person.card.id == books.personID ? Address.unlock : Address.people)
      }
    } catch let refusal as any Refusal where !(refusal is NotAllowed) {
      faults = try PersonForm.faults(of: refusal)
    }
    let model = PersonModel(person, own: books.personID, form: form, faults: faults)
    return try await page(visit, books, model, title: person.card.name, isBad: true)
  }

  static func givePassword(_ visit: Visit, _ books: Books) async throws -> Response {
    let person = try await find(visit, books)
    let password = visit.form["mot_de_passe"]
    var faults: [String: Wording] = [:]
    if password != visit.form["mot_de_passe_bis"] { faults["mot_de_passe_bis"] = PersonForm.twoPasswords }
    do {
      if faults.isEmpty {
        try await books.givePassword(password, to: person.card.id)
        await leave(visit, books, person.card.id)
        let notice =
          "\(person.card.name) a un nouveau mot de passe. Son second facteur, s’il y en avait un, est retiré."
        await visit.remember { $0.notice = notice }
        return Answer.seeOther(Address.people)
      }
    } catch let refusal as any Refusal where !(refusal is NotAllowed) {
      faults = try PersonForm.faults(of: refusal)
    }
    let model = PersonModel(person, own: books.personID, faults: faults)
    return try await page(visit, books, model, title: person.card.name, isBad: true)
  }

  static func remove(_ visit: Visit, _ books: Books) async throws -> Response {
    let person = try await find(visit, books)
    do {
      try await books.removePerson(person.card.id, reason: visit.form["motif"]) { _ in }
    } catch let refusal as PeopleRefusal {
      let model = PersonModel(person, own: books.personID, faults: ["motif": Words.of(refusal)])
      return try await page(visit, books, model, title: person.card.name, isBad: true)
    }
    await visit.site.sessions.end(of: person.card.id, in: books.company.siren)
    let notice = "\(person.card.name) n’ouvre plus le dossier, et la clé a été changée."
    await visit.remember { $0.notice = notice }
    return Answer.seeOther(Address.people)
  }

  /// What somebody may do has changed: they come in anew. Whoever changed their own goes on until then.
  private static func leave(_ visit: Visit, _ books: Books, _ person: Identifier<Person>) async {
    await visit.site.sessions.end(of: person, in: books.company.siren)
  }

  private static func find(_ visit: Visit, _ books: Books) async throws -> PersonStatus {
    let people = try await books.people()
    guard let person = people.first(where: { "\($0.card.id)" == visit.part("id") }) else { throw PageNotFound() }
    return person
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ model: PersonModel, title: String, isBad: Bool = false
  ) async throws -> Response {
    var frame = FrameRequest(title: title, here: .people)
    frame.hasErrors = isBad
    return try await visit.page("personne", model, books, frame, status: isBad ? .unprocessableContent : .ok)
  }
}
