import Application
import Hummingbird
import Model

/// `/personnes`: who has rights in the company.
enum PeoplePage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let model = PeopleModel(try await books.people(), own: books.personID, today: visit.environment.today())
    return try await visit.page("personnes", model, books, FrameRequest(title: "Personnes", here: .people))
  }
}

struct PeopleModel: Sendable {
  let newHref = Address.newPerson
  let rightsHref = Address.rights
  let rows: [Row]

  struct Row: Sendable {
    let name: String
    /// Nil for who was removed for good.
    let href: String?
    let isOwn: Bool
    let role: String
    let until: String
    let factor: String
    let pill: String
    let state: String
  }

  init(_ people: [PersonStatus], own: Identifier<Person>, today: CalendarDate) {
    rows = people.map { person in
      let card = person.card
      let state: (String, String) =
        switch card.refusal(on: today) {
        case .removed?: person.hasPassword ? ("bad", "retirée, clé à changer") : ("", "retirée")
        case .ended?: ("warn", "accès terminé")
        case nil: person.hasPassword ? ("ok", "accès ouvert") : ("warn", "sans mot de passe")
        default: ("warn", "accès fermé")
        }
      return Row(
        name: card.name, href: card.isRemoved && !person.hasPassword ? nil : Address.person(card.id),
        isOwn: card.id == own, role: Words.name(of: card.role), until: card.until.map { French.date($0) } ?? "sans fin",
        factor: card.hasSecondFactor ? "oui" : "non", pill: state.0, state: state.1)
    }
  }
}
