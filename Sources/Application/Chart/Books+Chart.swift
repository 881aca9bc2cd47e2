import Model
import Storage

/// The accounts of the books beside those of the plan comptable général.
public struct ChartPage: Sendable {
  public let year: FiscalYear
  /// In the order of their numbers: those of the books, and those of the plan that nothing uses.
  public let accounts: [Account]

  public struct Account: Sendable, Equatable {
    public let number: String
    /// As the books name it; nil when only the plan knows it.
    public let label: String?
    /// The account of the plan it is, or subdivides.
    public let home: ChartAccount?
    public let use: Use
    public let balance: MoneyTotal

    public init(number: String, label: String?, home: ChartAccount?, use: Use, balance: MoneyTotal) {
      self.number = number
      self.label = label
      self.home = home
      self.use = use
      self.balance = balance
    }
  }

  public enum Use: String, Sendable, CaseIterable {
    /// Lines in the year shown.
    case thisYear
    /// Lines in another year.
    case otherYear
    /// In the plan, and nowhere in the books.
    case never
  }

  public init(year: FiscalYear, accounts: [Account]) {
    self.year = year
    self.accounts = accounts
  }
}

extension Books {
  /// Every account of the books, and every account of the plan as it stood when the year was opened.
  public func chart(yearEnd: CalendarDate) async throws -> ChartPage {
    try authorise(.readBooks)
    let place = try open.current()
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return try place.reports.answer(to: .chart(year: year.number), transaction) {
        try chart(of: year, place.reports, transaction)
      }
    }
  }

  private func chart(
    of year: BookYear, _ memory: ReportMemory, _ transaction: any ReadTransaction
  ) throws -> ChartPage {
    let plan = ChartOfAccounts(accounts: open.chart, yearOpened: year.year.start)
    let used = Dictionary(
      try memory.trialBalance(year, through: nil, transaction).rows.map { ($0.account, $0) },
      uniquingKeysWith: { first, _ in first })
    var accounts = try transaction.accountsWithLines().map { account in
      ChartPage.Account(
        number: account.account, label: account.label, home: plan.home(of: account.account),
        use: used[account.account] == nil ? .otherYear : .thisYear,
        balance: used[account.account]?.balance ?? .zero)
    }
    // An account of the plan is used when one of the books is it, filled with zeros or not, or subdivides it.
    // Classes and what has subdivisions in use are headings, not accounts to choose.
    let known = accounts.map(\.number).sorted(byBytesOf: \.self)
    func isKnown(_ number: String) -> Bool {
      let place = known.firstPlace { !$0.precedes(number) }
      return place < known.endIndex && known[place].hasPrefix(number)
    }
    accounts += plan.accounts.filter { $0.number.utf8.count > 1 && !isKnown($0.number) }.map {
      ChartPage.Account(number: $0.number, label: nil, home: $0, use: .never, balance: .zero)
    }
    return ChartPage(year: year.year, accounts: accounts.sorted(byBytesOf: \.number))
  }
}
