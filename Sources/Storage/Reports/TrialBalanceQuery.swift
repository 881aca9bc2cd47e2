import Model

extension ReadTransaction {
  /// The balance of a year at the end of `date`: what is kept for the nearest month's end, and the lines of the days
  /// between. Accounts without any movement are left out.
  public func trialBalance(year: Int64, through date: CalendarDate) throws -> TrialBalance {
    let days = MonthEndDays(date)
    var sums: [AccountSums] = []
    try query(
      """
      SELECT s.account_no, a.number, a.label, s.debit, s.credit, s.opening_debit, s.opening_credit, s.line_count
      FROM account_month_end s JOIN account a ON a.account_no = s.account_no
      WHERE s.year_no = ? AND s.month = (SELECT MAX(month) FROM account_month_end WHERE year_no = ? AND month <= ?)
      """, [.integer(year), .integer(year), .number(days.month)]
    ) { sums.append(AccountSums($0)) }
    if let between = days.between {
      try add(linesOf: between, year: year, to: &sums, backward: days.isBackward)
    }
    return TrialBalance(rows: sums.map(\.row).sorted(byBytesOf: \.account))
  }

  private func add(
    linesOf days: ClosedRange<Int32>, year: Int64, to sums: inout [AccountSums], backward: Bool
  ) throws {
    var places: [Int64: Int] = [:]
    for (place, one) in sums.enumerated() { places[one.number] = place }
    // CROSS JOIN: SQLite then keeps the accounts outside, and seeks the days of each instead of reading the year.
    // Added up by account alone, before any label is looked up: nothing is sorted.
    try query(
      """
      SELECT s.account_no, a.number, a.label, s.debit, s.credit, s.opening_debit, s.opening_credit, s.line_count
      FROM (
        SELECT i.account_no, \(Self.sums)
        FROM account i CROSS JOIN line_by_account l
        WHERE l.account_no = i.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
        GROUP BY i.account_no) s JOIN account a ON a.account_no = s.account_no
      """, [.integer(year), .number(days.lowerBound), .number(days.upperBound)]
    ) { row in
      let moved = AccountSums(row)
      if let place = places[moved.number] {
        sums[place].add(moved, backward: backward)
      } else {
        sums.append(moved)
      }
    }
    sums.removeAll { $0.lines == 0 }
  }

  private static var sums: String {
    func sum(_ expression: String, _ name: String) -> String { "CAST(SUM(\(expression)) AS BIGINT) AS \(name)" }
    func opening(_ side: String) -> String { "CASE WHEN l.phase = 1 THEN l.\(side) ELSE 0 END" }
    return [
      sum("l.debit", "debit"), sum("l.credit", "credit"), sum(opening("debit"), "opening_debit"),
      sum(opening("credit"), "opening_credit"), "COUNT(*) AS line_count",
    ].joined(separator: ", ")
  }
}

/// One account while its days are added.
private struct AccountSums {
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

  /// - Parameter backward: the days of `moved` come after the one asked for: they are taken off.
  mutating func add(_ moved: AccountSums, backward: Bool) {
    if backward {
      row.debit = row.debit - moved.row.debit
      row.credit = row.credit - moved.row.credit
      row.openingDebit = row.openingDebit - moved.row.openingDebit
      row.openingCredit = row.openingCredit - moved.row.openingCredit
      lines -= moved.lines
    } else {
      row.debit += moved.row.debit
      row.credit += moved.row.credit
      row.openingDebit += moved.row.openingDebit
      row.openingCredit += moved.row.openingCredit
      lines += moved.lines
    }
  }
}
