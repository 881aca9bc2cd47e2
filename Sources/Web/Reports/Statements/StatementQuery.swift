import Application
import Model

/// What the address of a statement asks for. Every choice is in it, so that a page can be sent to somebody.
struct StatementQuery: Sendable {
  let year: FiscalYear
  let day: DayFilter
  let system: LiasseSystem
  /// Lines that hold nothing are shown too.
  let showsNilLines: Bool
  /// The line whose accounts are shown; all of them for ``allLines``.
  let openLine: String?

  static let allLines = "toutes"

  init(_ visit: Visit, in year: FiscalYear) {
    self.year = year
    day = DayFilter(visit.query.trimmed("date"), in: year)
    system = visit.query["systeme"] == "simplifie" ? .simplified : .base
    showsNilLines = visit.query["lignes"] == "toutes"
    openLine = visit.query["case"].isEmpty ? nil : visit.query["case"]
  }

  init(
    year: FiscalYear, day: DayFilter, system: LiasseSystem = .base, showsNilLines: Bool = false,
    openLine: String? = nil
  ) {
    self.year = year
    self.day = day
    self.system = system
    self.showsNilLines = showsNilLines
    self.openLine = openLine
  }

  /// The same address with some choices changed.
  func address(
    _ path: String, system: LiasseSystem? = nil, showsNilLines: Bool? = nil, openLine: String?? = nil,
    date: Bool = true
  ) -> String {
    var fields = [("exercice", year.end.iso)]
    if date { fields += day.fields }
    if (system ?? self.system) == .simplified { fields.append(("systeme", "simplifie")) }
    if showsNilLines ?? self.showsNilLines { fields.append(("lignes", "toutes")) }
    if let line = openLine ?? self.openLine { fields.append(("case", line)) }
    return Address.withQuery(path, fields)
  }
}

extension StatementQuery {
  /// The same page, with the amount of its open line explained.
  func explanation(_ path: String) -> String {
    address(path) + "&\(ExplanationModel.field)=1#explication"
  }
}

extension Address {
  static let balanceSheet = "/bilan"
  static let incomeStatement = "/resultat"

  static func balanceSheet(year: FiscalYear) -> String {
    withQuery(balanceSheet, [("exercice", year.end.iso)])
  }

  /// The lines of an account in the year before the one shown, up to the day that figures of that year stand at.
  static func earlierLines(
    of account: String, party: String? = nil, year: FiscalYear, through date: CalendarDate
  ) -> String {
    let day = date == year.end ? [] : [("date", date.iso)]
    return self.account(account, year: year, filter: (party.map { [("tiers", $0)] } ?? []) + day)
  }

  static func incomeStatement(year: FiscalYear) -> String {
    withQuery(incomeStatement, [("exercice", year.end.iso)])
  }

  /// The lines of an account up to a day, or of one third party within it.
  static func lines(
    of account: String, party: String? = nil, year: FiscalYear, through day: DayFilter? = nil
  ) -> String {
    self.account(account, year: year, filter: (party.map { [("tiers", $0)] } ?? []) + (day?.fields ?? []))
  }
}
