/// A debit on an account of class 2 of which the register has no asset, or assets for a part of it only.
public struct UnregisteredLine: Equatable, Sendable {
  public let reference: LineReference
  public let date: CalendarDate
  public let journal: String
  public let number: String
  public let label: String
  public let account: String
  public let accountLabel: String
  public let amount: Money
  /// What assets were made of already.
  public let registered: Money

  public var left: Money { amount - registered }

  public init(
    reference: LineReference, date: CalendarDate, journal: String, number: String, label: String, account: String,
    accountLabel: String, amount: Money, registered: Money
  ) {
    self.reference = reference
    self.date = date
    self.journal = journal
    self.number = number
    self.label = label
    self.account = account
    self.accountLabel = accountLabel
    self.amount = amount
    self.registered = registered
  }
}
