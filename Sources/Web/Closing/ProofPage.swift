import Application
import HTTPTypes
import Hummingbird
import Model

/// `/cloture/preuve`: what proves that a closed year was not touched since, to print, and its file.
enum ProofPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.exportBooks, of: books)
    let end = try Self.yearEnd(visit)
    do {
      let card = try await books.proofCard(yearEnd: end)
      var frame = FrameRequest(title: "Preuve d’intangibilité", here: .closing, year: card.closing.year)
      frame.printTitle = "Preuve d’intangibilité de l’exercice \(card.closing.year.name)"
      return try await visit.page("preuve", ProofModel(card), books, frame)
    } catch let refusal as ClosingRefusal {
      await visit.remember { $0.notice = Words.of(refusal).sentence }
      return Answer.seeOther(Address.withQuery(Address.closing, [("exercice", end.iso)]))
    }
  }

  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.exportBooks, of: books)
    let end = try Self.yearEnd(visit)
    let folder = try PrivateFolder(in: visit.site.exportFolder)
    defer { folder.remove() }
    let written = try await books.writeProof(yearEnd: end, to: folder.path + "/preuve.json")
    let file = try SealedDownload(written.path)
    let body = ResponseBody(contentLength: file.size) { writer in
      var offset = 0
      while offset < file.size {
        let bytes = try await file.bytes(at: offset)
        guard bytes.readableBytes > 0 else { throw Fault(.inputOutput, "the proof was cut") }
        offset += bytes.readableBytes
        try await writer.write(bytes)
      }
      try await writer.finish(nil)
    }
    return Answer.download(body, type: "application/json", name: written.fileName)
  }

  private static func yearEnd(_ visit: Visit) throws -> CalendarDate {
    let asked = visit.query["exercice"]
    guard let end = CalendarDate(iso: asked) else { throw ReportRefusal.unknownYear(asked) }
    return end
  }
}

struct ProofModel: Sendable {
  let back: String
  let fileHref: String
  let yearName: String
  let sentence: String
  let head: String
  let changeSets: String
  let result: String
  let perpetual: String
  let devices: [Key]
  let documents: [Document]

  struct Key: Sendable {
    let device: String
    let key: String
  }

  struct Document: Sendable {
    let fileName: String
    let hash: String
  }

  init(_ card: ProofCard) {
    let fact = card.closing.fact
    yearName = fact.year.name
    back = Address.closing(year: fact.year)
    fileHref = Address.proofFile(year: fact.year)
    sentence =
      "Exercice du \(French.longDate(fact.year.start)) au \(French.longDate(fact.year.end)), clôturé le "
      + "\(French.moment(card.closing.closedAt))."
    head = ExportModel.groups(card.head.hash)
    changeSets = French.integer(card.head.changeSetCount)
    result = French.euros(fact.result)
    perpetual = "\(French.euros(fact.perpetualDebit)) au débit, \(French.euros(fact.perpetualCredit)) au crédit"
    devices = card.devices.map { Key(device: "\($0.device)", key: ExportModel.groups($0.publicKey)) }
    documents = fact.documents.map { Document(fileName: $0.fileName, hash: ExportModel.groups($0.hash)) }
  }
}
