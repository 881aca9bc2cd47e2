import Model

extension ReadTransaction {
  /// How many entries of a year can be seen, and how many of them are not of its days.
  public func entryCounts(year: Int64, _ days: FiscalYear) throws -> (all: Int, outside: Int) {
    let found = try queryOne(
      """
      SELECT COUNT(*), CAST(SUM(CASE WHEN entry_date < ? OR entry_date > ? THEN 1 ELSE 0 END) AS BIGINT)
      FROM entry_by_journal WHERE year_no = ?
      """, [.number(days.start.number), .number(days.end.number), .integer(year)]
    ) { (all: Int($0.integer(0)), outside: Int($0.optionalInteger(1) ?? 0)) }
    return found ?? (0, 0)
  }

  /// Entries of a year that their source left unbalanced.
  public func unbalancedCount(year: Int64) throws -> Int {
    let flag = EntryFlags.unbalancedAtSource.rawValue
    let found = try integer(
      "SELECT COUNT(*) FROM entry e WHERE e.year_no = ? AND e.flags & \(flag) <> 0 AND \(Self.visible)",
      [.integer(year)])
    return Int(found ?? 0)
  }

  /// The lowest that each account of cash stood at, where that is below nothing, and the first day it did.
  public func cashLows(year: Int64) throws -> [ClosingFacts.CashLow] {
    var lows: [ClosingFacts.CashLow] = []
    var account: (number: String, label: String)?
    var (balance, low): (MoneyTotal, (day: CalendarDate, balance: MoneyTotal)?) = (.zero, nil)
    func close() {
      if let account, let low {
        lows.append(
          ClosingFacts.CashLow(account: account.number, label: account.label, day: low.day, balance: low.balance))
      }
      (balance, low) = (.zero, nil)
    }
    try scan(
      """
      SELECT a.number, a.label, v.entry_date, CAST(SUM(v.debit) - SUM(v.credit) AS BIGINT)
      FROM line_by_account v JOIN account a ON a.account_no = v.account_no
      WHERE v.year_no = ? AND a.number >= '53' AND a.number < '54'
      GROUP BY a.number, a.label, v.entry_date ORDER BY a.number, v.entry_date
      """, [.integer(year)]
    ) { row in
      if account?.number != row.text(0) {
        close()
        account = (row.text(0), row.text(1))
      }
      balance += row.total(3)
      if balance.minor < min(0, low?.balance.minor ?? 0) { low = (try row.date(2), balance) }
    }
    close()
    return lows
  }

  /// Accounts of suppliers and customers with lines that nothing settles, dated on that day or before.
  public func oldOpenLines(year: Int64, through day: CalendarDate) throws -> [ClosingItem.Finding] {
    var found: [String: ClosingItem.Finding] = [:]
    for (table, condition) in [("line_by_party", ""), ("line_by_account", "AND v.party_no = 0")] {
      try scan(
        """
        SELECT a.number, a.label, COUNT(*), CAST(SUM(v.debit) - SUM(v.credit) AS BIGINT), MIN(v.entry_date)
        FROM \(table) v JOIN account a ON a.account_no = v.account_no
          JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
          LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no
        WHERE v.year_no = ? AND a.number >= '40' AND a.number < '42' AND v.entry_date <= ? AND l.matching_code = ''
          AND ml.matching_no IS NULL \(condition)
        GROUP BY a.number, a.label
        """, [.integer(year), .number(day.number)]
      ) { row in
        let before = found[row.text(0)]
        let oldest = try row.date(4)
        found[row.text(0)] = ClosingItem.Finding(
          place: row.text(0), label: row.text(1), amount: (before?.amount ?? .zero) + row.total(3),
          day: min(before?.day ?? oldest, oldest), count: (before?.count ?? 0) + Int(row.integer(2)))
      }
    }
    return found.values.sorted(byBytesOf: \.place)
  }

  /// Accounts where a whole matching made here does not add up to nothing.
  public func unbalancedLetters(year: Int64) throws -> [ClosingItem.Finding] {
    try list(
      """
      SELECT g.number, g.label, COUNT(*) FROM (
        SELECT a.number AS number, a.label AS label, m.matching_no AS matching_no
        FROM matching m JOIN matching_line ml ON ml.matching_no = m.matching_no
          JOIN entry e ON e.entry_no = ml.entry_no
          JOIN entry_line l ON l.entry_no = ml.entry_no AND l.line_no = ml.line_no
          JOIN account a ON a.account_no = m.account_no
        WHERE m.state = \(MatchingState.effective.rawValue) AND m.code = UPPER(m.code)
        GROUP BY a.number, a.label, m.matching_no
        HAVING MIN(e.year_no) <= ? AND MAX(e.year_no) >= ? AND SUM(l.debit) <> SUM(l.credit)) g
      GROUP BY g.number, g.label ORDER BY g.number
      """, [.integer(year), .integer(year)]
    ) { ClosingItem.Finding(place: $0.text(0), label: $0.text(1), count: Int($0.integer(2))) }
  }

  /// How many numbers given here are not there, by series of the year; blank for the one series of all journals.
  public func missingNumbers(year: Int64, endingOn end: CalendarDate) throws -> [String: Int] {
    let series = try self.series(.whole(yearEnd: end)) == nil ? "j.code" : "''"
    var missing: [String: Int] = [:]
    try scan(
      """
      SELECT n.series, COUNT(DISTINCT n.number), MIN(n.number), MAX(n.number)
      FROM (SELECT \(series) AS series, CAST(e.number AS BIGINT) AS number
        FROM entry e JOIN journal j ON j.journal_no = e.journal_no WHERE e.year_no = ? AND e.import_no = 0) n
      GROUP BY n.series
      """, [.integer(year)]
    ) { row in
      let gap = row.integer(3) - row.integer(2) + 1 - row.integer(1)
      if gap > 0 { missing[row.text(0)] = Int(gap) }
    }
    return missing
  }
}

extension ReadTransaction {
  /// Open drafts of the days of a year, and those that bear no day.
  public func draftCounts(_ days: FiscalYear) throws -> (dated: Int, undated: Int) {
    let found = try queryOne(
      """
      SELECT COUNT(entry_date), COUNT(*) - COUNT(entry_date) FROM draft
      WHERE state = 1 AND (entry_date IS NULL OR (entry_date >= ? AND entry_date <= ?))
      """, [.number(days.start.number), .number(days.end.number)]
    ) { (dated: Int($0.integer(0)), undated: Int($0.integer(1))) }
    return found ?? (0, 0)
  }
}
