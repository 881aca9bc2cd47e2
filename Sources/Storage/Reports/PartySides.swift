import Model

/// Fills `party_side` from `balance`.
enum PartySides {
  private struct Sides {
    var debtors: Int64 = 0
    var creditors: Int64 = 0
  }

  private struct Place: Hashable {
    let account: Int64
    let month: Int64
  }

  /// Makes the rows of a year again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM party_side WHERE year_no = ?", [.integer(year)])
    var changes: [Place: Sides] = [:]
    var latest =
      try writer.integer("SELECT end_date FROM fiscal_year WHERE year_no = ?", [.integer(year)])
      .map { $0 / 100 } ?? 0
    var withParties: Set<Int64> = []
    var (account, party, balance) = (Int64(-1), Int64(-1), Int64(0))
    // In the order of the key: nothing is sorted, and each third party is met once, month after month.
    try writer.scan(
      """
      SELECT account_no, party_no, month, CAST(SUM(debit) - SUM(credit) AS BIGINT) FROM balance
      WHERE year_no = ? GROUP BY account_no, party_no, month ORDER BY account_no, party_no, month
      """, [.integer(year)]
    ) { row in
      if (account, party) != (row.integer(0), row.integer(1)) {
        (account, party, balance) = (row.integer(0), row.integer(1), 0)
        if party > 0 { withParties.insert(account) }
      }
      let place = Place(account: account, month: row.integer(2))
      let (next, overflow) = balance.addingReportingOverflow(row.integer(3))
      guard !overflow else { throw Fault(.database, "the balance of a third party exceeds 64 bits") }
      changes[place, default: Sides()].debtors += max(next, 0) - max(balance, 0)
      changes[place, default: Sides()].creditors += max(-next, 0) - max(-balance, 0)
      balance = next
      latest = max(latest, place.month)
    }
    try write(year, changes.filter { withParties.contains($0.key.account) }, through: latest, writer)
  }

  /// One row for each month from the first change of an account on, in the order of the key.
  private static func write(
    _ year: Int64, _ changes: [Place: Sides], through latest: Int64, _ writer: any WriteTransaction
  ) throws {
    let accounts = Set(changes.keys.map(\.account)).sorted()
    var standing: [Int64: Sides] = [:]
    try writer.insertMany(into: StatementTables.partySide, columns: StatementTables.partySide.columnNames) { row in
      var month = changes.keys.map(\.month).min() ?? latest + 1
      while month <= latest {
        for account in accounts {
          if let change = changes[Place(account: account, month: month)] {
            standing[account, default: Sides()].debtors += change.debtors
            standing[account, default: Sides()].creditors += change.creditors
          }
          guard let sides = standing[account] else { continue }
          row.set(0, year)
          row.set(1, month)
          row.set(2, account)
          row.set(3, sides.debtors)
          row.set(4, sides.creditors)
          try row.insert()
        }
        month = month % 100 == 12 ? month + 89 : month + 1
      }
    }
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
