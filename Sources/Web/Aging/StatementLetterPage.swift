import Application
import HTTPTypes
import Hummingbird
import Model

/// `/releve`: the statement of account of one third party.
enum StatementLetterPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Relevé de compte", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date", "du", "tout"]
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let asked = LetterQuery(visit, year: year)
    if visit.wholeForm == .sheet, !asked.hasFault {
      let statement = try await books.exportedStatement(
        asked.account, party: asked.party, yearEnd: year.end, at: asked.day.date, scope: asked.scope)
      let name = ["releve", asked.account, asked.party].filter { !$0.isEmpty }.joined(separator: "-")
      return Answer.download(
        .init(byteBuffer: .init(string: KnownField.sheetHead(StatementSheet.head) + StatementSheet.rows(statement))),
        type: "text/csv; charset=utf-8", name: KnownField.fileName("\(name)-\(asked.day.date.compact).csv"))
    }
    let statement = try await books.partyStatement(
      asked.account, party: asked.party, yearEnd: year.end, at: asked.day.date, scope: asked.scope)
    let model = StatementLetterModel(StatementLetter(statement, books.company), asked)
    frame.whole = WholeLinks(visit, books, year: year, printHref: nil)
    frame.hasErrors = asked.hasFault
    frame.printTitle = model.letter.caption
    return try await visit.page(
      "releve", model, books, frame, status: asked.hasFault ? .unprocessableContent : .ok)
  }
}

/// Which statement of account the address asks for.
struct LetterQuery: Sendable {
  let year: FiscalYear
  let account: String
  /// Code of the third party; empty for the lines that name none.
  let party: String
  let day: AgedDay
  /// All lines of a period, and not those open alone.
  let showsAll: Bool
  let start: AgedDay

  init(_ visit: Visit, year: FiscalYear) {
    self.year = year
    account = visit.query.trimmed("compte")
    party = visit.query.trimmed("tiers")
    day = AgedDay(visit.query.trimmed("date"), in: year, today: visit.environment.today())
    showsAll = visit.query["tout"] == "1"
    let typed = visit.query.trimmed("du")
    start = AgedDay(typed.isEmpty ? year.start.iso : typed, in: year, today: year.start)
  }

  var hasFault: Bool { fault != nil }

  /// What is wrong with what was typed.
  var fault: String? {
    if let fault = day.fault ?? (showsAll ? start.fault : nil) { return fault }
    guard showsAll, start.date > day.date else { return nil }
    return Words.of(ReportRefusal.periodInverted(start.date, day.date)).sentence
  }

  var scope: PartyStatement.Scope {
    showsAll && !hasFault ? .period(from: start.date) : showsAll ? .period(from: year.start) : .open
  }

  func address(all: Bool) -> String {
    Address.statement(
      of: account, party: party.isEmpty ? nil : party, year: year, filter: day.fields + (all ? [("tout", "1")] : []))
  }
}

struct StatementLetterModel: Sendable {
  let letter: StatementLetter
  let lateness = Words.lateness
  let filter: Filter
  let openHref: String
  let allHref: String
  let showsAll: Bool
  let balanceHref: String?
  let accountHref: String
  let matchingHref: String

  struct Filter: Sendable {
    let action = Address.statement
    let yearEnd: String
    let account: String
    let party: String
    let date: String
    let start: String
    let showsAll: Bool
    let fault: String?
    let startFault: String?
    let message: String?
  }

  init(_ letter: StatementLetter, _ query: LetterQuery) {
    self.letter = letter
    filter = Filter(
      yearEnd: query.year.end.iso, account: query.account, party: query.party, date: query.day.typed,
      start: query.start.typed, showsAll: query.showsAll, fault: query.day.fault,
      startFault: query.day.fault == nil ? query.fault : nil, message: query.fault)
    openHref = query.address(all: false)
    allHref = query.address(all: true)
    showsAll = query.showsAll
    balanceHref = AgedSide(account: query.account).map {
      Address.agedBalance($0, year: query.year, filter: query.day.fields)
    }
    accountHref = Address.account(
      query.account, year: query.year, filter: query.party.isEmpty ? [] : [("tiers", query.party)])
    matchingHref = Address.matching(
      query.account, party: query.party.isEmpty ? nil : query.party, year: query.year)
  }
}
