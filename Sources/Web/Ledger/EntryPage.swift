import Application
import Hummingbird
import Model

/// `/ecritures/{id}`
enum EntryPage {
  static let linesPerPage = 100

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<JournalEntry.Validated>(hexadecimal: visit.part("id")) else {
      throw ReportRefusal.unknownEntry
    }
    return try await respond(visit, books, id)
  }

  /// - Parameter refusal: why a document was not attached, replaced or set aside.
  static func respond(
    _ visit: Visit, _ books: Books, _ id: Identifier<JournalEntry.Validated>, refusal: DocumentRefusal? = nil
  ) async throws -> Response {
    let asked = visit.query["page"]
    let place = EntryLinesPlace(text: asked)
    guard asked.isEmpty || place != nil else { throw ReportRefusal.badCursor }
    let detail = try await books.entryDetail(id, lines: place ?? .after(0), limit: linesPerPage)
    // Asked for by a link, because it changes nothing and can be looked at again.
    let verification = visit.query.has("verification") ? try await books.verifyEntry(id) : nil
    let documents = DocumentPanel(
      try await books.documents(of: .entry(id)), of: .entry(id), role: books.role, refusal: refusal)
    let model = EntryModel(
      detail, verification: verification, verifiedAt: visit.environment.now(),
      links: try await books.reversalLinks(id), documents: documents, role: books.role)
    var frame = FrameRequest(title: model.title, here: .journals, year: detail.year)
    frame.printTitle = model.caption
    frame.isCompact = true
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "ecriture", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}
