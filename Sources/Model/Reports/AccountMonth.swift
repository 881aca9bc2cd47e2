/// What one account adds up to in one month: the grain from which statements are made.
public struct AccountMonth: Equatable, Sendable {
  public let account: String
  /// AAAAMM.
  public let month: Int32
  /// Brought forward from the year before, by an opening entry.
  public let isOpening: Bool
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  public init(account: String, month: Int32, isOpening: Bool, debit: MoneyTotal, credit: MoneyTotal) {
    self.account = account
    self.month = month
    self.isOpening = isOpening
    self.debit = debit
    self.credit = credit
  }

  public var balance: MoneyTotal { debit - credit }
}
