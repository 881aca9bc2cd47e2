import Application
import Hummingbird
import Model

/// `/journal-audit`: the signed log in words, the newest first.
enum AuditTrailPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    var question = AuditQuestion(visit.query)
    question.before = Int64(visit.query["avant"]).flatMap { $0 > 0 ? $0 : nil }
    let model = AuditModel(
      try await books.audit(question), question, mayExport: books.role.may(.exportBooks))
    return try await visit.page("journal-audit", model, books, FrameRequest(title: "Journal d’audit", here: .audit))
  }
}

extension AuditQuestion {
  /// Whose acts, and of which kind: the filters of the page, in its address or in a form.
  init(_ fields: Form) {
    self.init(person: Identifier(hexadecimal: fields["personne"]), kind: AuditKind(rawValue: fields["sorte"]))
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
  let mayExport: Bool
  let exportAction = Address.auditExport
  let person: String
  let kind: String

  struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Row: Sendable {
    let at: String
    let person: String
    let facts: [Fact]
    let more: String?
    let device: String
    let place: String
  }

  struct Fact: Sendable {
    let text: String
    let changes: [String]
    let reason: String?

    init(_ fact: AuditFact, _ names: [Identifier<Person>: String]) {
      text = Words.of(fact, names)
      changes = fact.changes.filter { !$0.isRepeated }.map { Words.of($0, names) }
      reason = fact.event?.reason
    }
  }

  init(_ page: AuditPage, _ question: AuditQuestion, mayExport: Bool) {
    self.mayExport = mayExport
    person = question.person.map { "\($0)" } ?? ""
    kind = question.kind?.rawValue ?? ""
    let names = Dictionary(page.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    people = page.people.map { Choice(value: "\($0.id)", label: $0.name, isChosen: $0.id == question.person) }
    kinds = AuditKind.allCases.map {
      Choice(value: $0.rawValue, label: Words.name(of: $0), isChosen: $0 == question.kind)
    }
    rows = page.records.map { record in
      Row(
        at: French.moment(record.at), person: record.person.map { names[$0] ?? "inconnu" } ?? "le logiciel",
        facts: record.facts.map { Fact($0, names) },
        more: record.more == 0 ? nil : "et \(French.count(record.more, "autre fait", "autres faits"))",
        device: "…" + "\(record.device)".suffix(6),
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
