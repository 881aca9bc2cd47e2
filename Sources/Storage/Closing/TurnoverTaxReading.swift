import Model

extension ReadTransaction {
  /// What the year collected of VAT: credit less debit of 4457, and of the tax that waits for its payment beside it
  /// (4458). Returns (4455), purchases that bear their own tax (4456), sales of assets and other income, and what goes
  /// from one year to another are left out.
  public func collectedTax(year: Int64) throws -> MoneyTotal {
    let collected = AccountRange(["4457"])
    let (waiting, others) = (AccountRange(["4458"]), AccountRange(["44581", "44583", "44586"]))
    let left = AccountRange(["4455", "4456"] + TurnoverTax.deferring)
    let (sales, income) = (AccountRange(["70"]), AccountRange(["7"]))
    func touches(_ accounts: AccountRange) -> String {
      """
      EXISTS (SELECT 1 FROM entry_line l JOIN account b ON b.account_no = l.account_no
        WHERE l.entry_no = v.entry_no AND \(accounts.condition("b")))
      """
    }
    let sum = try queryOne(
      """
      SELECT CAST(SUM(v.credit) - SUM(v.debit) AS BIGINT) FROM account a CROSS JOIN line_by_account v
      WHERE v.account_no = a.account_no AND v.year_no = ? AND v.phase = 0
        AND (\(collected.condition("a")) OR (\(waiting.condition("a")) AND NOT \(others.condition("a"))
          AND (\(touches(collected)) OR \(touches(sales)))))
        AND NOT \(touches(left)) AND (\(touches(sales)) OR NOT \(touches(income)))
      """,
      [.integer(year)] + collected.arguments + waiting.arguments + others.arguments + collected.arguments
        + sales.arguments + left.arguments + sales.arguments + income.arguments
    ) { $0.isNull(0) ? .zero : $0.total(0) }
    return sum ?? .zero
  }

  /// What entries that move income from one year to another made of accounts of class 70: credit less debit.
  public func deferredTurnover(year: Int64) throws -> [String: MoneyTotal] {
    let (sales, deferring) = (AccountRange(["70"]), AccountRange(TurnoverTax.deferring))
    var found: [String: MoneyTotal] = [:]
    try scan(
      """
      SELECT a.number, CAST(SUM(l.credit) - SUM(l.debit) AS BIGINT)
      FROM entry_line l JOIN account a ON a.account_no = l.account_no
      WHERE \(sales.condition("a")) AND l.entry_no IN (
        SELECT v.entry_no FROM account b CROSS JOIN line_by_account v
        WHERE v.account_no = b.account_no AND v.year_no = ? AND v.phase = 0 AND \(deferring.condition("b")))
      GROUP BY a.number
      """, sales.arguments + [.integer(year)] + deferring.arguments
    ) { found[$0.text(0)] = $0.total(1) }
    return found
  }
}
