/// The lines of the entries that the register proposes.
public struct AssetEntries: Sendable {
  private let accounts: YearEndAccounts
  private let yearOpened: CalendarDate

  /// - Parameter yearOpened: first day of the fiscal year of the entry.
  public init(_ accounts: YearEndAccounts, yearOpened: CalendarDate) {
    self.accounts = accounts
    self.yearOpened = yearOpened
  }

  /// The charges of assets (dotations): D 6811x, C 28x.
  public func charges(_ charges: [(asset: FixedAsset, charge: Money)]) -> [ProposedLine] {
    charges.flatMap { asset, charge in
      [
        ProposedLine(account: asset.expenseAccount, amount: charge),
        ProposedLine(account: asset.depreciationAccount, amount: -charge),
      ]
    }.byAccount
  }

  /// What the tax charge is ahead by (D 68725, C 145), and what is taken back (D 145, C 78725): two amounts that are
  /// never set off against each other.
  public func derogatory(_ movements: [Money]) -> [ProposedLine] {
    let added = movements.filter { $0.minor > 0 }.reduce(Money.zero, +)
    let taken = movements.filter { $0.minor < 0 }.reduce(Money.zero, +)
    return [
      ProposedLine(account: account(.derogatoryCharge), amount: added),
      ProposedLine(account: account(.derogatory), amount: -taken),
      ProposedLine(account: account(.derogatory), amount: -added),
      ProposedLine(account: account(.derogatoryReversal), amount: taken),
    ].filter { !$0.amount.isZero }
  }

  /// The asset leaves: its depreciation and its net value against its cost (D 28x, D 657, C 2x).
  public func exit(_ asset: FixedAsset, accumulated: Money) -> [ProposedLine] {
    [
      ProposedLine(account: asset.depreciationAccount, amount: accumulated),
      ProposedLine(account: account(.disposedValue), amount: asset.cost - accumulated),
      ProposedLine(account: asset.account, amount: -asset.cost),
    ].filter { !$0.amount.isZero }
  }

  /// Its price, where it is sold (D 462 or the bank, C 757, C 44571).
  ///
  /// - Parameter claim: the account that is debited; nil for 462.
  public func sale(_ disposal: Disposal, claim: String? = nil) -> [ProposedLine] {
    guard let price = disposal.price else { return [] }
    return [
      ProposedLine(account: claim ?? account(.disposalClaim), amount: price + disposal.vat),
      ProposedLine(account: account(.disposalIncome), amount: -price),
      ProposedLine(account: account(.vatCollected), amount: -disposal.vat),
    ].filter { !$0.amount.isZero }
  }

  private func account(_ role: YearEndAccounts.Role) -> String { accounts.account(role, yearOpened: yearOpened) }
}
