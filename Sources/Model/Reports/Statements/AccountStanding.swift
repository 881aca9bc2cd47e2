/// Where an account stands at a date: its balance, and what its third parties make of it, each on its own side.
public struct AccountStanding: Equatable, Sendable {
  public let account: String
  public let label: String
  /// Sum of the debit balances of its third parties; lines without third party count as one.
  public let debtors: MoneyTotal
  /// Sum of their credit balances, as a positive amount.
  public let creditors: MoneyTotal

  /// Debit minus credit.
  public var balance: MoneyTotal { debtors - creditors }

  public init(account: String, label: String, debtors: MoneyTotal, creditors: MoneyTotal) {
    self.account = account
    self.label = label
    self.debtors = debtors
    self.creditors = creditors
  }

  /// An account whose third parties, if any, do not matter.
  public init(account: String, label: String, balance: MoneyTotal) {
    let isDebit = balance.minor > 0
    self.init(
      account: account, label: label, debtors: isDebit ? balance : .zero,
      creditors: isDebit ? .zero : MoneyTotal(minor: -balance.minor))
  }
}
