import Application
import Hummingbird
import Model

/// `/bilan` and `/resultat`
enum StatementPage: CaseIterable, Sendable {
  case balanceSheet, incomeStatement

  static func showBalanceSheet(_ visit: Visit, _ books: Books) async throws -> Response {
    try await show(.balanceSheet, visit, books)
  }

  static func showIncomeStatement(_ visit: Visit, _ books: Books) async throws -> Response {
    try await show(.incomeStatement, visit, books)
  }

  private static func show(_ kind: StatementPage, _ visit: Visit, _ books: Books) async throws -> Response {
    let years = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: kind.title, here: .statements, years: years.years)
    frame.yearBoundFields = ["date"]
    guard let year = years.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let query = StatementQuery(visit, in: year)
    if visit.wholeForm == .sheet, query.day.fault == nil { return try await kind.sheet(books, query) }
    let report = try await books.statements(yearEnd: year.end, at: query.day.date, system: query.system)
    let earlier = EarlierYear(years.year(holding: report.previousDate), at: report.previousDate)
    let explanation = try await kind.explanation(visit, books, query)
    let model = StatementModel(
      report, query, kind, earlier: earlier, explanation: explanation, today: visit.environment.today())
    frame.whole = WholeLinks(visit, books, year: year, isPaged: false)
    frame.printTitle = model.caption
    frame.hasErrors = query.day.fault != nil
    return try await visit.page(
      "etat", model, books, frame, status: query.day.fault == nil ? .ok : .unprocessableContent)
  }

  /// Asked for by a link, because the largest entries of many accounts take a while to find.
  private func explanation(_ visit: Visit, _ books: Books, _ query: StatementQuery) async throws -> FigureExplanation? {
    guard visit.query.has(ExplanationModel.field), let code = query.openLine, code != StatementQuery.allLines else {
      return nil
    }
    return try await books.explanation(
      of: code, yearEnd: query.year.end, at: query.day.date, system: query.system)
  }

  var path: String {
    switch self {
    case .balanceSheet: Address.balanceSheet
    case .incomeStatement: Address.incomeStatement
    }
  }

  var title: String {
    switch self {
    case .balanceSheet: "Bilan"
    case .incomeStatement: "Compte de résultat"
    }
  }

  func tables(_ report: StatementReport, _ maker: inout StatementTableMaker) -> [StatementTable] {
    switch self {
    case .balanceSheet:
      let sections = Dictionary(grouping: report.statements.balanceSheet) { $0.rubric.section }
      return [
        maker.table(
          id: "actif", heading: "Actif", caption: "Actif du bilan, en euros", sections[.asset] ?? [],
          hasDepreciation: true),
        maker.table(
          id: "passif", heading: "Passif", caption: "Passif du bilan, en euros", sections[.liability] ?? [],
          hasDepreciation: false),
      ]
    case .incomeStatement:
      return [
        maker.table(
          id: "resultat", heading: "Charges et produits", caption: "Compte de résultat, en euros",
          report.statements.incomeStatement, hasDepreciation: false)
      ]
    }
  }
}
