import Application
import Hummingbird
import Model

/// `/journal-audit`: the signed log in words, the newest first.
enum AuditTrailPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    var question = AuditQuestion(
      kind: AuditKind(rawValue: visit.query["sorte"]), before: Int64(visit.query["avant"]).flatMap { $0 > 0 ? $0 : nil }
    )
    question.person = Identifier<Person>(hexadecimal: visit.query["personne"])
    let model = AuditModel(try await books.audit(question), question)
    return try await visit.page("journal-audit", model, books, FrameRequest(title: "Journal d’audit", here: .audit))
  }
}

struct AuditModel: Sendable {
  let action = Address.audit
  let people: [Choice]
  let kinds: [Choice]
  let rows: [Row]
  let isEmpty: Bool
  let emptySentence: String
  let nextHref: String?
  let firstHref: String?

  struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Row: Sendable {
    let at: String
    let person: String
    let facts: [String]
    let device: String
    let place: String
  }

  init(_ page: AuditPage, _ question: AuditQuestion) {
    let names = Dictionary(page.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    people = page.people.map { Choice(value: "\($0.id)", label: $0.name, isChosen: $0.id == question.person) }
    kinds = AuditKind.allCases.map {
      Choice(value: $0.rawValue, label: Words.name(of: $0), isChosen: $0 == question.kind)
    }
    rows = page.records.map { record in
      Row(
        at: French.moment(record.at), person: record.person.map { names[$0] ?? "inconnu" } ?? "le logiciel",
        facts: record.facts.map { Words.of($0, names) }, device: "…" + "\(record.device)".suffix(6),
        place: French.integer(record.sequence))
    }
    isEmpty = rows.isEmpty
    emptySentence =
      page.next == nil ? "Rien de tel dans le journal." : "Rien de tel dans cette partie du journal : voyez plus loin."
    let filter = [
      question.person.map { ("personne", "\($0)") }, question.kind.map { ("sorte", $0.rawValue) },
    ].compactMap { $0 }
    nextHref = page.next.map { Address.withQuery(Address.audit, filter + [("avant", "\($0)")]) }
    firstHref = question.before == nil ? nil : Address.withQuery(Address.audit, filter)
  }
}
