import Model

/// What one account of a year amounts to.
struct AccountSums {
  /// In these books; the account's own number is in ``row``.
  let number: Int64
  private(set) var row: TrialBalance.Row
  private(set) var lines: Int64

  /// From account_no, number, label, both sides, both sides of the opening, count of lines.
  init(_ row: any Row) {
    number = row.integer(0)
    self.row = TrialBalance.Row(
      account: row.text(1), label: row.text(2), openingDebit: row.total(5), openingCredit: row.total(6),
      debit: row.total(3), credit: row.total(4))
    lines = row.integer(7)
  }

  mutating func add(_ days: DaySums, backward: Bool) {
    let change = backward ? days.takenOff : days
    row.debit += change.debit
    row.credit += change.credit
    row.openingDebit += change.openingDebit
    row.openingCredit += change.openingCredit
    lines += change.lines
  }
}

/// What the lines of some days add to an account.
struct DaySums {
  var debit = MoneyTotal.zero
  var credit = MoneyTotal.zero
  var openingDebit = MoneyTotal.zero
  var openingCredit = MoneyTotal.zero
  var lines: Int64 = 0

  var balance: MoneyTotal { debit - credit }

  init() {}

  /// From the columns of ``columns``, after `first`.
  init(_ row: any Row, from first: Int) {
    debit = row.total(first)
    credit = row.total(first + 1)
    openingDebit = row.total(first + 2)
    openingCredit = row.total(first + 3)
    lines = row.integer(first + 4)
  }

  /// From the columns of ``balanceColumns``, after `first`: the balance alone is right.
  init(balance row: any Row, from first: Int) {
    debit = row.total(first)
    lines = row.integer(first + 1)
  }

  /// The same with the opposite sign.
  var takenOff: DaySums {
    var sums = DaySums()
    sums.debit = .zero - debit
    sums.credit = .zero - credit
    sums.openingDebit = .zero - openingDebit
    sums.openingCredit = .zero - openingCredit
    sums.lines = -lines
    return sums
  }

  mutating func add(_ other: DaySums) {
    debit += other.debit
    credit += other.credit
    openingDebit += other.openingDebit
    openingCredit += other.openingCredit
    lines += other.lines
  }

  /// Both sides of the lines `l`, both sides of those of the opening, their count.
  static let columns = {
    func sum(_ expression: String, _ name: String) -> String { "CAST(SUM(\(expression)) AS BIGINT) AS \(name)" }
    // The phase is 1 for the opening, and 0 otherwise.
    func opening(_ side: String) -> String { "l.\(side) * l.phase" }
    return [
      sum("l.debit", "debit"), sum("l.credit", "credit"), sum(opening("debit"), "opening_debit"),
      sum(opening("credit"), "opening_credit"), "COUNT(*) AS line_count",
    ].joined(separator: ", ")
  }()
}

extension DaySums {
  /// Debit less credit of the lines `l`, their count: what statements need, at half the price of ``columns``.
  static let balanceColumns = "CAST(SUM(l.debit - l.credit) AS BIGINT) AS amount, COUNT(*) AS line_count"
}

extension ReadTransaction {
  /// Every account of a year at the end of `month` (AAAAMM), in the order of these books; later months than the year's
  /// last are as its last one.
  func accountSums(year: Int64, through month: Int32) throws -> [AccountSums] {
    if known != nil { return try knownAccountSums(year: year, through: month) }
    return try list(
      """
      SELECT s.account_no, a.number, a.label, s.debit, s.credit, s.opening_debit, s.opening_credit, s.line_count
      FROM account_month_end s JOIN account a ON a.account_no = s.account_no
      WHERE s.year_no = ? AND s.month = (SELECT MAX(month) FROM account_month_end WHERE year_no = ? AND month <= ?)
      """, [.integer(year), .integer(year), .number(month)]
    ) { AccountSums($0) }
  }

  /// By account of these books, what the lines of some days (AAAAMMJJ) add.
  func daySums(of days: ClosedRange<Int32>, year: Int64) throws -> [Int64: DaySums] {
    try daySums(DaySums.columns, of: days, year: year, leaving: AccountRange([])) { DaySums($0, from: 1) }
  }

  /// The balances alone; `left` accounts are left out.
  func dayBalances(
    of days: ClosedRange<Int32>, year: Int64, leaving left: AccountRange
  ) throws -> [Int64: DaySums] {
    try daySums(DaySums.balanceColumns, of: days, year: year, leaving: left) { DaySums(balance: $0, from: 1) }
  }

  private func daySums(
    _ columns: String, of days: ClosedRange<Int32>, year: Int64, leaving left: AccountRange,
    _ read: (any Row) -> DaySums
  ) throws -> [Int64: DaySums] {
    var sums: [Int64: DaySums] = [:]
    // CROSS JOIN: SQLite then keeps the accounts outside, and seeks the days of each instead of reading the year.
    try query(
      """
      SELECT i.account_no, \(columns)
      FROM account i CROSS JOIN line_by_account l
      WHERE l.account_no = i.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
        AND NOT \(left.condition("i"))
      GROUP BY i.account_no
      """, [.integer(year), .number(days.lowerBound), .number(days.upperBound)] + left.arguments
    ) { sums[$0.integer(0)] = read($0) }
    return sums
  }

  /// The accounts of a year after some days were added or taken off, in the order of their numbers; those left without
  /// any line are gone.
  func moved(
    _ sums: [AccountSums], by days: [Int64: DaySums], year: Int64, backward: Bool
  ) throws -> [AccountSums] {
    var waiting = days
    var sums = sums
    for place in sums.indices {
      if let change = waiting.removeValue(forKey: sums[place].number) {
        sums[place].add(change, backward: backward)
      }
    }
    // Accounts that the days meet first.
    for (number, change) in waiting {
      let found = try queryOne(
        "SELECT account_no, number, label, 0, 0, 0, 0, 0 FROM account WHERE account_no = ?", [.integer(number)]
      ) { AccountSums($0) }
      guard var account = found else { throw Fault(.database, "lines stand on an unknown account \(number)") }
      account.add(change, backward: backward)
      sums.append(account)
    }
    return sums.filter { $0.lines != 0 }.sorted(byBytesOf: \.row.account)
  }
}
