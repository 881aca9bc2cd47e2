import Model

extension ReadTransaction {
  /// Every balance that is kept, at its own grain, to be held against the log.
  public func storedBalances(_ body: (BalanceFold.Key, BalanceFold.Sums) throws -> Void) throws {
    let sql = """
      SELECT y.end_date, a.number, b.party_no, p.nature, p.code, b.month, b.phase, b.debit, b.credit
      FROM balance b JOIN account a ON a.account_no = b.account_no JOIN fiscal_year y ON y.year_no = b.year_no
        LEFT JOIN party p ON p.party_no = b.party_no
      """
    try query(sql) { row in
      let key = BalanceFold.Key(
        yearEnd: try row.date(0), account: row.text(1),
        party: row.integer(2) == 0 ? nil : try row.partyKey(3, 4),
        month: Int32(truncatingIfNeeded: row.integer(5)),
        isOpening: row.integer(6) == BalancePhase.opening.rawValue)
      try body(key, BalanceFold.Sums(debit: row.total(7), credit: row.total(8)))
    }
  }

  /// The sums of the lines that pages show, by year and account: they must be those of the balances.
  public func storedLineSums(
    _ body: (_ yearEnd: CalendarDate, _ account: String, _ lineCount: Int64, _ sums: BalanceFold.Sums) throws -> Void
  ) throws {
    let sql = """
      SELECT y.end_date, a.number, COUNT(*), CAST(SUM(l.debit) AS BIGINT), CAST(SUM(l.credit) AS BIGINT)
      FROM line_by_account l JOIN fiscal_year y ON y.year_no = l.year_no
        JOIN account a ON a.account_no = l.account_no
      GROUP BY l.year_no, l.account_no, y.end_date, a.number
      """
    try query(sql) { row in
      try body(
        try row.date(0), row.text(1), row.integer(2), BalanceFold.Sums(debit: row.total(3), credit: row.total(4)))
    }
  }

  /// Entries and lines of the imports that can be seen, counted one by one.
  public func storedCounts() throws -> (entries: Int64, lines: Int64) {
    let visible = "SELECT import_no FROM import_run WHERE state = \(ImportState.completed.rawValue)"
    let entries = try integer("SELECT COUNT(*) FROM entry WHERE import_no IN (\(visible))") ?? 0
    let lines =
      try integer(
        """
        SELECT COUNT(*) FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no WHERE e.import_no IN (\(visible))
        """) ?? 0
    return (entries, lines)
  }
}
