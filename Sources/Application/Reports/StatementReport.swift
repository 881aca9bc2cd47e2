import Model

/// A balance beside that of the year before.
public struct ComparedTrialBalance: Sendable {
  public let balance: TrialBalance
  /// The day that the balances of the year before stand at; nil when the books have nothing to compare with.
  public let previousDate: CalendarDate?

  public init(balance: TrialBalance, previousDate: CalendarDate?) {
    self.balance = balance
    self.previousDate = previousDate
  }
}

/// The balance sheet and the income statement of a year at a date, with those of the year before beside them.
public struct StatementReport: Sendable {
  public let year: FiscalYear
  /// The last day that counts.
  public let date: CalendarDate
  /// The day that the figures of the year before stand at; nil when the books have nothing to compare with.
  public let previousDate: CalendarDate?
  public let system: LiasseSystem
  public let statements: FinancialStatements
  /// No entry up to that day.
  public let isEmpty: Bool

  public init(
    year: FiscalYear, date: CalendarDate, previousDate: CalendarDate?, system: LiasseSystem,
    statements: FinancialStatements, isEmpty: Bool
  ) {
    self.year = year
    self.date = date
    self.previousDate = previousDate
    self.system = system
    self.statements = statements
    self.isEmpty = isEmpty
  }
}
