import Model

extension ReadTransaction {
  /// The third parties with the largest balances over all accounts whose numbers start with one of `prefixes`, the
  /// largest first: what they owe us when `owedToUs`, what we owe them otherwise.
  public func partyBalances(
    year: Int64, prefixes: [String], owedToUs: Bool, limit: Int
  ) throws -> [Overview.PartyBalance] {
    let conditions = prefixes.map { _ in "(a.number >= ? AND a.number < ?)" }.joined(separator: " OR ")
    let amount = owedToUs ? "SUM(b.debit) - SUM(b.credit)" : "SUM(b.credit) - SUM(b.debit)"
    let sql = """
      SELECT p.code, p.label, MIN(a.number), CAST(\(amount) AS BIGINT) AS amount
      FROM party_account b JOIN account a ON a.account_no = b.account_no JOIN party p ON p.party_no = b.party_no
      WHERE b.year_no = ? AND (\(conditions))
      GROUP BY p.party_no, p.code, p.label HAVING \(amount) > 0 ORDER BY amount DESC, p.code LIMIT ?
      """
    // `:` follows `9`: the range holds all that starts with the prefix.
    let range = prefixes.flatMap { [Value.text($0), .text($0 + ":")] }
    return try list(sql, [.integer(year)] + range + [.number(limit)]) {
      Overview.PartyBalance(code: $0.text(0), label: $0.text(1), account: $0.text(2), amount: $0.total(3))
    }
  }
}
