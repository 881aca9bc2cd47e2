/// The balance: what each general account adds up to, in the order of account numbers.
public struct TrialBalance: Equatable, Sendable {
  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// One account. `debit` and `credit` are the sums of both sides, opening included; `balance` is debit minus credit.
  public struct Row: Equatable, Sendable {
    public var account: String
    public var label: String
    public var openingDebit: MoneyTotal
    public var openingCredit: MoneyTotal
    public var debit: MoneyTotal
    public var credit: MoneyTotal
    /// Debit minus credit at the corresponding day of the year before; nil when there is nothing to compare with.
    public var previousBalance: MoneyTotal?
    public var balance: MoneyTotal { debit - credit }

    public init(
      account: String, label: String, openingDebit: MoneyTotal = .zero, openingCredit: MoneyTotal = .zero,
      debit: MoneyTotal, credit: MoneyTotal
    ) {
      self.account = account
      self.label = label
      self.openingDebit = openingDebit
      self.openingCredit = openingCredit
      self.debit = debit
      self.credit = credit
    }
  }

  public var totalDebit: MoneyTotal { rows.reduce(.zero) { $0 + $1.debit } }
  public var totalCredit: MoneyTotal { rows.reduce(.zero) { $0 + $1.credit } }
}
