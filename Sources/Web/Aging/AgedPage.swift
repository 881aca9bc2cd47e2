import Application
import Hummingbird
import Model

/// `/balance/agee`: what is open on a day, third party by third party, by how late it is.
enum AgedPage {
  /// Third parties on one page.
  static let rowsPerPage = 150
  /// Third parties read at once for a file, and the most that are printed.
  private static let readAtOnce = 2_000
  private static let printedRows = 10_000

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Balance âgée", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date", "apres", "tiers", "compte"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let asked = AgedQuery(visit, year: year)
    if let form = visit.wholeForm, asked.day.fault == nil { return try await whole(form, visit, books, frame, asked) }
    let balance = try await books.agedBalance(
      asked.side, yearEnd: year.end, at: asked.day.date, account: asked.account,
      after: try AuxiliaryPage.cursor(visit), limit: rowsPerPage)
    let model = AgedModel(balance, asked, isFirst: visit.query["apres"].isEmpty)
    frame.whole = WholeLinks(visit, books, year: year, isPaged: model.pager != nil, placeFields: ["tiers"])
    frame.hasErrors = asked.day.fault != nil
    frame.printTitle = model.caption
    return try await visit.page(
      "balance-agee", model, books, frame, status: frame.hasErrors ? .unprocessableContent : .ok)
  }

  /// All third parties, on paper or in a file.
  private static func whole(
    _ form: WholeForm, _ visit: Visit, _ books: Books, _ request: FrameRequest, _ asked: AgedQuery
  ) async throws -> Response {
    let walk = try await books.wholeAgedBalance(
      asked.side, yearEnd: asked.year.end, at: asked.day.date, account: asked.account,
      for: form == .sheet ? .export : .reading, limit: form == .sheet ? readAtOnce : printedRows)
    switch form {
    case .sheet:
      return WholeAnswer.sheet(
        visit, named: "balance-agee-\(asked.side.field)-\(asked.day.date.compact).csv",
        ["Compte", "Tiers", "Nom", "Total"] + AgeBracket.allCases.map(Words.name(of:)), walk
      ) { report in
        report.accounts.reduce(into: "") { text, account in
          for row in account.rows {
            text += SheetText.row(
              [
                .text(account.account), .text(row.party?.code ?? ""), .text(row.label),
                .total(report.side.owed(row.amounts.total)),
              ] + AgeBracket.allCases.map { .total(report.side.owed(row.amounts[$0])) })
          }
        }
      }
    case .print:
      guard walk.first.next == nil else {
        return try await WholeAnswer.tooLong(visit, books, request, walk.lineCount + 1)
      }
      let model = AgedModel(walk.first, asked, isFirst: true, isPaper: true)
      var frame = request
      frame.printTitle = model.caption
      let printed = PrintedModel(
        visit, books, title: model.title, sentence: model.sentence, caption: model.caption,
        columns: .init(isAged: true))
      let templates = visit.site.templates
      return try await WholeAnswer.printed(visit, books, printed, frame, walk) { _ in
        try model.accounts.map { try templates.renderFragment("compte-age", $0) }.joined()
          + templates.renderFragment("total-age", model.total)
      }
    }
  }
}

/// Which balance âgée the address asks for.
struct AgedQuery: Sendable {
  let year: FiscalYear
  let side: AgedSide
  let day: AgedDay
  let account: String?

  init(_ visit: Visit, year: FiscalYear) {
    self.year = year
    side = AgedSide(field: visit.query["cote"])
    day = AgedDay(visit.query.trimmed("date"), in: year, today: visit.environment.today())
    account = visit.query["compte"].isEmpty ? nil : visit.query["compte"]
  }

  /// The same balance with other fields beside.
  func address(_ more: [(String, String)] = []) -> String {
    Address.agedBalance(side, year: year, filter: day.fields + (account.map { [("compte", $0)] } ?? []) + more)
  }
}
