import HTTPTypes

/// The acts before which whoever has a second factor gives a code again: what a session left open, or taken over,
/// must not do alone. One table for all of them; every other page inside is one that asks for nothing more.
enum StepUp {
  enum Act: String, Sendable, CaseIterable {
    /// People, their roles and passwords.
    case people
    /// Closing months or years, and opening them again.
    case closing
    /// Taking the books away.
    case export
    case backup
    case withdrawal
    /// Saying that an older copy of the books, or a restored one, is the right one.
    case olderCopy
  }

  struct Rule: Sendable {
    let act: Act
    /// Only where the answer is a file of the whole report.
    var isForSheets = false
  }

  static let rules: [String: Rule] = [
    "GET /personnes/nouvelle": Rule(act: .people), "POST /personnes/nouvelle": Rule(act: .people),
    "GET /personnes/{id}": Rule(act: .people), "POST /personnes/{id}": Rule(act: .people),
    "POST /personnes/{id}/mot-de-passe": Rule(act: .people), "POST /personnes/{id}/retirer": Rule(act: .people),
    "POST /mois": Rule(act: .closing), "POST /cloture": Rule(act: .closing),
    "GET /cloture/rouvrir": Rule(act: .closing), "POST /cloture/rouvrir": Rule(act: .closing),
    "GET /cloture/documents/{id}": Rule(act: .export),
    "POST /fec/export": Rule(act: .export), "GET /fec/export/{billet}": Rule(act: .export),
    "GET /grand-livre": Rule(act: .export, isForSheets: true),
    "GET /journaux/{code}": Rule(act: .export, isForSheets: true),
    "POST /journal-audit/export": Rule(act: .export),
    "GET /sauvegardes/fichier/{nom}": Rule(act: .backup),
    "POST /fec/imports/{id}/retirer": Rule(act: .withdrawal),
    "POST /integrite/copie": Rule(act: .olderCopy),
  ]

  static func rule(_ method: HTTPRequest.Method, _ path: String) -> Rule? { rules["\(method.rawValue) \(path)"] }
}

extension Routes {
  /// The page that shows the form of an address that takes forms alone: the nearest one above it.
  static func page(above path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    while parts.count > 1 {
      if all.contains(where: { $0.isInside && $0.method == .get && $0.answers(parts) }) { break }
      parts.removeLast()
    }
    return "/" + parts.joined(separator: "/")
  }
}

extension Route {
  /// Whether a path, in its parts, is one of this route's.
  fileprivate func answers(_ parts: [String]) -> Bool {
    let own = path.split(separator: "/")
    return own.count == parts.count && zip(own, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
