import Model

/// The figures of the first page, all from the monthly sums.
public struct DashboardFigures: Equatable, Sendable {
  /// Class 6 month by month; a charge is a positive balance.
  public let charges: [MonthSum]
  /// Class 7 month by month; a product is a negative balance.
  public let products: [MonthSum]
  /// Debit minus credit of banks and cash (512, 514, 515, 516, 517, 53, 54), opening included.
  public let treasury: MoneyTotal
  /// Debit minus credit of customers (411).
  public let customers: MoneyTotal
  /// Debit minus credit of suppliers (401).
  public let suppliers: MoneyTotal
}

extension ReadTransaction {
  public func dashboardFigures(year: Int64) throws -> DashboardFigures {
    DashboardFigures(
      charges: try monthSums(year: year, accountsStartingWith: "6"),
      products: try monthSums(year: year, accountsStartingWith: "7"),
      treasury: try ["512", "514", "515", "516", "517", "53", "54"].reduce(MoneyTotal.zero) {
        $0 + (try balance(year: year, accountsStartingWith: $1))
      },
      customers: try balance(year: year, accountsStartingWith: "411"),
      suppliers: try balance(year: year, accountsStartingWith: "401"))
  }

  // CROSS JOIN below: SQLite then seeks the sums of the few accounts concerned, instead of reading those of the year.

  /// Movements by month of all accounts whose number starts with `prefix` (digits), opening not included.
  public func monthSums(year: Int64, accountsStartingWith prefix: String) throws -> [MonthSum] {
    let sql = """
      SELECT b.month, CAST(SUM(b.debit) AS BIGINT), CAST(SUM(b.credit) AS BIGINT)
      FROM account a CROSS JOIN balance b
      WHERE b.account_no = a.account_no AND b.year_no = ? AND b.phase = 0 AND a.number >= ? AND a.number < ? GROUP BY b.month ORDER BY b.month
      """
    return try list(sql, [.integer(year)] + Self.range(of: prefix)) {
      MonthSum(month: Int32(truncatingIfNeeded: $0.integer(0)), debit: $0.total(1), credit: $0.total(2))
    }
  }

  /// Debit minus credit at the end of the year, opening included.
  public func balance(year: Int64, accountsStartingWith prefix: String) throws -> MoneyTotal {
    let sql = """
      SELECT CAST(SUM(b.debit) AS BIGINT), CAST(SUM(b.credit) AS BIGINT)
      FROM account a CROSS JOIN balance b
      WHERE b.account_no = a.account_no AND b.year_no = ? AND a.number >= ? AND a.number < ?
      """
    return try queryOne(sql, [.integer(year)] + Self.range(of: prefix)) { $0.total(0) - $0.total(1) } ?? .zero
  }

  /// From the prefix itself to what follows all that starts with it: `:` comes after `9`.
  private static func range(of prefix: String) -> [Value] { [.text(prefix), .text(prefix + ":")] }
}
