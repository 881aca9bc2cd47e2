import Model

/// What a year begins with as long as no opening of its own is recorded (à-nouveaux provisoires): the closing balances
/// of the years before it. They are read each time, and never written: nothing has to be kept in step.
public struct ProvisionalOpening: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let account: String
    public let label: String
    /// Debit less credit.
    public internal(set) var balance: MoneyTotal
  }

  /// The years it is made of, the nearest first; empty where there is no provisional opening.
  public let years: [BookYear]
  /// By account number; what stands at nothing is left out.
  public let rows: [String: Row]

  /// Nothing to add.
  public static let none = ProvisionalOpening(years: [], rows: [:])

  public subscript(account: String) -> MoneyTotal { rows[account]?.balance ?? .zero }

  /// An account that no line bears yet: that of the result.
  public func account(_ number: String) -> NumberedAccount? {
    rows[number].map { NumberedAccount(number: 0, account: number, label: $0.label) }
  }
}

extension ReadTransaction {
  /// What accounts stand at before a day of a year, with what the year begins with.
  func balances(before day: CalendarDate, year: Int64, _ opening: ProvisionalOpening) throws -> ProvisionalOpening {
    guard let last = day.adding(days: -1) else { return opening }
    let rows = try carriedTrialBalance(year: year, through: last, opening).rows.filter { !$0.balance.isZero }
    return ProvisionalOpening(
      years: opening.years,
      rows: Dictionary(rows.map { ($0.account, .init(account: $0.account, label: $0.label, balance: $0.balance)) }) {
        first, _ in first
      })
  }

  /// The years whose closing balances a year begins with, the nearest first: none once its opening is recorded.
  public func openingChain(year: Int64) throws -> [BookYear] {
    let years = try bookYears()
    var chain: [BookYear] = []
    guard var current = years.first(where: { $0.number == year }) else { return [] }
    while try !hasOpening(year: current.number),
      let before = years.first(where: { $0.year.end.adding(days: 1) == current.year.start })
    {
      chain.append(before)
      current = before
    }
    return chain
  }

  /// The opening that a year has while that of its own is not recorded.
  public func provisionalOpening(year: Int64) throws -> ProvisionalOpening {
    let chain = try openingChain(year: year)
    guard !chain.isEmpty else { return .none }
    let accounts = try accounts()
    let numbers = accounts.map(\.account)
    var rows: [String: ProvisionalOpening.Row] = [:]
    func add(_ account: String, _ label: String, _ balance: MoneyTotal) {
      rows[account, default: .init(account: account, label: label, balance: .zero)].balance += balance
    }
    for before in chain {
      var result = MoneyTotal.zero
      for row in try trialBalance(year: before.number, through: .latest).rows {
        if OpeningPlan.isCarried(row.account) { add(row.account, row.label, row.balance) }
        if OpeningPlan.isOfResult(row.account) { result += row.balance }
      }
      guard !result.isZero else { continue }
      let account = AccountNumber.like(numbers, beginning: result.minor < 0 ? "120" : "129")
      add(account, accounts.first { $0.account == account }?.label ?? ResultAccount.label(of: account), result)
    }
    return ProvisionalOpening(years: chain, rows: rows.filter { !$0.value.balance.isZero })
  }

  /// The balance of a year with what it begins with, provisional or not.
  public func carriedTrialBalance(year: Int64, through date: CalendarDate) throws -> TrialBalance {
    try carriedTrialBalance(year: year, through: date, provisionalOpening(year: year))
  }

  func carriedTrialBalance(
    year: Int64, through date: CalendarDate, _ opening: ProvisionalOpening
  ) throws -> TrialBalance {
    let own = try trialBalance(year: year, through: date)
    guard !opening.rows.isEmpty else { return own }
    var waiting = opening.rows
    var rows = own.rows.map { row in
      var row = row
      if let found = waiting.removeValue(forKey: row.account) { row.open(with: found.balance) }
      return row
    }
    rows += waiting.values.map { found in
      var row = TrialBalance.Row(account: found.account, label: found.label, debit: .zero, credit: .zero)
      row.open(with: found.balance)
      return row
    }
    return TrialBalance(rows: rows.sorted(byBytesOf: \.account))
  }

