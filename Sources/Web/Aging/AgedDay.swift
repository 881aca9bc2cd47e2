import Application
import Model

/// The field « Au » of the balance âgée and of statements of account: today, while the year runs.
struct AgedDay: Sendable {
  /// As it stands in the field.
  let typed: String
  let date: CalendarDate
  let fault: String?
  private let isUsual: Bool

  /// Reads the field `date` of the address.
  init(_ text: String, in year: FiscalYear, today: CalendarDate) {
    let usual = year.contains(today) ? today : year.end
    let filter = DayFilter(text, in: year)
    guard !text.isEmpty, filter.fault == nil else {
      (typed, date, fault, isUsual) = (text.isEmpty ? French.date(usual) : text, usual, filter.fault, true)
      return
    }
    date = filter.end(of: year)
    (typed, fault, isUsual) = (French.date(date), nil, date == usual)
  }

  /// For addresses that keep it.
  var fields: [(String, String)] { isUsual ? [] : [("date", date.iso)] }
}

extension AgedSide {
  /// In addresses: `cote=fournisseurs`.
  var field: String {
    switch self {
    case .customers: "clients"
    case .suppliers: "fournisseurs"
    }
  }

  init(field: String) { self = Self.allCases.first { $0.field == field } ?? .customers }

  /// What they owe, or are owed, as a figure of their own balance âgée: above nothing where it is as usual.
  func owed(_ total: MoneyTotal) -> MoneyTotal { self == .customers ? total : .zero - total }
}

extension Address {
  static let agedBalance = "/balance/agee"
  static let statement = "/releve"
  static let statements = "/releves"

  static func agedBalance(_ side: AgedSide, year: FiscalYear, filter: [(String, String)] = []) -> String {
    withQuery(agedBalance, [("exercice", year.end.iso), ("cote", side.field)] + filter)
  }

  /// The statement of account of a third party, or of the lines of an account that name none.
  static func statement(
    of account: String, party: String?, year: FiscalYear, filter: [(String, String)] = []
  ) -> String {
    withQuery(
      statement,
      [("exercice", year.end.iso), ("compte", account)] + (party.map { [("tiers", $0)] } ?? []) + filter)
  }
}
