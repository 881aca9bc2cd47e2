import Application
import Model

/// The field « Au » of the reports: the last day they count, and what is wrong with what was typed.
struct DayFilter: Sendable {
  /// As it stands in the field.
  let typed: String
  /// Nil for the whole year, and for a day that cannot be shown.
  let date: CalendarDate?
  let fault: String?

  /// Reads the field `date` of the address.
  init(_ text: String, in year: FiscalYear) {
    guard !text.isEmpty else {
      (typed, date, fault) = (French.date(year.end), nil, nil)
      return
    }
    guard let found = French.readDate(text, near: year) else {
      (typed, date) = (text, nil)
      fault = "« \(text) » n’est pas une date du calendrier. Écrivez-la ainsi : \(French.date(year.end))."
      return
    }
    guard year.contains(found) else {
      (typed, date, fault) = (text, nil, Words.of(ReportRefusal.dateOutsideYear(found, year)).text)
      return
    }
    (typed, date, fault) = (French.date(found), found == year.end ? nil : found, nil)
  }

  /// The last day that counts.
  func end(of year: FiscalYear) -> CalendarDate { date ?? year.end }

  /// For addresses that keep it.
  var fields: [(String, String)] { date.map { [("date", $0.iso)] } ?? [] }
}
