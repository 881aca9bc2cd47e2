import Model

extension ReadTransaction {
  /// The third parties with the largest balances over all accounts whose numbers start with one of `prefixes`, the
  /// largest first: what they owe us when `owedToUs`, what we owe them otherwise.
  ///
  /// - Parameter years: this one, then those that its opening is made of as long as none is recorded.
  public func partyBalances(
    years: [Int64], prefixes: [String], owedToUs: Bool, limit: Int
  ) throws -> [Overview.PartyBalance] {
    let accounts = AccountRange(prefixes)
    let here = years.map(Value.integer)
    let amount = owedToUs ? "SUM(b.debit) - SUM(b.credit)" : "SUM(b.credit) - SUM(b.debit)"
    // The few largest are found in the order of the key, before any name is looked up.
    let sql = """
      SELECT p.code, p.label, MIN(a.number), t.amount
      FROM (
        SELECT b.party_no, CAST(\(amount) AS BIGINT) AS amount FROM party_account b
        WHERE b.year_no IN (\(here.places))
          AND b.account_no IN (SELECT i.account_no FROM account i WHERE \(accounts.condition("i")))
        GROUP BY b.party_no HAVING \(amount) > 0 ORDER BY amount DESC, b.party_no LIMIT ?) t
        JOIN party p ON p.party_no = t.party_no
        JOIN party_account o ON o.year_no IN (\(here.places)) AND o.party_no = t.party_no
        JOIN account a ON a.account_no = o.account_no AND \(accounts.condition("a"))
      GROUP BY t.party_no, p.code, p.label, t.amount ORDER BY t.amount DESC, p.code
      """
    let arguments = here + accounts.arguments + [.number(limit)] + here + accounts.arguments
    return try list(sql, arguments) {
      Overview.PartyBalance(code: $0.text(0), label: $0.text(1), account: $0.text(2), amount: $0.total(3))
    }
  }
}
