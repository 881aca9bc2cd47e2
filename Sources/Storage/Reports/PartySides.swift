import Model

/// Fills `party_side` from `balance`.
enum PartySides {
  private struct Sides: AccumulatedSums {
    var debtors: Int64 = 0
    var creditors: Int64 = 0

    mutating func add(_ change: Sides) throws {
      debtors = try debtors.summed(with: change.debtors)
      creditors = try creditors.summed(with: change.creditors)
    }
  }

  /// Makes the rows of a year again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM party_side WHERE year_no = ?", [.integer(year)])
    let ends = try made(year: year, writer)
    try writer.insertMany(into: StatementTables.partySide, columns: StatementTables.partySide.columnNames) { row in
      try ends.each { account, month, sides in
        row.set(0, year)
        row.set(1, month)
        row.set(2, account)
        row.set(3, sides.debtors)
        row.set(4, sides.creditors)
        try row.insert()
      }
    }
  }

  private static func made(year: Int64, _ reader: any ReadTransaction) throws -> MonthEnds<Sides> {
    var ends = try MonthEnds<Sides>(year: year, reader)
    var withParties: Set<Int64> = []
    var (account, party, balance) = (Int64(-1), Int64(-1), Int64(0))
    // In the order of the key: nothing is sorted, and each third party is met once, month after month.
    try reader.scan(
      """
      SELECT account_no, party_no, month, CAST(SUM(debit) - SUM(credit) AS BIGINT) FROM balance
      WHERE year_no = ? GROUP BY account_no, party_no, month ORDER BY account_no, party_no, month
      """, [.integer(year)]
    ) { row in
      if (account, party) != (row.integer(0), row.integer(1)) {
        (account, party, balance) = (row.integer(0), row.integer(1), 0)
        if party > 0 { withParties.insert(account) }
      }
      let next = try balance.summed(with: row.integer(3))
      let change = Sides(
        debtors: max(next, 0) - max(balance, 0), creditors: max(-next, 0) - max(-balance, 0))
      try ends.add(change, to: account, in: row.integer(2))
      balance = next
    }
    ends.keep(onlyAccounts: withParties)
    return ends
  }
}

extension ReadTransaction {
  /// Every row that is kept, to be held against the log.
  public func storedPartySides(
    _ body: (
      _ yearEnd: CalendarDate, _ account: String, _ month: Int32, _ debtors: MoneyTotal, _ creditors: MoneyTotal
    ) throws -> Void
  ) throws {
    let sql = """
      SELECT y.end_date, a.number, s.month, s.debtors, s.creditors
      FROM party_side s JOIN account a ON a.account_no = s.account_no JOIN fiscal_year y ON y.year_no = s.year_no
      """
    try query(sql) { row in
      try body(
        try row.date(0), row.text(1), Int32(truncatingIfNeeded: row.integer(2)), row.total(3), row.total(4))
    }
  }
}
