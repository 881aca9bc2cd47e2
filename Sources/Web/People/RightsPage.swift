import Application
import Hummingbird
import Model

/// `/personnes/droits`: the rights table as it is enforced.
enum RightsPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await visit.page("droits", RightsModel(), books, FrameRequest(title: "Qui peut quoi", here: .people))
  }
}

struct RightsModel: Sendable {
  let peopleHref = Address.people
  let roles: [String]
  let rows: [Row]

  struct Row: Sendable {
    let action: String
    let cells: [Cell]
  }

  struct Cell: Sendable {
    let may: Bool
    let words: String
  }

  init() {
    roles = Role.allCases.map { Words.name(of: $0).capitalizedFirst }
    rows = Action.allCases.map { action in
      Row(
        action: Words.name(of: action).capitalizedFirst,
        cells: Role.allCases.map { Cell(may: $0.may(action), words: $0.may(action) ? "oui" : "non") })
    }
  }
}
