import Application
import Hummingbird
import Model

/// `/balance/auxiliaire`
enum AuxiliaryPage {
  /// Third parties on one page.
  static let rowsPerPage = 150

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Balance auxiliaire", here: .trialBalance, years: query.years)
    frame.yearBoundFields = ["date", "apres", "tiers", "compte"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let day = DayFilter(visit.query.trimmed("date"), in: year)
    if let form = visit.wholeForm, day.fault == nil {
      return try await whole(form, visit, books, frame, year: year, day)
    }
    let account = visit.query["compte"].isEmpty ? nil : visit.query["compte"]
    let report = try await books.auxiliaryBalance(
      yearEnd: year.end, at: day.date, account: account, after: try cursor(visit), limit: rowsPerPage)
    let model = AuxiliaryModel(
      report, day: day, account: account, isFirst: visit.query["apres"].isEmpty,
      previousYear: query.year(holding: report.previousDate))
    frame.whole = WholeLinks(visit, books, year: year, isPaged: model.pager != nil, placeFields: ["tiers"])
    frame.hasErrors = day.fault != nil
    frame.printTitle = model.caption
    return try await visit.page(
      "balance-auxiliaire", model, books, frame, status: day.fault == nil ? .ok : .unprocessableContent)
  }

  /// `apres=411000&tiers=2C0042`: the digit is the nature of the third party.
  static func cursor(_ visit: Visit) throws -> AuxiliaryReport.Cursor? {
    let account = visit.query["apres"]
    let party = visit.query["tiers"]
    guard !account.isEmpty else { return nil }
    guard !party.isEmpty else { return AuxiliaryReport.Cursor(account: account, party: nil) }
    guard let digit = party.first.flatMap({ UInt8(String($0)) }), let nature = PartyNature(rawValue: digit) else {
      throw ReportRefusal.badCursor
    }
    return AuxiliaryReport.Cursor(
      account: account, party: PartyKey(nature: nature, code: String(party.dropFirst())))
  }
}

extension Address {
  static let auxiliaryBalance = "/balance/auxiliaire"

  static func auxiliaryBalance(year: FiscalYear, filter: [(String, String)] = []) -> String {
    withQuery(auxiliaryBalance, [("exercice", year.end.iso)] + filter)
  }
}

extension AuxiliaryReport.Cursor {
  /// For addresses.
  var fields: [(String, String)] {
    [("apres", account)] + (party.map { [("tiers", "\($0.nature.rawValue)\($0.code)")] } ?? [])
  }
}
