import Model

extension ReadTransaction {
  /// Every balance that is kept, at its own grain, to be held against the log.
  public func storedBalances(_ body: (BalanceFold.Key, BalanceFold.Sums) throws -> Void) throws {
    let sql = """
      SELECT y.end_date, a.number, b.party_no, p.nature, p.code, b.month, b.phase, b.debit, b.credit
      FROM balance b JOIN account a ON a.account_no = b.account_no JOIN fiscal_year y ON y.year_no = b.year_no
        LEFT JOIN party p ON p.party_no = b.party_no
      """
    try scan(sql, []) { row in
      let key = BalanceFold.Key(
        yearEnd: try row.date(0), account: row.text(1),
        party: row.integer(2) == 0 ? nil : try row.partyKey(3, 4),
        month: Int32(truncatingIfNeeded: row.integer(5)),
        isOpening: row.integer(6) == BalancePhase.opening.rawValue)
      try body(key, BalanceFold.Sums(debit: row.total(7), credit: row.total(8)))
    }
  }
}
