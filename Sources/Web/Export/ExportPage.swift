import Application
import HTTPTypes
import Hummingbird
import Model

/// Choose a year, take its FEC away.
struct ExportModel: Sendable {
  let years: [Year]
  let action = Address.export
  let fileName: String?
  let ready: Ready?
  let importHref = Address.imports

  struct Year: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Ready: Sendable {
    let name: String
    let href: String
    let noticeHref: String
    let year: String
    let lines: String
    let size: String
    let hash: String
    /// What had to be completed, line by line; empty when the books held all of it.
    let completions: [String]
    let isWhole: Bool
  }

  init(_ years: [YearCard], siren: SIREN, export: PreparedExport?, chosen: CalendarDate?) {
    let filled = years.filter { $0.entryCount > 0 }
    let current = chosen ?? filled.first?.year.end
    self.years = filled.map { card in
      Year(
        value: card.year.end.iso,
        label: "\(card.year.name), \(French.count(card.lineCount, "ligne", "lignes"))",
        isChosen: card.year.end == current)
    }
    fileName = current.map { "\(siren.digits)FEC\($0.compact).txt" }
    ready = export.map { export in
      Ready(
        name: export.file.fileName, href: Address.export(ticket: export.ticket),
        noticeHref: Address.exportNotice(ticket: export.ticket), year: export.yearName,
        lines: French.count(export.file.lineCount, "ligne", "lignes"),
        size: French.size(bytes: export.file.sizeBytes), hash: Self.groups(export.file.hash),
        completions: Words.of(export.file.completion), isWhole: export.file.completion.isWhole)
    }
  }

  /// Hexadecimal, in groups of eight digits: it is read aloud and compared by eye.
  static func groups(_ hash: [UInt8]) -> String {
    let digits = Array(hash.hexadecimal)
    return stride(from: 0, to: digits.count, by: 8)
      .map { String(digits[$0..<min($0 + 8, digits.count)]) }.joined(separator: " ")
  }
}

/// `/fec/export`
enum ExportPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let asked = CalendarDate(iso: visit.query["exercice"])
    let model = ExportModel(
      try await books.years(), siren: books.company.siren, export: visit.session.export, chosen: asked)
    return try await visit.page("export", model, books, FrameRequest(title: "Export du FEC", here: .export))
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let asked = visit.form["exercice"]
    guard let end = CalendarDate(iso: asked), let card = try await books.years().first(where: { $0.year.end == end })
    else { throw ReportRefusal.unknownYear(asked) }
    let folder = try PrivateFolder(in: visit.site.exportFolder)
    defer { folder.remove() }
    let file = try await books.exportFEC(yearEnd: end, toFolder: folder.path)
    let export = try PreparedExport.take(
      file, yearName: card.year.name, ticket: String(Secret.make(visit.environment).prefix(32)))
    await visit.remember { $0.export = export }
    return Answer.seeOther(Address.withQuery(Address.export, [("exercice", end.iso)]))
  }

  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let export = visit.session.export, Secret.areEqual(export.ticket, visit.part("billet")) else {
      throw PageNotFound()
    }
    let body = ResponseBody(contentLength: export.file.sizeBytes) { writer in
      var offset = 0
      while offset < export.file.sizeBytes {
        let bytes = try await export.bytes(at: offset)
        guard bytes.readableBytes > 0 else { throw Fault(.inputOutput, "the exported file was cut") }
        offset += bytes.readableBytes
        try await writer.write(bytes)
      }
      try await writer.finish(nil)
    }
    return Answer.download(body, type: "application/octet-stream", name: export.file.fileName)
  }

  /// The description that goes with the file.
  static func notice(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let export = visit.session.export, Secret.areEqual(export.ticket, visit.part("billet")) else {
      throw PageNotFound()
    }
    return Answer.download(
      .init(byteBuffer: .init(bytes: export.file.notice)), type: "text/plain; charset=utf-8",
      name: export.file.noticeName)
  }
}
