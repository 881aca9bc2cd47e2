import Model

extension ReadTransaction {
  /// The balance of a year at the end of `date`: whole months from the monthly sums, the days of the last month from
  /// the lines by account. Accounts without any movement are left out.
  public func trialBalance(year: Int64, through date: CalendarDate) throws -> TrialBalance {
    var rows: [Int64: TrialBalance.Row] = [:]
    let wholeMonths = date.isLastOfMonth ? date.monthNumber : date.monthNumber - 1
    // Added up by account alone, in the order of the key, before any label is looked up: nothing is sorted.
    try query(
      Self.labelled(
        """
        SELECT b.account_no, \(Self.sums(of: "b"))
        FROM account_month b WHERE b.year_no = ? AND b.month <= ? GROUP BY b.account_no
        """), [.integer(year), .number(wholeMonths)]
    ) { rows.add($0) }
    if !date.isLastOfMonth {
      // CROSS JOIN: SQLite then keeps the accounts outside, and seeks the days of each instead of reading the year.
      try query(
        Self.labelled(
          """
          SELECT i.account_no, \(Self.sums(of: "l"))
          FROM account i CROSS JOIN line_by_account l
          WHERE l.account_no = i.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
          GROUP BY i.account_no
          """), [.integer(year), .number(date.monthNumber * 100 + 1), .number(date.number)]
      ) { rows.add($0) }
    }
    return TrialBalance(rows: rows.values.sorted(byBytesOf: \.account))
  }

  private static func labelled(_ sums: String) -> String {
    """
    SELECT s.account_no, a.number, a.label, s.debit, s.credit, s.opening_debit, s.opening_credit
    FROM (\(sums)) s JOIN account a ON a.account_no = s.account_no
    """
  }

  private static func sums(of table: String) -> String {
    func sum(_ expression: String, _ name: String) -> String { "CAST(SUM(\(expression)) AS BIGINT) AS \(name)" }
    func opening(_ side: String) -> String { "CASE WHEN \(table).phase = 1 THEN \(table).\(side) ELSE 0 END" }
    return [
      sum("\(table).debit", "debit"), sum("\(table).credit", "credit"), sum(opening("debit"), "opening_debit"),
      sum(opening("credit"), "opening_credit"),
    ].joined(separator: ", ")
  }
}

extension [Int64: TrialBalance.Row] {
  /// Adds a group: account_no, number, label, then both sides, then both sides of the opening.
  fileprivate mutating func add(_ row: any Row) {
    var found =
      self[row.integer(0)]
      ?? TrialBalance.Row(account: row.text(1), label: row.text(2), debit: .zero, credit: .zero)
    found.debit += row.total(3)
    found.credit += row.total(4)
    found.openingDebit += row.total(5)
    found.openingCredit += row.total(6)
    self[row.integer(0)] = found
  }
}
