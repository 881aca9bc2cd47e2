import Application
import HTTPTypes
import Hummingbird
import Model

/// What is done to the documents of a draft or an entry; each act leads back to its page, or shows it with what stood
/// in the way.
enum DocumentActions {
  /// What reading one request may cost: whoever sends more is not heard to the end.
  private static let longestUpload = 256 << 20
  private static let replacedField = "remplace"
  private static let reasonField = "motif"

  static func attachToEntry(_ visit: Visit, _ books: Books) async throws -> Response {
    try await attach(visit, books, entry(visit))
  }

  static func attachToDraft(_ visit: Visit, _ books: Books) async throws -> Response {
    try await attach(visit, books, draft(visit))
  }

  private static func attach(_ visit: Visit, _ books: Books, _ target: DocumentTarget) async throws -> Response {
    let type = visit.request.headers[.contentType] ?? ""
    guard let parts = MultipartReader(contentType: type, body: visit.request.body, limitBytes: longestUpload) else {
      throw StaleForm()
    }
    var reader = UploadReader(parts)
    do {
      switch try await reader.open(token: visit.session.formToken, headerToken: visit.request.headers[.formToken]) {
      case .badToken: throw StaleForm()
      case .noFile: throw DocumentRefusal.empty
      case .file(let name): try await attach(&reader, name, target, books)
      }
    } catch let refusal as DocumentRefusal {
      return try await page(visit, books, target, refusal)
    } catch is MultipartReader.Fault {
      return try await page(visit, books, target, .tooLarge)
    }
    return visit.query[ImportUpload.oneOfSeveral] == "oui"
      ? Response(status: .noContent) : Answer.seeOther(Address.page(of: target) + "#pieces")
  }

  private static func attach(
    _ reader: inout UploadReader, _ first: String, _ target: DocumentTarget, _ books: Books
  ) async throws {
    var replacement: DocumentReplacement?
    if let id = Identifier<Attachment>(hexadecimal: reader.fields[replacedField] ?? "") {
      replacement = DocumentReplacement(of: id, reason: reader.fields[reasonField] ?? "")
    }
    var next: String? = first
    var refused: DocumentRefusal?
    while let name = next {
      let bytes = try await content(&reader)
      do {
        guard bytes.count <= DocumentBounds.largest else { throw DocumentRefusal.tooLarge }
        try await books.attachDocument(bytes, named: name, to: target, replacing: replacement)
      } catch let refusal as DocumentRefusal {
        // The others are taken all the same; the first that was not is told.
        refused = refused ?? refusal
      }
      next = try await reader.nextFile()
    }
    if let refused { throw refused }
  }

  /// One byte more than a document may have, at most; the rest is read and let go.
  private static func content(_ reader: inout UploadReader) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = try await reader.next() {
      bytes += more.prefix(max(0, DocumentBounds.largest + 1 - bytes.count))
    }
    return bytes
  }

  static func attachAgainToEntry(_ visit: Visit, _ books: Books) async throws -> Response {
    try await attachAgain(visit, books, entry(visit))
  }

  static func attachAgainToDraft(_ visit: Visit, _ books: Books) async throws -> Response {
    try await attachAgain(visit, books, draft(visit))
  }

  /// A document that stands elsewhere, here too.
  private static func attachAgain(
    _ visit: Visit, _ books: Books, _ target: DocumentTarget
  ) async throws -> Response {
    try await acting(visit, books, target) {
      guard let id = Identifier<Attachment>(hexadecimal: visit.form["piece"]) else {
        throw DocumentRefusal.unknownAttachment
      }
      try await books.attachAgain(id, to: target)
    }
  }

  static func waiveEntry(_ visit: Visit, _ books: Books) async throws -> Response {
    try await waive(visit, books, entry(visit))
  }

  static func waiveDraft(_ visit: Visit, _ books: Books) async throws -> Response {
    try await waive(visit, books, draft(visit))
  }

  private static func waive(_ visit: Visit, _ books: Books, _ target: DocumentTarget) async throws -> Response {
    try await acting(visit, books, target) {
      if visit.form["geste"] == "annuler" {
        try await books.endDocumentWaiver(of: target)
      } else {
        try await books.waiveDocument(of: target, reason: visit.form[reasonField])
      }
    }
  }

  /// From a draft.
  static func detach(_ visit: Visit, _ books: Books) async throws -> Response {
    try await changing(visit, books) { id in try await books.detachDocument(id) }
  }

  /// Beside an entry.
  static func setAside(_ visit: Visit, _ books: Books) async throws -> Response {
    try await changing(visit, books, toSetAside: true) { id in
      try await books.setDocumentAside(id, reason: visit.form[reasonField])
    }
  }

  private static func changing(
    _ visit: Visit, _ books: Books, toSetAside: Bool = false, _ act: (Identifier<Attachment>) async throws -> Void
  ) async throws -> Response {
    guard let id = Identifier<Attachment>(hexadecimal: visit.part("id")) else {
      throw DocumentRefusal.unknownAttachment
    }
    let place = try await books.documentPlace(id, toSetAside: toSetAside)
    guard let target = place.entry.map(DocumentTarget.entry) ?? place.draft.map(DocumentTarget.draft) else {
      throw DocumentRefusal.unknownAttachment
    }
    return try await acting(visit, books, target) { try await act(id) }
  }

  private static func acting(
    _ visit: Visit, _ books: Books, _ target: DocumentTarget, _ act: () async throws -> Void
  ) async throws -> Response {
    do {
      try await act()
    } catch let refusal as DocumentRefusal {
      return try await page(visit, books, target, refusal)
    }
    return Answer.seeOther(Address.page(of: target) + "#pieces")
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ target: DocumentTarget, _ refusal: DocumentRefusal
  ) async throws -> Response {
    switch target {
    case .entry(let id): try await EntryPage.respond(visit, books, id, refusal: refusal)
    case .draft(let id): try await EntryFormPage.respond(visit, books, id, refusal: refusal)
    }
  }

  private static func entry(_ visit: Visit) throws -> DocumentTarget {
    guard let id = Identifier<JournalEntry.Validated>(hexadecimal: visit.part("id")) else {
      throw ReportRefusal.unknownEntry
    }
    return .entry(id)
  }

  private static func draft(_ visit: Visit) throws -> DocumentTarget {
    guard let id = Identifier<Draft>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    return .draft(id)
  }
}
