import Application
import HTTPTypes
import Hummingbird
import Model

/// Answers that hold a whole report. They are written as its pages are read: nothing of the whole is kept.
enum WholeAnswer {
  /// Beyond, a browser has trouble to lay the pages out, and nobody reads them on paper.
  static let printedLines = 20_000
  /// Where the lines go in the template.
  static let marker = "<!--lignes-->"

  /// The file of a report; `rows` makes the text of one page of it. A file that is not of one piece is broken off, so
  /// that the browser keeps nothing of it, and the next page says why.
  static func sheet<Page: Sendable>(
    _ visit: Visit, named name: String, _ head: [String], _ walk: ReportWalk<Page>,
    rows: @escaping @Sendable (Page) throws -> String
  ) -> Response {
    let body = file(KnownField.sheetHead(head), walk, rows) { refusal in
      let notice = "Le fichier \(name) n’a pas été téléchargé. \(Words.of(refusal).text)"
      await visit.remember { $0.notice = notice }
    }
    return Answer.download(body, type: "text/csv; charset=utf-8", name: KnownField.fileName(name))
  }

  /// - Parameter broken: told why the file is broken off.
  static func file<Page: Sendable>(
    _ head: String, _ walk: ReportWalk<Page>, _ rows: @escaping @Sendable (Page) throws -> String,
    broken: @escaping @Sendable (ReportRefusal) async -> Void
  ) -> ResponseBody {
    ResponseBody { writer in
      try await writer.write(ByteBuffer(string: head))
      do {
        try await walk.each { page in try await writer.write(ByteBuffer(string: try rows(page))) }
      } catch let refusal as ReportRefusal {
        await broken(refusal)
        throw refusal
      }
      try await writer.finish(nil)
    }
  }

  /// The file of a report that is at hand.
  static func sheet(named name: String, _ head: [String], _ rows: [[SheetText.Cell]]) -> Response {
    let text = rows.reduce(into: KnownField.sheetHead(head)) { $0 += SheetText.row($1) }
    return Answer.download(
      .init(byteBuffer: .init(string: text)), type: "text/csv; charset=utf-8", name: KnownField.fileName(name))
  }

  /// All lines on one sheet of paper after the other; `rows` makes the table bodies of one page of the list. Lines that
  /// are not of one piece have no total under them, but the reason.
  static func printed<Page: Sendable>(
    _ visit: Visit, _ books: Books, _ model: PrintedModel, _ request: FrameRequest, _ walk: ReportWalk<Page>,
    rows: @escaping @Sendable (Page) throws -> String
  ) async throws -> Response {
    guard walk.lineCount <= printedLines else { return try await tooLong(visit, books, request, walk.lineCount) }
    let frame = await Frame.make(visit, books, request)
    let text = try visit.site.templates.render("impression", model, frame: frame)
    guard let place = text.firstRange(of: marker) else {
      throw Fault(.configuration, "the template of prints has no place for the lines")
    }
    let templates = visit.site.templates
    // What is written later is outside of the request that asked for it.
    let known = Address.known
    let body = try paper(head: String(text[..<place.lowerBound]), tail: String(text[place.upperBound...]), walk) {
      page in
      try Address.$known.withValue(known) { try rows(page) }
    } reason: {
      try templates.renderFragment("inacheve", Words.of($0))
    }
    return Response(status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: body)
  }

  /// - Parameter reason: stands in the place of all that `tail` has in its table, when the lines are not of one piece.
  static func paper<Page: Sendable>(
    head: String, tail: String, _ walk: ReportWalk<Page>, _ rows: @escaping @Sendable (Page) throws -> String,
    reason: @escaping @Sendable (ReportRefusal) throws -> String
  ) throws -> ResponseBody {
    let end = "</table>"
    guard let after = tail.firstRange(of: end).map({ String(tail[$0.upperBound...]) }) else {
      throw Fault(.configuration, "the template of prints does not end its table")
    }
    return ResponseBody { writer in
      try await writer.write(ByteBuffer(string: head))
      do {
        try await walk.each { page in try await writer.write(ByteBuffer(string: try rows(page))) }
        try await writer.write(ByteBuffer(string: tail))
      } catch let refusal as ReportRefusal {
        try await writer.write(ByteBuffer(string: end + (try reason(refusal)) + after))
      }
      try await writer.finish(nil)
    }
  }

  /// Refused, with the way to the file, which has no limit.
  static func tooLong(
    _ visit: Visit, _ books: Books, _ request: FrameRequest, _ lineCount: Int
  ) async throws -> Response {
    let wording = Words.tooLongToPrint(lineCount, limit: printedLines)
    let mayExport = books.role.may(.exportBooks)
    let page = FailurePage(
      heading: "Trop long à imprimer", sentence: wording.sentence, remedy: wording.remedy, reference: nil,
      wayOn: mayExport ? WholeLinks.sheetHref(visit) : WholeLinks.pageHref(visit),
      wayOnLabel: mayExport ? "Télécharger (CSV)" : "Revenir à la liste")
    var frame = request
    frame.title = page.heading
    frame.hasErrors = true
    return try await visit.page("echec", page, books, frame, status: .unprocessableContent)
  }
}

/// A whole report on paper: what stands around its lines.
struct PrintedModel: Sendable {
  let title: String
  let sentence: String
  let caption: String
  let backHref: String
  let sheetHref: String?
  /// Which columns it has.
  let columns: Columns
  /// Under the last line; nil for reports whose parts have their own totals.
  let total: Total?

  struct Columns: Sendable {
    var isLedger = false
    var isJournal = false
    var isAuxiliary = false
    var isAged = false
    /// Head of the column of the year before, in an auxiliary balance.
    var previous: String?
  }

  struct Total: Sendable {
    let label: String
    let debit: String
    let credit: String
    /// Nil in a journal.
    let balance: SidedAmount?
  }

  init(
    _ visit: Visit, _ books: Books, title: String, sentence: String, caption: String, columns: Columns,
    total: Total? = nil
  ) {
    self.title = title
    self.sentence = sentence
    self.caption = caption
    self.columns = columns
    self.total = total
    backHref = WholeLinks.pageHref(visit)
    sheetHref = books.role.may(.exportBooks) ? WholeLinks.sheetHref(visit) : nil
  }
}
