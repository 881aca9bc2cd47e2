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

  /// Follows lines that were just added to `balance`: only what their accounts and third parties come to changes.
  static func add(year: Int64, _ changes: [BalanceChange], _ writer: any WriteTransaction) throws {
    var byAccount: [Int64: [Int64: [Int64: Int64]]] = [:]
    for change in changes {
      let amount = try change.debit.summed(with: -change.credit)
      let known = byAccount[change.account]?[change.party]?[change.month] ?? 0
      byAccount[change.account, default: [:]][change.party, default: [:]][change.month] = try known.summed(with: amount)
    }
    for (account, parties) in byAccount.sorted(by: { $0.key < $1.key }) {
      let isKept =
        try writer.integer(
          "SELECT 1 FROM party_side WHERE year_no = ? AND account_no = ? LIMIT 1", [.integer(year), .integer(account)])
        != nil
      if isKept {
        try add(year: year, account, parties, writer)
      } else if parties.keys.contains(where: { $0 > 0 }) {
        try write(try made(year: year, account: account, writer), year: year, writer)
      }
    }
  }

  private static func add(
    year: Int64, _ account: Int64, _ parties: [Int64: [Int64: Int64]], _ writer: any WriteTransaction
  ) throws {
    var ends = try MonthEnds<Sides>(year: year, writer)
    try ends.reachLatest(of: "party_side", year: year, writer)
    for (party, changes) in parties {
      // What it came to each month, before these lines and after them.
      let now = try months(year, account, party, writer)
      var (before, after) = (Int64(0), Int64(0))
      for (month, amount) in now {
        let (oldBefore, oldAfter) = (before, after)
        after = try after.summed(with: amount)
        before = try before.summed(with: amount).summed(with: -(changes[month] ?? 0))
        let change = Sides(
          debtors: (max(after, 0) - max(oldAfter, 0)) - (max(before, 0) - max(oldBefore, 0)),
          creditors: (max(-after, 0) - max(-oldAfter, 0)) - (max(-before, 0) - max(-oldBefore, 0)))
        try ends.add(change, to: account, in: month)
      }
    }
    try write(ends, year: year, writer)
  }

  /// What a third party changes in each month, in order.
  private static func months(
    _ year: Int64, _ account: Int64, _ party: Int64, _ reader: any ReadTransaction
  ) throws -> [(month: Int64, amount: Int64)] {
    try reader.list(
      """
      SELECT month, CAST(SUM(debit) - SUM(credit) AS BIGINT) FROM balance
      WHERE year_no = ? AND account_no = ? AND party_no = ? GROUP BY month ORDER BY month
      """, [.integer(year), .integer(account), .integer(party)]
    ) { ($0.integer(0), $0.integer(1)) }
  }

  /// Adds to the rows that are there. No upsert: it would offer a row of what changes, and that may be negative.
  private static func write(_ ends: MonthEnds<Sides>, year: Int64, _ writer: any WriteTransaction) throws {
    try ends.each { account, month, sides in
      let place = [Value.integer(year), .integer(month), .integer(account)]
      let change = [Value.integer(sides.debtors), .integer(sides.creditors)]
      let found = try writer.execute(
        """
        UPDATE party_side SET debtors = debtors + ?, creditors = creditors + ?
        WHERE year_no = ? AND month = ? AND account_no = ?
        """, change + place)
      guard found == 0 else { return }
      try writer.execute(
        "INSERT INTO party_side (year_no, month, account_no, debtors, creditors) VALUES (?, ?, ?, ?, ?)",
        place + change)
    }
  }

  /// Of one account, or of all.
  private static func made(
    year: Int64, account only: Int64? = nil, _ reader: any ReadTransaction
  ) throws -> MonthEnds<Sides> {
    var ends = try MonthEnds<Sides>(year: year, reader)
    let condition = only == nil ? "" : " AND account_no = ?"
    var withParties: Set<Int64> = []
    var (account, party, balance) = (Int64(-1), Int64(-1), Int64(0))
    // In the order of the key: nothing is sorted, and each third party is met once, month after month.
    try reader.scan(
      """
      SELECT account_no, party_no, month, CAST(SUM(debit) - SUM(credit) AS BIGINT) FROM balance
      WHERE year_no = ?\(condition) GROUP BY account_no, party_no, month ORDER BY account_no, party_no, month
      """, [.integer(year)] + (only.map { [.integer($0)] } ?? [])
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
