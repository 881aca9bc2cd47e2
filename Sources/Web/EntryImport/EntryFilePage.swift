import Application
import HTTPTypes
import Hummingbird
import Model

/// `/saisie/fichier`: a file of entries is sent; `/saisie/fichier/lecture`: its columns are told, it is looked at, and
/// becomes drafts in one act.
enum EntryFilePage {
  struct SendModel: Sendable {
    let action = Address.entryFile
    let faults: FaultList?
    /// Readings that were kept; nil for none.
    let known: String?
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await send(visit, books, nil)
  }

  private static func send(_ visit: Visit, _ books: Books, _ refusal: Wording?) async throws -> Response {
    var frame = FrameRequest(title: "Fichier d’écritures", here: .drafts)
    frame.hasErrors = refusal != nil
    let known = try await books.entryMappings().map(\.name).joined(separator: ", ")
    let model = SendModel(
      faults: refusal.flatMap { FaultList(faults: [("#fichier", $0.text)]) },
      known: known.isEmpty ? nil : known)
    return try await visit.page(
      "fichier-ecritures", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }

  static func upload(_ visit: Visit, _ books: Books) async throws -> Response {
    let limit = EntryFileFacts.longestFile + 65_536
    let tooLong = Words.of(EntryFileRefusal.unreadable(.tooLong))
    let declared = visit.request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard declared <= limit else { return try await send(visit, books, tooLong) }
    guard
      let parts = MultipartReader(
        contentType: visit.request.headers[.contentType] ?? "", body: visit.request.body, limitBytes: limit)
    else { throw StaleForm() }
    var reader = UploadReader(parts)
    do {
      let opening = try await reader.open(
        token: visit.session.formToken, headerToken: visit.request.headers[.formToken])
      switch opening {
      case .badToken: throw StaleForm()
      case .noFile: throw EntryFileRefusal.noFile
      case .file(let name):
        var bytes: [UInt8] = []
        while let more = try await reader.next() {
          bytes += more
          guard bytes.count <= EntryFileFacts.longestFile else { throw EntryFileRefusal.unreadable(.tooLong) }
        }
        try await books.keepEntryFile(name: name, bytes)
        return Answer.seeOther(Address.entryFileReading)
      }
    } catch let refusal as EntryFileRefusal {
      return try await send(visit, books, Words.of(refusal))
    } catch is MultipartReader.Fault {
      return try await send(visit, books, tooLong)
    }
  }

  static func read(_ visit: Visit, _ books: Books) async throws -> Response {
    do {
      return try await page(visit, books, try await books.entryFilePreview(nil), typed: nil)
    } catch EntryFileRefusal.noFile { return Answer.seeOther(Address.entryFile) }
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let form = visit.form
    var mapping = EntryMapping(
      name: form.trimmed("nom"), header: "", columns: [], journal: form.trimmed("journal"))
    for number in form.numbers(after: "colonne-", upTo: EntryFileFacts.mostColumns) {
      mapping.columns.append(EntryColumn(rawValue: UInt32(form["colonne-\(number)"]) ?? 0) ?? .ignored)
    }
    guard form["geste"] == "importer" else {
      return try await page(visit, books, try await books.entryFilePreview(mapping), typed: form)
    }
    do {
      let count = try await books.acceptEntryFile(
        mapping, keepsUnbalanced: form["ecarts"] == "1", savesMapping: !mapping.name.isEmpty)
      await visit.remember {
        $0.notice = French.count(count, "brouillon importé", "brouillons importés") + " en un geste, qui s’annule."
      }
      return Answer.seeOther(Address.drafts)
    } catch let refusal as EntryFileRefusal {
      return try await page(
        visit, books, try await books.entryFilePreview(mapping), typed: form, refusal: refusal)
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ preview: EntryFilePreview, typed: Form?, refusal: EntryFileRefusal? = nil
  ) async throws -> Response {
    let model = EntryFileModel(preview, typed: typed, refusal: refusal)
    var frame = FrameRequest(title: "Lecture de \(preview.fileName)", here: .drafts)
    frame.isCompact = true
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "fichier-lecture", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}
