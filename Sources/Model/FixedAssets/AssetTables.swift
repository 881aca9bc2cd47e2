/// What the tables 2054 (assets) and 2055 (depreciation) say for a year, line by line: the register's figures, and what
/// the accounts stand at, which must be the same.
public struct AssetTables: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let rubric: YearEndAccounts.Rubric
    public let opening: MoneyTotal
    public let increases: MoneyTotal
    public let decreases: MoneyTotal
    /// What the accounts of the line stand at; debit for assets, credit for depreciation.
    public let inAccounts: MoneyTotal
    /// The accounts of the line, by number.
    public let accounts: [String]

    public var closing: MoneyTotal { opening + increases - decreases }
    /// The register less the accounts.
    public var difference: MoneyTotal { closing - inAccounts }
  }

  /// Table 2054.
  public let costs: [Row]
  /// Table 2055.
  public let depreciation: [Row]

  /// What a line is made of while it is added up.
  fileprivate struct Sums {
    var opening = MoneyTotal.zero
    var increases = MoneyTotal.zero
    var decreases = MoneyTotal.zero
    var inAccounts = MoneyTotal.zero
    var accounts: Set<String> = []

    var saysSomething: Bool {
      !accounts.isEmpty || !opening.isZero || !increases.isZero || !decreases.isZero
    }
  }

  /// - Parameters:
  ///   - assets: of the register.
  ///   - records: what was drafted for them; only what was validated stands in the accounts.
  ///   - balances: accounts at the end of the year.
  public init(
    _ accounts: YearEndAccounts, year: FiscalYear, assets: [FixedAsset], records: [AssetRecord],
    balances: [TrialBalance.Row]
  ) {
    let posted = Dictionary(
      grouping: records.filter { if case .posted = $0.outcome { true } else { false } }, by: \.asset)
    var (costs, charges): ([String: Sums], [String: Sums]) = ([:], [:])
    for asset in assets {
      guard let rubric = accounts.rubric(of: asset.account)?.code else { continue }
      costs[rubric, default: Sums()].add(asset, year)
      charges[rubric, default: Sums()].add(asset, posted[asset.id] ?? [], year)
    }
    let homes = Self.homes(accounts, assets)
    for row in balances where row.account.hasPrefix("2") && !row.account.hasPrefix("29") {
      let isDepreciation = row.account.hasPrefix("28")
      guard let rubric = homes[row.account] ?? accounts.rubric(of: row.account)?.code else { continue }
      if isDepreciation {
        charges[rubric, default: Sums()].stand(row.account, MoneyTotal.zero - row.balance)
      } else {
        costs[rubric, default: Sums()].stand(row.account, row.balance)
      }
    }
    self.costs = Self.rows(accounts, costs)
    depreciation = Self.rows(accounts, charges)
  }

  /// An account of depreciation goes to the line of its assets, where they are all of one: many books have a single
  /// 281800.
  private static func homes(_ accounts: YearEndAccounts, _ assets: [FixedAsset]) -> [String: String] {
    var found: [String: Set<String>] = [:]
    for asset in assets where !asset.depreciationAccount.isEmpty {
      if let rubric = accounts.rubric(of: asset.account) {
        found[asset.depreciationAccount, default: []].insert(rubric.code)
      }
    }
    return found.filter { $0.value.count == 1 }.compactMapValues(\.first)
  }

  private static func rows(_ accounts: YearEndAccounts, _ sums: [String: Sums]) -> [Row] {
    accounts.rubrics.compactMap { rubric in
      guard let sum = sums[rubric.code], sum.saysSomething else { return nil }
      return Row(
        rubric: rubric, opening: sum.opening, increases: sum.increases, decreases: sum.decreases,
        inAccounts: sum.inAccounts, accounts: sum.accounts.sorted())
    }
  }
}

extension AssetTables.Sums {
  fileprivate mutating func add(_ asset: FixedAsset, _ year: FiscalYear) {
    guard let acquired = asset.acquired, acquired <= year.end else { return }
    if let disposal = asset.disposal, disposal.date < year.start { return }
    if acquired < year.start { opening.add(asset.cost) } else { increases.add(asset.cost) }
    if let disposal = asset.disposal, disposal.date <= year.end { decreases.add(asset.cost) }
  }

  fileprivate mutating func add(_ asset: FixedAsset, _ posted: [AssetRecord], _ year: FiscalYear) {
    if let disposal = asset.disposal, disposal.date < year.start { return }
    var accumulated = MoneyTotal.zero
    func take(_ amount: Money, _ date: CalendarDate, _ sums: inout Self) {
      guard date <= year.end else { return }
      accumulated.add(amount)
      if date < year.start { sums.opening.add(amount) } else { sums.increases.add(amount) }
    }
    if let through = asset.prior.through { take(asset.prior.amount, through, &self) }
    for record in posted where record.purpose == .depreciation { take(record.charge, record.yearEnd, &self) }
    if let disposal = asset.disposal, disposal.date <= year.end { decreases += accumulated }
  }

  fileprivate mutating func stand(_ account: String, _ balance: MoneyTotal) {
    inAccounts += balance
    accounts.insert(account)
  }
}
