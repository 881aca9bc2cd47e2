/// One account of the legal list: a number of the decimal hierarchy, and when it stood in the plan.
public struct ChartAccount: Hashable, Sendable {
  public let number: String
  public let label: String
  /// The account holds for fiscal years opened within these days; nil is « always ».
  public let validFrom: CalendarDate?
  public let validTo: CalendarDate?

  public init(number: String, label: String, validFrom: CalendarDate?, validTo: CalendarDate?) {
    self.number = number
    self.label = label
    self.validFrom = validFrom
    self.validTo = validTo
  }

  func isValid(forYearOpened date: CalendarDate) -> Bool {
    (validFrom.map { $0 <= date } ?? true) && (validTo.map { date <= $0 } ?? true)
  }
}
