import Application
import HTTPTypes
import Hummingbird
import Model

/// `/lettrage`: the open lines of an account and third party, what matches them, and what is matched.
enum MatchingPage {
  static let linesPerPage = 200

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, MatchingQuery(visit.query))
  }

  static func match(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = MatchingQuery(visit.form)
    let ticked = MatchingForm.lines(visit.form)
    do {
      let made =
        visit.form["geste"] == "ecart"
        ? try await books.matchLines(ticked, writingOffAs: Words.writeOff)
        : try await books.matchLines(
          ticked, isPartial: visit.form["geste"] == "partiel", extending: query.extending)
      let lines = French.count(made.lines.count, "ligne lettrée", "lignes lettrées")
      await visit.remember {
        $0.notice = "\(lines) \(made.code)."
        $0.matchedLast = [made.id]
      }
      return Answer.seeOther(query.address)
    } catch let refusal as MatchingRefusal {
      return try await page(visit, books, query, refusal: refusal, ticked: Set(ticked))
    }
  }

  static func remove(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = MatchingQuery(visit.form)
    do {
      let ids = [Identifier<Matching>(hexadecimal: visit.form["lettrage"])].compactMap(\.self)
      try await books.unmatch(ids, reason: visit.form["motif"], words: Words.writeOff)
      await visit.remember {
        $0.notice = "Lettrage défait : ses lignes sont de nouveau ouvertes."
        $0.matchedLast.removeAll { ids.contains($0) }
      }
      return Answer.seeOther(query.address)
    } catch let refusal as MatchingRefusal {
      return try await page(visit, books, query, refusal: refusal)
    }
  }

  /// Undoes what was matched last: one matching, or all those of a plan.
  static func undo(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = MatchingQuery(visit.form)
    let ids = visit.session.matchedLast
    do {
      try await books.unmatch(ids, reason: "Dernier lettrage défait.", words: Words.writeOff)
      await visit.remember {
        $0.matchedLast = []
        $0.notice = French.count(ids.count, "lettrage défait", "lettrages défaits") + "."
      }
      return Answer.seeOther(query.address)
    } catch let refusal as MatchingRefusal {
      await visit.remember { $0.matchedLast = [] }
      return try await page(visit, books, query, refusal: refusal)
    }
  }

  /// What the company tolerates.
  static func setTolerance(_ visit: Visit, _ books: Books) async throws -> Response {
    let typed = visit.form.trimmed("tolerance")
    let amount = typed.isEmpty ? nil : AmountText.cents(typed).map { Money(minor: $0) }
    do {
      try await books.setMatchingTolerance(amount)
      let words = amount.map { French.amount($0) } ?? ""
      await visit.remember { $0.notice = "Écart toléré au lettrage : \(words)\(French.hardSpace)€." }
      return Answer.seeOther(Address.matching)
    } catch let refusal as MatchingRefusal {
      return try await page(visit, books, MatchingQuery(Form()), refusal: refusal)
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ query: MatchingQuery, refusal: MatchingRefusal? = nil,
    ticked: Set<LineReference> = []
  ) async throws -> Response {
    var frame = FrameRequest(title: "Lettrage", here: .matching)
    frame.isCompact = true
    frame.printTitle = "Lettrage"
    guard !query.account.isEmpty else { return try await choose(visit, books, query, frame, refusal: refusal) }
    let desk: MatchingDesk
    do {
      desk = try await books.matchingDesk(
        account: query.account, party: query.party, yearEnd: query.yearEnd, after: query.cursor, limit: linesPerPage)
    } catch let unknown as MatchingRefusal {
      return try await choose(visit, books, query, frame, refusal: refusal ?? unknown)
    }
    if desk.openCount == 0, desk.matchingCount == 0, desk.party == nil {
      // Its lines are those of its third parties.
      return try await choose(visit, books, query, frame, refusal: refusal)
    }
    let model = MatchingModel(
      desk, query, ticked: ticked, refusal: refusal, mayMatch: books.role.may(.matchLines),
      lastCount: visit.session.matchedLast.count, writeOff: try await writeOff(books, query, refusal))
    frame.title = "Lettrage \(model.name)"
    frame.printTitle = frame.title
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "lettrage", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }

  /// The small difference of lines that were just refused, where this person may write it off.
  private static func writeOff(
    _ books: Books, _ query: MatchingQuery, _ refusal: MatchingRefusal?
  ) async throws -> WriteOff? {
    guard case .unbalanced(let gap)? = refusal, query.extending == nil, books.role.may(.postEntries) else { return nil }
    return WriteOff(gap: gap, tolerance: try await books.matchingTolerance())
  }

  private static func choose(
    _ visit: Visit, _ books: Books, _ query: MatchingQuery, _ frame: FrameRequest, refusal: MatchingRefusal?
  ) async throws -> Response {
    var frame = frame
    frame.hasErrors = refusal != nil
    let isUnknown = if case .unknownAccount? = refusal { true } else { query.account.isEmpty }
    let places = try await books.openPlaces(prefix: isUnknown ? "4" : query.account)
    return try await visit.page(
      "lettrage-choix",
      MatchingChoiceModel(
        places, query, refusal: refusal,
        tolerance: books.role.may(.changeMasters) ? try await books.matchingTolerance() : nil), books, frame,
      status: refusal == nil ? .ok : .unprocessableContent)
  }
}

/// Which lines the address, or a form, asks for.
struct MatchingQuery: Sendable {
  let account: String
  /// Code of the third party; empty for the lines that name none.
  let party: String
  let yearEnd: CalendarDate?
  let cursor: AccountPage.Cursor?
  /// A partial matching that is being completed.
  let extending: Identifier<Matching>?

  init(_ fields: Form) {
    account = fields.trimmed("compte")
    party = fields.trimmed("tiers")
    yearEnd = CalendarDate(iso: fields["exercice"])
    cursor = AccountPage.Cursor(text: fields["page"])
    extending = Identifier(hexadecimal: fields["completer"])
  }

  var fields: [(String, String)] {
    [("compte", account)] + (party.isEmpty ? [] : [("tiers", party)])
      + (yearEnd.map { [("exercice", $0.iso)] } ?? [])
  }

  var address: String { Address.withQuery(Address.matching, fields) }
  func address(_ more: (String, String)) -> String { Address.withQuery(Address.matching, fields + [more]) }
}

/// Lines in the fields of a form.
enum MatchingForm {
  private static let prefix = "ligne-"

  static func name(_ line: LineReference) -> String { prefix + text(line) }
  static func text(_ line: LineReference) -> String { "\(line.entry)-\(line.line)" }

  static func read(_ text: some StringProtocol) -> LineReference? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let entry = Identifier<JournalEntry.Validated>(hexadecimal: parts[0]),
      let line = UInt32(parts[1])
    else { return nil }
    return LineReference(entry: entry, line: line)
  }

  /// The boxes that are ticked.
  static func lines(_ form: Form) -> [LineReference] {
    form.pairs.compactMap { name, _ in name.hasPrefix(prefix) ? read(name.dropFirst(prefix.count)) : nil }
  }
}
