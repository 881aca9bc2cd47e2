import Model

/// Fills `root_month` from `account_month`.
enum RootMonths {
  /// The rows of `account_month` as sums of what begins alike.
  static let source = """
    SELECT m.year_no, substr(a.number, 1, 2) AS root, m.month, m.debit, m.credit
    FROM account_month m JOIN account a ON a.account_no = m.account_no
    """

  private static let upsert = Upsert(into: StatementTables.rootMonth, .add(["debit", "credit"]))

  /// Adds lines to the months they are in.
  static func add(year: Int64, _ changes: [BalanceChange], _ writer: any WriteTransaction) throws {
    var roots: [Int64: String] = [:]
    for change in changes where roots[change.account] == nil {
      roots[change.account] = try writer.queryOne(
        "SELECT substr(number, 1, 2) FROM account WHERE account_no = ?", [.integer(change.account)]
      ) { $0.text(0) }
    }
    try writer.upsertMany(upsert) { row in
      for change in changes {
        row.set(0, year)
        row.set(1, roots[change.account] ?? "")
        row.set(2, change.month)
        row.set(3, change.debit)
        row.set(4, change.credit)
        try row.insert()
      }
    }
  }

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

  /// The same, with what the year begins with as long as no opening is recorded, in its first month.
  public func carriedRootMonths(_ year: BookYear) throws -> [RootMonth] {
    let month = year.year.start.monthNumber
    var months = try rootMonths(year: year.number)
    for row in try provisionalOpening(year: year.number).rows.values {
      let (root, isDebit) = (String(row.account.prefix(2)), row.balance.minor > 0)
      let credit = MoneyTotal.zero - row.balance
      months.append(
        RootMonth(
          root: root, month: month, debit: isDebit ? row.balance : .zero, credit: isDebit ? .zero : credit))
    }
    return months
  }
}
