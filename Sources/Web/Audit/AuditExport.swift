import Application
import Hummingbird
import Model

/// `/journal-audit/export`: what the filters of the page show, in a file, oldest first.
enum AuditExport {
  private static let head = [
    "Date et heure", "Qui", "Appareil", "Lot", "Sorte", "Quoi", "Champ", "Avant", "Après", "Motif",
  ]

  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    let walk = try await books.exportAudit(AuditQuestion(visit.form))
    let names = Dictionary(walk.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: SheetText.head(head)))
      try await walk.each { record in try await writer.write(ByteBuffer(string: rows(record, names))) }
      try await writer.finish(nil)
    }
    return Answer.download(
      body, type: "text/csv; charset=utf-8", name: "journal-audit-\(visit.environment.today().compact).csv")
  }

  /// A row for each change of a fact; one for a fact without any.
  private static func rows(_ record: AuditRecord, _ names: [Identifier<Person>: String]) -> String {
    record.facts.reduce(into: "") { text, fact in
      let start: [SheetText.Cell] = [
        .text(French.moment(record.at)), .text(record.person.map { names[$0] ?? "inconnu" } ?? "le logiciel"),
        .text("\(record.device)"), .text(String(record.sequence)),
        .text(fact.event.map { Words.name(of: $0.auditKind) } ?? ""), .text(Words.of(fact, names)),
      ]
      let reason = SheetText.Cell.text(fact.event?.reason ?? "")
      let changes = fact.changes.filter { !$0.isRepeated }
      if changes.isEmpty { text += SheetText.row(start + [.empty, .empty, .empty, reason]) }
      for change in changes {
        text += SheetText.row(
          start + [
            .text(Words.name(of: change.place)), .text(Words.before(change, names)), .text(Words.after(change, names)),
            reason,
          ])
      }
    }
  }
}
