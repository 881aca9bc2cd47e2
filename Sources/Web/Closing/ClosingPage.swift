import Application
import HTTPTypes
import Hummingbird
import Model

/// `/cloture`: what is checked before a year is closed, what closing it does, then the act and what it left.
enum ClosingPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    if let waiting = try await ClosingWorkPage.underWay(visit, books) { return waiting }
    return try await page(visit, books, refusal: nil)
  }

  /// Refuses at once what can be; then the act runs by itself, and the page follows it.
  static func close(_ visit: Visit, _ books: Books) async throws -> Response {
    try require(.closeYears, of: books)
    let asked = visit.query["exercice"]
    guard let end = CalendarDate(iso: asked) else { throw ReportRefusal.unknownYear(asked) }
    if let waiting = try await ClosingWorkPage.underWay(visit, books) { return waiting }
    let seen = visit.form["points"].split(separator: " ").compactMap { ClosingCheck(rawValue: String($0)) }
    do {
      guard visit.form.has("accord") else {
        return try await page(visit, books, refusal: Wording("Cochez la case d’accord pour clôturer."))
      }
      let year = try await books.checkClosing(endingOn: end, accepting: Set(seen))
      await visit.site.closings.start(books, year, accepting: Set(seen))
      return Answer.seeOther(Address.closing(year: year))
    } catch let refusal as ClosingRefusal { return try await page(visit, books, refusal: Words.of(refusal)) }
  }

  /// Whoever may not is told so before what was asked is looked at.
  static func require(_ action: Action, of books: Books) throws {
    guard books.role.may(action) else { throw NotAllowed(action: action, role: books.role) }
  }

  private static func page(_ visit: Visit, _ books: Books, refusal: Wording?) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Clôture", here: .closing)
    guard let year = query.card?.year else {
      return try await NoYearPage.show(visit, books, frame)
    }
    (frame.year, frame.years) = (year, query.years)
    frame.hasErrors = refusal != nil
    let desk = try await books.closingDesk(yearEnd: year.end)
    let run = await visit.site.closings.run(books.company.siren).flatMap { $0.year == year ? $0 : nil }
    let model = ClosingModel(desk, closings: try await books.closings(), run: run, role: books.role, refusal: refusal)
    return try await visit.page(
      "cloture", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

/// `/cloture/documents/{id}`: a file that a closing sealed, as it was on that day.
enum ClosingDownload {
  static func document(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.exportBooks, of: books)
    guard let id = Identifier<ClosingDocument>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    let found = try await books.closingDocument(id)
    let type =
      switch found.document.kind {
      case .legalFile: "application/octet-stream"
      case .notice: "text/plain; charset=utf-8"
      case .statements, .trialBalance: "text/csv; charset=utf-8"
      }
    let body = ResponseBody(contentLength: Int(clamping: found.document.byteCount)) { writer in
      while let bytes = try await found.next() { try await writer.write(.init(bytes: bytes)) }
      try await writer.finish(nil)
    }
    return Answer.download(body, type: type, name: found.document.fileName)
  }
}

/// `/cloture/rouvrir`: a closed year that takes entries again, with its reason.
enum ReopeningPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.reopenYears, of: books)
    return try await page(visit, books, refusal: nil)
  }

  static func reopen(_ visit: Visit, _ books: Books) async throws -> Response {
    try ClosingPage.require(.reopenYears, of: books)
    let asked = visit.query["exercice"]
    guard let end = CalendarDate(iso: asked) else { throw ReportRefusal.unknownYear(asked) }
    do {
      try await books.reopenYear(endingOn: end, reason: visit.form["motif"])
      await visit.remember { $0.notice = "L’exercice est rouvert ; ses à-nouveaux sont contre-passés." }
      return Answer.seeOther(Address.withQuery(Address.closing, [("exercice", end.iso)]))
    } catch let refusal as ClosingRefusal { return try await page(visit, books, refusal: Words.of(refusal)) }
  }

  private static func page(_ visit: Visit, _ books: Books, refusal: Wording?) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    guard let year = query.card?.year else { throw PageNotFound() }
    var frame = FrameRequest(title: "Rouvrir un exercice", here: .closing, year: year)
    frame.hasErrors = refusal != nil
    let waiting = try await books.waitingAllocation(yearEnd: year.end)
    let model = ReopeningModel(year, waiting: waiting, typed: visit.form["motif"], refusal: refusal)
    return try await visit.page(
      "reouverture", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct ReopeningModel: Sendable {
  let yearName: String
  let back: String
  let action: String
  let fields: [Field]
  let faults: FaultList?
  /// The draft that allocates a result which may change; nil for none.
  let waitingHref: String?

  init(_ year: FiscalYear, waiting: Identifier<Draft>?, typed: String, refusal: Wording?) {
    waitingHref = waiting.map { Address.draft($0) }
    yearName = year.name
    back = Address.closing(year: year)
    action = Address.reopening(year: year)
    let fault = refusal?.text
    let made = [
      Field(
        id: "motif", name: "motif", label: "Motif", value: typed,
        hint: "Il reste au journal signé, avec votre nom.", fault: fault)
    ]
    fields = made.focused()
    faults = FaultList(made)
  }
}
