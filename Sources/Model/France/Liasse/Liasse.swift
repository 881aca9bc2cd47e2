/// The dated forms of the liasse fiscale, as they come with the program: which boxes there are and which accounts they
/// take, for fiscal years opened on a given day. The plan comptable général changed for years opened from 1 January
/// 2025 (ANC 2022-06), and the boxes' accounts with it.
public struct Liasse: Sendable {
  private let base: [DatedForm]
  private let simplified: [DatedForm]
  /// The accounts of year-end entries, and the lines of the tables 2054 and 2055.
  public let yearEnd: YearEndAccounts

  /// A form, and the first opening of a year that it holds for.
  private struct DatedForm: Sendable {
    let from: CalendarDate
    let form: StatementForm
  }

  /// Nil when a text is not as its head describes, or gives an unsound form for any opening of a year: the data are
  /// part of the program, and are all right or all wrong.
  public init?(base: String, simplified: String, yearEnd: String) {
    guard let base = Self.forms(base), let simplified = Self.forms(simplified),
      let yearEnd = YearEndAccounts(text: yearEnd)
    else { return nil }
    self.base = base
    self.simplified = simplified
    self.yearEnd = yearEnd
  }

  /// One form for each stretch of time in which no record begins or ends to hold. Never empty.
  private static func forms(_ text: String) -> [DatedForm]? {
    guard let records = LiasseRecord.list(text: text), let first = CalendarDate(year: 1900, month: 1, day: 1) else {
      return nil
    }
    let changes =
      records.compactMap(\.validFrom)
      + records.compactMap { $0.validTo.flatMap { CalendarDate(dayCount: $0.dayCount + 1) } }
    var forms: [DatedForm] = []
    for date in Set(changes + [first]).sorted() {
      let valid = records.filter { $0.isValid(forYearOpened: date) }
      let form = StatementForm(
        rubrics: valid.compactMap { if case .rubric(let rubric) = $0.content { rubric } else { nil } },
        rules: valid.compactMap { if case .rule(let rule) = $0.content { rule } else { nil } })
      guard let form else { return nil }
      forms.append(DatedForm(from: date, form: form))
    }
    return forms
  }

  /// The form of a system for a fiscal year opened on that day.
  public func form(_ system: LiasseSystem, yearOpened date: CalendarDate) -> StatementForm {
    let forms =
      switch system {
      case .base: base
      case .simplified: simplified
      }
    return (forms.last { $0.from <= date } ?? forms[0]).form
  }
}
