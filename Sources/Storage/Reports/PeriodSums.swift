import Model

extension ReadTransaction {
  /// What some accounts add up to from a day to another of a year: whole months from the monthly sums, the days of the
  /// months that the two days cut from the lines.
  public func periodSums(
    year: Int64, accounts: AccountSpan, from start: CalendarDate?, through date: CalendarDate?
  ) throws -> RangeSums {
    let all = try sums(year, accounts, through: date)
    guard let before = start?.adding(days: -1) else { return all }
    return all - (try sums(year, accounts, through: before))
  }

  private func sums(_ year: Int64, _ accounts: AccountSpan, through date: CalendarDate?) throws -> RangeSums {
    let span = [Value.text(accounts.lowest), .text(accounts.highest.afterAllThatStartSo)]
    let wholeMonths = date.map { $0.isLastOfMonth ? $0.monthNumber : $0.monthNumber - 1 }
    var sums = RangeSums()
    try query(
      """
      SELECT CAST(SUM(m.debit) AS BIGINT), CAST(SUM(m.credit) AS BIGINT)
      FROM account a CROSS JOIN account_month m
      WHERE a.number >= ? AND a.number < ? AND m.year_no = ? AND m.account_no = a.account_no
        \(wholeMonths == nil ? "" : "AND m.month <= ?")
      """, span + [.integer(year)] + (wholeMonths.map { [.number($0)] } ?? [])
    ) { sums.add($0) }
    guard let date, !date.isLastOfMonth else { return sums }
    // CROSS JOIN: SQLite then keeps the accounts outside, and seeks the days of each instead of reading the year.
    try query(
      """
      SELECT CAST(SUM(l.debit) AS BIGINT), CAST(SUM(l.credit) AS BIGINT)
      FROM account a CROSS JOIN line_by_account l
      WHERE a.number >= ? AND a.number < ? AND l.year_no = ? AND l.account_no = a.account_no
        AND l.entry_date BETWEEN ? AND ?
      """, span + [.integer(year), .number(date.monthNumber * 100 + 1), .number(date.number)]
    ) { sums.add($0) }
    return sums
  }
}
