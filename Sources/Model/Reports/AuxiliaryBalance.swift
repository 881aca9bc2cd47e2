/// The auxiliary balance (balance auxiliaire): what each third party amounts to on each of its accounts.
public struct AuxiliaryBalance: Equatable, Sendable {
  /// In the order of accounts, then of the natures and codes of third parties.
  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// One third party on one account; without third party, the lines of the account that name none.
  public struct Row: Equatable, Sendable {
    public let account: String
    public let accountLabel: String
    public let party: PartyKey?
    public let partyLabel: String
    public var openingDebit: MoneyTotal
    public var openingCredit: MoneyTotal
    /// Opening included, as in the general balance.
    public var debit: MoneyTotal
    public var credit: MoneyTotal
    /// Debit minus credit at the corresponding day of the year before; nil when there is none.
    public var previousBalance: MoneyTotal?

    public var balance: MoneyTotal { debit - credit }

    /// Whether it has no movement and no balance, this year or before.
    public var isNil: Bool { debit.isZero && credit.isZero && (previousBalance?.isZero ?? true) }

    public init(
      account: String, accountLabel: String, party: PartyKey?, partyLabel: String, openingDebit: MoneyTotal = .zero,
      openingCredit: MoneyTotal = .zero, debit: MoneyTotal = .zero, credit: MoneyTotal = .zero,
      previousBalance: MoneyTotal? = nil
    ) {
      self.account = account
      self.accountLabel = accountLabel
      self.party = party
      self.partyLabel = partyLabel
      self.openingDebit = openingDebit
      self.openingCredit = openingCredit
      self.debit = debit
      self.credit = credit
      self.previousBalance = previousBalance
    }
  }
}