  /// Where accounts stand, with what the year begins with, provisional or not.
  public func carriedStandings(
    year: Int64, through date: CalendarDate, splitting beginnings: [String]
  ) throws -> [AccountStanding] {
    let opening = try provisionalOpening(year: year)
    guard !opening.rows.isEmpty else { return try standings(year: year, through: date, splitting: beginnings) }
    let sides = try carriedSides(year: year, through: date, opening.years, AccountRange(beginnings))
    return try carriedTrialBalance(year: year, through: date, opening).rows.map { row in
      guard let side = sides[row.account], side.debtors - side.creditors == row.balance else {
        return AccountStanding(account: row.account, label: row.label, balance: row.balance)
      }
      return AccountStanding(
        account: row.account, label: row.label, debtors: side.debtors, creditors: side.creditors)
    }
  }

  /// By account: debit and credit balances of its third parties, over the years of the chain and this one.
  private func carriedSides(
    year: Int64, through date: CalendarDate, _ chain: [BookYear], _ accounts: AccountRange
  ) throws -> [String: (debtors: MoneyTotal, creditors: MoneyTotal)] {
    var balances: [CarriedPlace: MoneyTotal] = [:]
    func add(_ sql: String, _ arguments: [Value]) throws {
      try scan(sql, arguments) { row in
        balances[CarriedPlace(account: row.text(0), party: row.integer(1)), default: .zero] += row.total(2)
      }
    }
    let months = date.isLastOfMonth ? date.monthNumber : date.monthNumber - 1
    let sums = """
      SELECT a.number, b.party_no, CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT)
      FROM balance b JOIN account a ON a.account_no = b.account_no
      WHERE b.year_no = ? AND b.month <= ? AND \(accounts.condition("a")) GROUP BY a.number, b.party_no
      """
    for before in chain {
      try add(sums, [.integer(before.number), .number(CalendarDate.latest.monthNumber)] + accounts.arguments)
    }
    try add(sums, [.integer(year), .number(months)] + accounts.arguments)
    if !date.isLastOfMonth {
      try add(
        """
        SELECT a.number, l.party_no, CAST(SUM(l.debit) - SUM(l.credit) AS BIGINT)
        FROM account a CROSS JOIN line_by_account l
        WHERE l.account_no = a.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
          AND \(accounts.condition("a")) GROUP BY a.number, l.party_no
        """,
        [.integer(year), .number(date.monthNumber * 100 + 1), .number(date.number)] + accounts.arguments)
    }
    return balances.reduce(into: [:]) { sides, one in
      var side = sides[one.key.account] ?? (.zero, .zero)
      if one.value.minor > 0 { side.debtors += one.value } else { side.creditors += .zero - one.value }
      sides[one.key.account] = side
    }
  }

  /// What an account, or a third party of it, begins a year with, as long as no opening is recorded.
  public func provisionalBalance(
    _ opening: ProvisionalOpening, account: NumberedAccount, party: Int64?
  ) throws -> MoneyTotal {
    guard let party else { return opening[account.account] }
    return try opening.years.reduce(MoneyTotal.zero) { sum, year in
      sum + (try accountSums(year: year.number, account: account.number, party: party).balance)
    }
  }
}

/// A third party on an account; 0 for the lines that name none.
private struct CarriedPlace: Hashable {
  let account: String
  let party: Int64
}

extension TrialBalance.Row {
  fileprivate mutating func open(with balance: MoneyTotal) {
    let amount = balance.minor < 0 ? MoneyTotal.zero - balance : balance
    if balance.minor > 0 {
      openingDebit += amount
      debit += amount
    } else {
      openingCredit += amount
      credit += amount
    }
  }
}
