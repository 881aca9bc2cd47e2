/// What all accounts that begin alike add up to in one month: what the first page is made of.
public struct RootMonth: Equatable, Sendable {
  /// The first two characters of the accounts, of which the first is their class.
  public let root: String
  /// AAAAMM.
  public let month: Int32
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  public init(root: String, month: Int32, debit: MoneyTotal, credit: MoneyTotal) {
    self.root = root
    self.month = month
    self.debit = debit
    self.credit = credit
  }

  public var balance: MoneyTotal { debit - credit }
}
