import Model

// What third parties bring into a year and take out of it, to be held against the years around.
extension ReadTransaction {
  /// What each third party has on each account at the end of a year, opening included; not those left at nothing.
  public func partiesLeft(
    year: Int64, _ body: (_ account: String, _ party: String, _ balance: MoneyTotal) throws -> Void
  ) throws {
    let sql = """
      SELECT a.number, p.code, b.debit - b.credit
      FROM party_account b JOIN account a ON a.account_no = b.account_no JOIN party p ON p.party_no = b.party_no
      WHERE b.year_no = ? AND b.debit <> b.credit
      """
    try scan(sql, [.integer(year)]) { try body($0.text(0), $0.text(1), $0.total(2)) }
  }

  /// What the opening entries of a year bring to each third party of each account.
  public func partiesBrought(
    year: Int64, _ body: (_ account: String, _ party: String, _ balance: MoneyTotal) throws -> Void
  ) throws {
    // Each third party is met once, in the order of the key: nothing is sorted.
    let sql = """
      SELECT a.number, p.code, b.amount
      FROM (
        SELECT account_no, party_no, CAST(SUM(debit) - SUM(credit) AS BIGINT) AS amount FROM balance
        WHERE year_no = ? AND party_no > 0 AND phase = \(BalancePhase.opening.rawValue)
        GROUP BY account_no, party_no
      ) b JOIN account a ON a.account_no = b.account_no JOIN party p ON p.party_no = b.party_no
      """
    try scan(sql, [.integer(year)]) { try body($0.text(0), $0.text(1), $0.total(2)) }
  }
}
