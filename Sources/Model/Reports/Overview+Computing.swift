extension Overview {
  /// Accounts of banks and cash (PCG 51 and 53; 54 stood for imprest accounts until 2024).
  public static let treasuryPrefixes = ["51", "53", "54"]
  /// Those of them that are cash.
  public static let cashPrefixes = ["53", "54"]
  /// Accounts of customers.
  public static let receivablePrefixes = ["41"]
  /// Accounts of suppliers.
  public static let payablePrefixes = ["40"]

  /// Adds the months of accounts up. The order of `rootMonths` does not matter.
  public init(
    year: FiscalYear, rootMonths: [RootMonth], largestReceivables: [PartyBalance],
    largestPayables: [PartyBalance]
  ) {
    var sums = Sums()
    for one in rootMonths { sums.add(one) }
    self.init(
      year: year, result: sums.result, treasury: sums.treasury, cash: sums.cash,
      receivables: sums.receivables, payables: sums.payables, months: sums.months(of: year),
      largestReceivables: largestReceivables,
      largestPayables: largestPayables, trialBalanceDebit: sums.debit, trialBalanceCredit: sums.credit)
  }

  private struct Sums {
    var debit = MoneyTotal.zero
    var credit = MoneyTotal.zero
    var receivables = MoneyTotal.zero
    var payables = MoneyTotal.zero
    var treasury = MoneyTotal.zero
    var cash = MoneyTotal.zero
    var income: [Int32: MoneyTotal] = [:]
    var expenses: [Int32: MoneyTotal] = [:]
    var treasuryMoves: [Int32: MoneyTotal] = [:]

    var result: MoneyTotal {
      income.values.reduce(.zero, +) - expenses.values.reduce(.zero, +)
    }

    mutating func add(_ one: RootMonth) {
      debit += one.debit
      credit += one.credit
      if one.root.hasPrefix("7") { income[one.month, default: .zero] += one.credit - one.debit }
      if one.root.hasPrefix("6") { expenses[one.month, default: .zero] += one.balance }
      if matches(one, Overview.receivablePrefixes) { receivables += one.balance }
      if matches(one, Overview.payablePrefixes) { payables += one.credit - one.debit }
      if matches(one, Overview.treasuryPrefixes) {
        treasury += one.balance
        if matches(one, Overview.cashPrefixes) { cash += one.balance }
        treasuryMoves[one.month, default: .zero] += one.balance
      }
    }

    private func matches(_ one: RootMonth, _ prefixes: [String]) -> Bool {
      prefixes.contains { one.root.hasPrefix($0) }
    }

    /// Every month of the year, those without movement included; what lies before the first one is carried into it.
    func months(of year: FiscalYear) -> [Month] {
      var balance = treasuryMoves.filter { $0.key < year.start.monthNumber }.values.reduce(.zero, +)
      var months: [Month] = []
      var day: CalendarDate? = CalendarDate(year: year.start.year, month: year.start.month, day: 1)
      while let first = day, first <= year.end {
        let number = first.monthNumber
        balance += treasuryMoves[number] ?? .zero
        months.append(
          Month(
            number: number, income: income[number] ?? .zero, expenses: expenses[number] ?? .zero, treasury: balance))
        day = first.adding(months: 1)
      }
      return months
    }
  }
}
