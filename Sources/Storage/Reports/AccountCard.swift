import Model

/// What an account amounts to in a year.
public struct AccountCard: Equatable, Sendable {
  public let account: NumberedAccount
  public let openingDebit: MoneyTotal
  public let openingCredit: MoneyTotal
  /// Movements of the year, opening not included.
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  /// Movements month by month, opening not included; months without any are left out.
  public let months: [MonthSum]
  public let lineCount: Int64
  public let lastDate: CalendarDate?

  public var balance: MoneyTotal { openingDebit - openingCredit + debit - credit }
}

/// Sums of one month, named AAAAMM.
public struct MonthSum: Equatable, Sendable {
  public let month: Int32
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  public var balance: MoneyTotal { debit - credit }
}

extension ReadTransaction {
  /// Nil when the books have no such account.
  ///
  /// - Parameter opening: may name an account that has no line anywhere yet: that of a result not carried so far.
  public func accountCard(
    year: Int64, account number: String, _ opening: ProvisionalOpening = .none
  ) throws -> AccountCard? {
    let coming = opening.rows[number].map { NumberedAccount(number: 0, account: number, label: $0.label) }
    guard let account = try account(number) ?? coming else { return nil }
    let place = [Value.integer(year), .integer(account.number)]
    var (openingDebit, openingCredit) = (MoneyTotal.zero, MoneyTotal.zero)
    var months: [MonthSum] = []
    var lineCount: Int64 = 0
    try query(
      """
      SELECT month, phase, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT), CAST(SUM(line_count) AS BIGINT)
      FROM account_month WHERE year_no = ? AND account_no = ? GROUP BY month, phase ORDER BY month, phase
      """, place
    ) { row in
      lineCount += row.integer(4)
      if row.integer(1) == BalancePhase.opening.rawValue {
        openingDebit += row.total(2)
        openingCredit += row.total(3)
      } else {
        months.append(
          MonthSum(month: Int32(truncatingIfNeeded: row.integer(0)), debit: row.total(2), credit: row.total(3)))
      }
    }
    let last = try queryOne(
      """
      SELECT entry_date FROM line_by_account WHERE year_no = ? AND account_no = ?
      ORDER BY entry_date DESC, entry_no DESC, line_no DESC LIMIT 1
      """, place
    ) { try $0.date(0) }
    return AccountCard(
      account: account, openingDebit: openingDebit, openingCredit: openingCredit,
      debit: months.reduce(.zero) { $0 + $1.debit }, credit: months.reduce(.zero) { $0 + $1.credit },
      months: months, lineCount: lineCount, lastDate: last)
  }
}
