import Model

// What the present reads from sums at month ends is added up from what was recorded: there is no such sum for each
// moment of the past.
extension ReadTransaction {
  /// Every account of a year that had lines by then, at the end of `month` (AAAAMM).
  func knownAccountSums(year: Int64, through month: Int32) throws -> [AccountSums] {
    func sum(_ expression: String) -> String { "CAST(SUM(\(expression)) AS BIGINT)" }
    return try list(
      """
      SELECT s.account_no, a.number, a.label, s.debit, s.credit, s.opening_debit, s.opening_credit, s.line_count
      FROM (
        SELECT m.account_no, \(sum("m.debit")) AS debit, \(sum("m.credit")) AS credit,
          \(sum("m.debit * m.phase")) AS opening_debit, \(sum("m.credit * m.phase")) AS opening_credit,
          \(sum("m.line_count")) AS line_count
        FROM account_month m WHERE m.year_no = ? AND m.month <= ? GROUP BY m.account_no) s
        JOIN account a ON a.account_no = s.account_no
      """, [.integer(year), .number(month)]
    ) { AccountSums($0) }
  }

  /// What the third parties of accounts owe and are owed at the end of `month`, for accounts that name some in the
  /// year.
  func knownPartySides(
    year: Int64, through month: Int32, _ accounts: AccountRange,
    _ body: (_ account: Int64, _ debtors: MoneyTotal, _ creditors: MoneyTotal) throws -> Void
  ) throws {
    let named = Set(try knownAccountsWithParties([year]).map(\.number))
    var sides: [Int64: (debtors: MoneyTotal, creditors: MoneyTotal)] = [:]
    for (place, balance) in try knownPartyBalances(year: year, through: month, accounts)
    where named.contains(place.account) {
      let side = sides[place.account] ?? (.zero, .zero)
      sides[place.account] =
        balance.minor > 0 ? (side.debtors + balance, side.creditors) : (side.debtors, side.creditors - balance)
    }
    for (account, side) in sides { try body(account, side.debtors, side.creditors) }
  }

  /// Debit minus credit at the end of `month`, of each third party, and of the lines that name none.
  func knownPartyBalances(
    year: Int64, through month: Int32, _ accounts: AccountRange
  ) throws -> [PartyPlace: MoneyTotal] {
    var balances: [PartyPlace: MoneyTotal] = [:]
    try query(
      """
      SELECT b.account_no, b.party_no, CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT) FROM balance b
      WHERE b.year_no = ? AND b.month <= ?
        AND b.account_no IN (SELECT i.account_no FROM account i WHERE \(accounts.condition("i")))
      GROUP BY b.account_no, b.party_no
      """, [.integer(year), .number(month)] + accounts.arguments
    ) { balances[PartyPlace(account: $0.integer(0), party: $0.integer(1))] = $0.total(2) }
    return balances
  }

  /// The accounts that had third parties by then in one of these years, in the order of their numbers.
  func knownAccountsWithParties(_ years: [Int64]) throws -> [NumberedAccount] {
    let places = Array(repeating: "?", count: years.count).joined(separator: ", ")
    return try list(
      """
      SELECT a.account_no, a.number, a.label
      FROM (SELECT DISTINCT b.account_no FROM balance b WHERE b.year_no IN (\(places)) AND b.party_no > 0) s
        JOIN account a ON a.account_no = s.account_no
      ORDER BY a.number
      """, years.map(Value.integer)
    ) { NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2)) }
  }
}

/// A third party on an account, by local numbers; party 0 is none.
struct PartyPlace: Hashable {
  let account: Int64
  let party: Int64
}
