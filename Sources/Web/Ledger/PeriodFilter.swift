import Application
import Model

/// The fields « Du » and « Au » of the lists of lines: the days they count, and what is wrong with what was typed.
struct PeriodFilter: Sendable {
  /// « Du » as it stands in the field; empty for the first day of the year.
  let typedStart: String
  /// Nil for the first day of the year, and for a day that cannot be shown.
  let start: CalendarDate?
  let startFault: String?
  let day: DayFilter

  /// Reads the fields `du` and `date` of the address.
  init(from text: String = "", through: String = "", in year: FiscalYear) {
    day = DayFilter(through, in: year)
    guard !text.isEmpty else {
      (typedStart, start, startFault) = (French.date(year.start), nil, nil)
      return
    }
    // The field « Au » reads days in the same way, and refuses the same ones.
    guard let found = French.readDate(text, near: year), year.contains(found) else {
      (typedStart, start) = (text, nil)
      startFault = DayFilter(text, in: year).fault
      return
    }
    guard day.fault != nil || found <= day.end(of: year) else {
      (typedStart, start) = (text, nil)
      startFault = Words.of(ReportRefusal.periodInverted(found, day.end(of: year))).sentence
      return
    }
    (typedStart, start, startFault) = (French.date(found), found == year.start ? nil : found, nil)
  }

  init(_ visit: Visit, in year: FiscalYear) {
    self.init(from: visit.query.trimmed("du"), through: visit.query.trimmed("date"), in: year)
  }

  var date: CalendarDate? { day.date }
  var hasFault: Bool { startFault != nil || day.fault != nil }
  /// What is wrong with either, in the order of the fields.
  var fault: String? { startFault ?? day.fault }
  /// For addresses that keep them.
  var fields: [(String, String)] { (start.map { [("du", $0.iso)] } ?? []) + day.fields }

  func span(of year: FiscalYear) -> String { French.span(start ?? year.start, day.end(of: year)) }

  /// `-20260331`, `-20260301-20260331`: for the names of files.
  func suffix(of year: FiscalYear) -> String {
    (start.map { "-\($0.compact)" } ?? "") + "-\(day.end(of: year).compact)"
  }
}
