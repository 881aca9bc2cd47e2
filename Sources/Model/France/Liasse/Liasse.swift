/// The dated forms of the liasse fiscale, as they come with the program: which boxes there are and which accounts they
/// take, for fiscal years opened on a given day. The plan comptable général changed for years opened from 1 January
/// 2025 (ANC 2022-06), and the boxes' accounts with it.
public struct Liasse: Sendable {
  private let records: [LiasseSystem: [LiasseRecord]]

  /// Nil when a text is not of the form described at its head: the data are part of the program, and are all right or
  /// all wrong.
  public init?(base: String, simplified: String) {
    guard let base = LiasseRecord.list(text: base), let simplified = LiasseRecord.list(text: simplified) else {
      return nil
    }
    records = [.base: base, .simplified: simplified]
  }

  /// No form at all, for books that are never asked for their statements.
  public static let none = Liasse(records: [:])

  private init(records: [LiasseSystem: [LiasseRecord]]) { self.records = records }

  /// Nil when the data hold no sound form for such a year.
  public func form(_ system: LiasseSystem, yearOpened date: CalendarDate) -> StatementForm? {
    let valid = (records[system] ?? []).filter { $0.isValid(forYearOpened: date) }
    return StatementForm(
      rubrics: valid.compactMap { if case .rubric(let rubric) = $0.content { rubric } else { nil } },
      rules: valid.compactMap { if case .rule(let rule) = $0.content { rule } else { nil } })
  }
}
