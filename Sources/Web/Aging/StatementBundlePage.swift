import Application
import HTTPTypes
import Hummingbird
import Model

/// `/releves`: the statements of account of several third parties, one letter after the other.
enum StatementBundlePage {
  /// Letters on one page; the next ones follow by key.
  static let lettersPerPage = 50

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Relevés de compte", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date", "apres", "tiers", "compte"]
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let asked = AgedQuery(visit, year: year)
    let bundle = StatementBundle(
      books: books, query: asked, chosen: StatementChoice.chosen(visit.query), onlyLate: visit.query["retard"] == "1")
    if visit.wholeForm == .sheet, asked.day.fault == nil { return try await sheet(books, bundle) }
    let page = try await bundle.page(after: try AuxiliaryPage.cursor(visit), limit: lettersPerPage)
    var letters: [StatementLetter] = []
    for choice in page.choices { letters.append(StatementLetter(try await bundle.statement(choice), books.company)) }
    let kept = visit.query.pairs.filter { !["apres", "tiers", "sortie"].contains($0.0) }
    let model = StatementBundleModel(
      letters: letters,
      title: "Relevés de compte au \(French.longDate(asked.day.date))",
      balanceHref: asked.address(), fault: asked.day.fault,
      pager: PagerModel(
        label: "Pages des relevés", first: Address.withQuery(Address.statements, kept),
        previous: visit.query["apres"].isEmpty ? nil : Address.withQuery(Address.statements, kept),
        next: page.next.map { Address.withQuery(Address.statements, kept + $0.fields) }), isEmpty: letters.isEmpty)
    frame.whole = WholeLinks(visit, books, year: year, printHref: nil, placeFields: ["tiers"])
    frame.hasErrors = asked.day.fault != nil
    frame.printTitle = model.title
    return try await visit.page(
      "releves", model, books, frame, status: frame.hasErrors ? .unprocessableContent : .ok)
  }

  /// The lines of all of them in a file, written as they are read.
  private static func sheet(_ books: Books, _ bundle: StatementBundle) async throws -> Response {
    // What is refused is refused before anything is sent.
    let first = try await bundle.page(after: nil, limit: lettersPerPage, for: .export)
    let head = KnownField.sheetHead(StatementSheet.head)
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: head))
      var page: StatementBundle.Page? = first
      while let shown = page {
        for choice in shown.choices {
          let statement = try await bundle.statement(choice)
          try await writer.write(ByteBuffer(string: StatementSheet.rows(statement)))
        }
        guard let next = shown.next else { break }
        page = try await bundle.page(after: next, limit: lettersPerPage)
      }
      try await writer.finish(nil)
    }
    return Answer.download(
      body, type: "text/csv; charset=utf-8", name: KnownField.fileName("releves-\(bundle.query.day.date.compact).csv"))
  }
}

/// A third party whose statement was chosen, as a box of the balance âgée names it.
struct StatementChoice: Hashable, Sendable {
  let account: String
  let party: PartyKey?

  private static let prefix = "releve-"

  /// `releve-411000-2C0001`: the digit is the nature of the third party; nothing after the account for none.
  var field: String { Self.prefix + account + "-" + (party.map { "\($0.nature.rawValue)\($0.code)" } ?? "") }

  init(account: String, party: PartyKey?) {
    self.account = account
    self.party = party
  }

  init?(field: String) {
    guard field.hasPrefix(Self.prefix) else { return nil }
    let parts = field.dropFirst(Self.prefix.count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    account = String(parts[0])
    guard let digit = parts[1].first else {
      party = nil
      return
    }
    guard let nature = UInt8(String(digit)).flatMap({ PartyNature(rawValue: $0) }) else { return nil }
    party = PartyKey(nature: nature, code: String(parts[1].dropFirst()))
  }

  /// The boxes that are ticked, in their order.
  static func chosen(_ form: Form) -> [StatementChoice] { form.pairs.compactMap { StatementChoice(field: $0.0) } }
}

/// Which third parties get a letter: those chosen, or all those of a balance âgée.
struct StatementBundle: Sendable {
  let books: Books
  let query: AgedQuery
  let chosen: [StatementChoice]
  let onlyLate: Bool

  struct Page: Sendable {
    let choices: [StatementChoice]
    let next: AuxiliaryReport.Cursor?
  }

  func page(
    after cursor: AuxiliaryReport.Cursor?, limit: Int, for purpose: WholePurpose = .reading
  ) async throws -> Page {
    let walk = try await books.wholeAgedBalance(
      query.side, yearEnd: query.year.end, at: query.day.date, account: query.account, after: cursor, for: purpose,
      limit: limit)
    let report = walk.first
    let rows = report.accounts.flatMap { account in account.rows.map { (account.account, $0) } }
      .filter { _, row in !onlyLate || report.side.owed(row.amounts.late).minor > 0 }
    guard !chosen.isEmpty else {
      return Page(choices: rows.map { StatementChoice(account: $0.0, party: $0.1.party) }, next: report.next)
    }
    return Page(choices: chosen, next: nil)
  }

  func statement(_ choice: StatementChoice) async throws -> PartyStatement {
    try await books.partyStatement(
      choice.account, party: choice.party?.code ?? "", yearEnd: query.year.end, at: query.day.date, scope: .open)
  }
}

struct StatementBundleModel: Sendable {
  let letters: [StatementLetter]
  let title: String
  let balanceHref: String
  let fault: String?
  let pager: PagerModel?
  let isEmpty: Bool
}
