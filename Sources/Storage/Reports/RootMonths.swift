import Model

/// Fills `root_month` from `account_month`.
enum RootMonths {
  /// The rows of `account_month` as sums of what begins alike.
  static let source = """
    SELECT m.year_no, substr(a.number, 1, 2) AS root, m.month, m.debit, m.credit
    FROM account_month m JOIN account a ON a.account_no = m.account_no
    """

  /// Makes the rows of a year again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM root_month WHERE year_no = ?", [.integer(year)])
    try writer.execute(
      """
      INSERT INTO root_month (year_no, root, month, debit, credit)
      SELECT year_no, root, month, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM (\(source)) s
      WHERE year_no = ? GROUP BY year_no, root, month ORDER BY year_no, root, month
      """, [.integer(year)])
  }
}

extension ReadTransaction {
  /// What the accounts of each root add up to in every month of a year, openings included: a few hundred rows however
  /// many accounts there are.
  public func rootMonths(year: Int64) throws -> [RootMonth] {
    try list("SELECT root, month, debit, credit FROM root_month WHERE year_no = ?", [.integer(year)]) { row in
      RootMonth(
        root: row.text(0), month: Int32(truncatingIfNeeded: row.integer(1)), debit: row.total(2),
        credit: row.total(3))
    }
  }
}
