/// The figures of the first page, all of one fiscal year.
public struct Overview: Sendable {
  public let year: FiscalYear
  /// Credit minus debit of classes 6 and 7.
  public let result: MoneyTotal
  /// Debit minus credit of bank and cash accounts.
  public let treasury: MoneyTotal
  /// The part of the treasury that is in cash, not in banks.
  public let cash: MoneyTotal
  /// Debit minus credit of customer accounts (class 41): what customers owe, advances taken off.
  public let receivables: MoneyTotal
  /// Credit minus debit of supplier accounts (class 40): what is owed to them.
  public let payables: MoneyTotal
  /// In order of months, every month of the year present.
  public let months: [Month]
  /// Largest first, at most five.
  public let largestReceivables: [PartyBalance]
  public let largestPayables: [PartyBalance]
  public let trialBalanceDebit: MoneyTotal
  public let trialBalanceCredit: MoneyTotal

  public struct Month: Sendable {
    /// AAAAMM.
    public let number: Int32
    /// Credit minus debit of class 7.
    public let income: MoneyTotal
    /// Debit minus credit of class 6.
    public let expenses: MoneyTotal
    /// Treasury at the end of the month, opening included.
    public let treasury: MoneyTotal

    public init(number: Int32, income: MoneyTotal, expenses: MoneyTotal, treasury: MoneyTotal) {
      self.number = number
      self.income = income
      self.expenses = expenses
      self.treasury = treasury
    }
  }

  public struct PartyBalance: Sendable {
    public let code: String
    public let label: String
    /// The account it stands on, the first when there are several.
    public let account: String
    /// Positive: owed in the sense of the list.
    public let amount: MoneyTotal

    public init(code: String, label: String, account: String, amount: MoneyTotal) {
      self.code = code
      self.label = label
      self.account = account
      self.amount = amount
    }
  }

  public init(
    year: FiscalYear, result: MoneyTotal, treasury: MoneyTotal, cash: MoneyTotal, receivables: MoneyTotal,
    payables: MoneyTotal, months: [Month], largestReceivables: [PartyBalance], largestPayables: [PartyBalance],
    trialBalanceDebit: MoneyTotal, trialBalanceCredit: MoneyTotal
  ) {
    self.year = year
    self.result = result
    self.treasury = treasury
    self.cash = cash
    self.receivables = receivables
    self.payables = payables
    self.months = months
    self.largestReceivables = largestReceivables
    self.largestPayables = largestPayables
    self.trialBalanceDebit = trialBalanceDebit
    self.trialBalanceCredit = trialBalanceCredit
  }
}
