import Model

/// What a third party owes or is owed on one control account.
public struct PartyBalance: Equatable, Sendable {
  public let party: NumberedParty
  /// Opening included.
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  public var balance: MoneyTotal { debit - credit }
}

/// What the lines under one matching code add up to: a balanced code is settled.
public struct MatchingSum: Equatable, Sendable {
  /// Empty for the lines that are not matched.
  public let code: String
  public let lineCount: Int64
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

extension ReadTransaction {
  /// All third parties of an account in a year, in the order of their codes.
  public func partyBalances(year: Int64, account: Int64) throws -> [PartyBalance] {
    let sql = """
      SELECT p.party_no, p.nature, p.code, p.label, b.debit, b.credit
      FROM party_account b JOIN party p ON p.party_no = b.party_no
      WHERE b.year_no = ? AND b.account_no = ? ORDER BY p.code, p.nature
      """
    return try list(sql, [.integer(year), .integer(account)]) { row in
      PartyBalance(
        party: NumberedParty(number: row.integer(0), key: try row.partyKey(1, 2), label: row.text(3)),
        debit: row.total(4), credit: row.total(5))
    }
  }

  /// A third party on an account, by its code, and how many lines it has there; nil when it has none.
  public func party(
    _ code: String, on account: NumberedAccount, year: Int64
  ) throws -> (party: NumberedParty, lineCount: Int64)? {
    let sql = """
      SELECT p.party_no, p.nature, p.code, p.label, s.line_count
      FROM party p JOIN party_account s ON s.year_no = ? AND s.party_no = p.party_no AND s.account_no = ?
      WHERE p.nature = ? AND p.code = ?
      """
    let nature = PartyNature(account: account.account)
    return try queryOne(
      sql, [.integer(year), .integer(account.number), .number(nature.rawValue), .text(code)]
    ) { row in
      let party = NumberedParty(number: row.integer(0), key: try row.partyKey(1, 2), label: row.text(3))
      return (party, row.integer(4))
    }
  }

  /// The matching codes of a third party on an account, in their order.
  public func matchingSums(year: Int64, account: Int64, party: Int64) throws -> [MatchingSum] {
    let sql = """
      SELECT matching_code, COUNT(*), CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM line_by_party
      WHERE year_no = ? AND account_no = ? AND party_no = ? GROUP BY matching_code ORDER BY matching_code
      """
    return try list(sql, [.integer(year), .integer(account), .integer(party)]) {
      MatchingSum(code: $0.text(0), lineCount: $0.integer(1), debit: $0.total(2), credit: $0.total(3))
    }
  }

  /// The matching codes of a year by account and third party, for checks over the whole of it.
  public func matchingSums(
    year: Int64, _ body: (_ account: Int64, _ party: Int64, _ sum: MatchingSum) throws -> Void
  ) throws {
    try scan(
      """
      SELECT account_no, party_no, matching_code, COUNT(*), CAST(SUM(debit) AS BIGINT),
        CAST(SUM(credit) AS BIGINT)
      FROM line_by_party WHERE year_no = ?
      GROUP BY account_no, party_no, matching_code ORDER BY account_no, party_no, matching_code
      """, [.integer(year)]
    ) { row in
      let sum = MatchingSum(
        code: row.text(2), lineCount: row.integer(3), debit: row.total(4), credit: row.total(5))
      try body(row.integer(0), row.integer(1), sum)
    }
  }
}
