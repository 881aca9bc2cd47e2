import Application
import Hummingbird
import Model

extension TrialBalancePage {
  /// The accounts that the page lists, all of them, in a file.
  static func sheet(
    _ books: Books, year: FiscalYear, _ day: DayFilter, _ query: TrialBalanceQuery
  ) async throws -> Response {
    let compared = try await books.exportedTrialBalance(yearEnd: year.end, at: day.date)
    let hasPrevious = compared.previousDate != nil && !query.hidesPrevious
    let rows = query.listed(compared.balance.rows, hasPrevious: hasPrevious)
    return WholeAnswer.sheet(
      named: "balance-\(day.end(of: year).compact).csv",
      ["Compte", "Libellé"] + BalanceSheet.head(hasPrevious ? compared.previousDate : nil),
      rows.map { [.text($0.account), .text($0.label)] + BalanceSheet.cells($0, hasPrevious) })
  }
}

extension AuxiliaryPage {
  /// Third parties read at once for a file, and the most that are printed.
  private static let readAtOnce = 2_000
  private static let printedRows = 10_000

  /// All third parties, of one account or of all, on paper or in a file.
  static func whole(
    _ form: WholeForm, _ visit: Visit, _ books: Books, _ request: FrameRequest, year: FiscalYear, _ day: DayFilter
  ) async throws -> Response {
    let account = visit.query["compte"].isEmpty ? nil : visit.query["compte"]
    let walk = try await books.wholeAuxiliaryBalance(
      yearEnd: year.end, at: day.date, account: account, for: form == .sheet ? .export : .reading,
      limit: form == .sheet ? readAtOnce : printedRows)
    let hasPrevious = walk.first.previousDate != nil
    switch form {
    case .sheet:
      return WholeAnswer.sheet(
        visit, named: "balance-auxiliaire-\(day.end(of: year).compact).csv",
        ["Compte", "Tiers", "Nom"] + BalanceSheet.head(walk.first.previousDate), walk
      ) { report in
        report.accounts.flatMap(\.rows).reduce(into: "") { text, row in
          text += SheetText.row(
            [.text(row.account), .text(row.party?.code ?? ""), .text(row.partyLabel)]
              + BalanceSheet.cells(TrialBalance.Row(row), hasPrevious))
        }
      }
    case .print:
      guard walk.first.next == nil else {
        return try await WholeAnswer.tooLong(visit, books, request, walk.lineCount + 1)
      }
      let model = AuxiliaryModel(walk.first, day: day, account: account, isFirst: true, previousYear: nil)
      var frame = request
      frame.printTitle = model.caption
      let printed = PrintedModel(
        visit, books, title: "Balance auxiliaire", sentence: model.sentence, caption: model.caption,
        columns: .init(isAuxiliary: true, previous: model.previous))
      let templates = visit.site.templates
      return try await WholeAnswer.printed(visit, books, printed, frame, walk) { _ in
        try model.accounts.map { try templates.renderFragment("compte-auxiliaire", $0) }.joined()
      }
    }
  }
}

extension StatementPage {
  /// The lines of the statement in a file, nil ones when the page shows them.
  func sheet(_ books: Books, _ query: StatementQuery) async throws -> Response {
    let year = query.year
    let report = try await books.exportedStatements(yearEnd: year.end, at: query.day.date, system: query.system)
    let lines = self == .balanceSheet ? report.statements.balanceSheet : report.statements.incomeStatement
    let shown = lines.filter { row in
      row.rubric.kind != .heading && (query.showsNilLines || !row.isNil || row.rubric.kind == .total)
    }
    let name = self == .balanceSheet ? "bilan" : "compte-de-resultat"
    return WholeAnswer.sheet(
      named: "\(name)-\(report.date.compact).csv",
      ["Case", "Libellé", "Brut", "Amortissements et dépréciations", "Net \(French.date(report.date))"]
        + (report.previousDate.map { ["Net \(French.date($0))"] } ?? []),
      shown.map { row in
        [
          .text(row.rubric.kind == .outside ? "" : row.rubric.code), .text(row.rubric.label), .total(row.gross),
          .total(row.depreciation), .total(row.net),
        ] + (report.previousDate == nil ? [] : [.total(row.previous)])
      })
  }
}

/// The sums of a balance in a file: the columns of the page, balances with their sign.
private enum BalanceSheet {
  static func head(_ previous: CalendarDate?) -> [String] {
    ["À-nouveaux", "Mouvements débit", "Mouvements crédit", "Solde débiteur", "Solde créditeur"]
      + (previous.map { ["Solde \(French.date($0))"] } ?? [])
  }

  static func cells(_ row: TrialBalance.Row, _ hasPrevious: Bool) -> [SheetText.Cell] {
    let tally = TrialBalanceTally([row])
    return [
      .total(tally.openingDebit - tally.openingCredit), .total(tally.movementDebit), .total(tally.movementCredit),
      .total(tally.debitBalance), .total(tally.creditBalance),
    ] + (hasPrevious ? [.total(row.previousBalance ?? .zero)] : [])
  }
}
