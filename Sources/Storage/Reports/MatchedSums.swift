import Model

/// What the visible lines of one third party and matching code add up to in one account and year, debit less credit.
public struct MatchedSums: Equatable, Sendable {
  public let party: PartyKey?
  public let code: String
  public let movement: MoneyTotal
  /// Of entries that bring balances forward.
  public let opening: MoneyTotal

  public init(party: PartyKey?, code: String, movement: MoneyTotal, opening: MoneyTotal) {
    self.party = party
    self.code = code
    self.movement = movement
    self.opening = opening
  }
}

extension ReadTransaction {
  /// Every matching group of an account in a year, in one pass over its lines.
  ///
  /// - Parameter withoutParty: also the groups of lines that name no third party, which costs a look at each line.
  public func matchedSums(
    year: Int64, account: String, withoutParty: Bool, _ body: (MatchedSums) throws -> Void
  ) throws {
    let number = try integer("SELECT account_no FROM account WHERE number = ?", [.text(account)])
    guard let number else { return }
    let sums = { (phase: BalancePhase) in
      "CAST(SUM(CASE WHEN l.phase = \(phase.rawValue) THEN l.debit - l.credit ELSE 0 END) AS BIGINT)"
    }
    let ofParties = """
      SELECT p.nature, p.code, l.matching_code, \(sums(.movement)), \(sums(.opening))
      FROM line_by_party l JOIN party p ON p.party_no = l.party_no
      WHERE l.year_no = ? AND l.account_no = ? AND l.matching_code <> ''
      GROUP BY p.nature, p.code, l.matching_code
      """
    try scan(ofParties, [.integer(year), .integer(number)]) { row in
      try body(
        MatchedSums(
          party: try row.partyKey(0, 1), code: row.text(2), movement: row.total(3), opening: row.total(4)))
    }
    guard withoutParty else { return }
    let alone = """
      SELECT e.matching_code, \(sums(.movement)), \(sums(.opening))
      FROM line_by_account l JOIN entry_line e ON e.entry_no = l.entry_no AND e.line_no = l.line_no
      WHERE l.year_no = ? AND l.account_no = ? AND l.party_no = 0 AND e.matching_code <> ''
      GROUP BY e.matching_code
      """
    try scan(alone, [.integer(year), .integer(number)]) { row in
      try body(MatchedSums(party: nil, code: row.text(0), movement: row.total(1), opening: row.total(2)))
    }
  }
}
