import Application
import Hummingbird
import Model

/// `/personnes/droits`: the rights table as it is enforced.
enum RightsPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await visit.page(
      "droits", RightsModel(mayManage: books.role.may(.managePeople)), books,
      FrameRequest(title: "Qui peut quoi", here: .people))
  }
}

struct RightsModel: Sendable {
  /// Nil for who does not manage them.
  let peopleHref: String?
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

  init(mayManage: Bool) {
    peopleHref = mayManage ? Address.people : nil
    roles = Role.allCases.map { Words.name(of: $0).capitalizedFirst }
    rows = Action.allCases.map { action in
      Row(
        action: Words.name(of: action).capitalizedFirst,
        cells: Role.allCases.map { Cell(may: $0.may(action), words: $0.may(action) ? "oui" : "non") })
    }
  }
}
