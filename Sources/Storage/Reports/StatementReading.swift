import Model

/// A line of an entry that may close a year.
public struct ClosingLine: Equatable, Sendable {
  public let account: String
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  /// Charges and products.
  public var isOfResult: Bool { account.hasPrefix("6") || account.hasPrefix("7") }
  /// The result of the year.
  public var isOfYearResult: Bool { account.hasPrefix("12") }
  /// Accounts that a closing goes through (PCG 88 and 89).
  public var isOfClosing: Bool { account.hasPrefix("88") || account.hasPrefix("89") }
}

extension ReadTransaction {
  /// Where every account of a year stands at the end of `date`, in the order of account numbers. The third parties of
  /// accounts that start with one of `beginnings` are told apart.
  ///
  /// - Throws: ``Model/Fault`` `.database` when the third parties of an account do not add up to its balance.
  public func standings(
    year: Int64, through date: CalendarDate, splitting beginnings: [String]
  ) throws -> [AccountStanding] {
    let sides = try partySides(year: year, through: date, beginnings)
    return try trialBalance(year: year, through: date).rows.map { row in
      guard let side = sides[row.account] else {
        return AccountStanding(account: row.account, label: row.label, balance: row.balance)
      }
      let standing = AccountStanding(
        account: row.account, label: row.label, debtors: side.debtors, creditors: side.creditors)
      guard standing.balance == row.balance else {
        throw Fault(.database, "the third parties of \(row.account) do not add up to its balance")
      }
      return standing
    }
  }

  /// The entries up to `date` that may close the year: those of charges and products (6, 7), the result of the year
  /// (12) and accounts of the closing (88, 89), and of nothing else.
  public func closingCandidates(year: Int64, through date: CalendarDate) throws -> [[ClosingLine]] {
    var entries: [[ClosingLine]] = []
    var current: Int64?
    // CROSS JOIN: the few accounts 12 and 88 outside, so that their lines alone are sought. `:` follows `9`.
    try query(
      """
      SELECT l.entry_no, a.number, l.debit, l.credit
      FROM entry_line l JOIN account a ON a.account_no = l.account_no
      WHERE l.entry_no IN (
        SELECT v.entry_no FROM account r CROSS JOIN line_by_account v
        WHERE ((r.number >= '12' AND r.number < '13') OR (r.number >= '88' AND r.number < '8:'))
          AND v.account_no = r.account_no AND v.year_no = ? AND v.entry_date <= ? AND v.phase = 0)
      ORDER BY l.entry_no, l.line_no
      """, [.integer(year), .number(date.number)]
    ) { row in
      if current != row.integer(0) { entries.append([]) }
      current = row.integer(0)
      entries[entries.count - 1].append(
        ClosingLine(account: row.text(1), debit: row.total(2), credit: row.total(3)))
    }
    return entries.filter { $0.allSatisfy { $0.isOfResult || $0.isOfYearResult || $0.isOfClosing } }
  }

  /// By account number. The end of a month is kept; from the nearer one, the lines of the days between change the third
  /// parties that they touch.
  private func partySides(
    year: Int64, through date: CalendarDate, _ beginnings: [String]
  ) throws -> [String: PartySums] {
    guard !beginnings.isEmpty else { return [:] }
    let accounts = AccountRange(beginnings)
    let days = MonthEndDays(date)
    var sides: [String: PartySums] = [:]
    try query(
      """
      SELECT a.number, s.debtors, s.creditors FROM party_side s JOIN account a ON a.account_no = s.account_no
      WHERE s.year_no = ? AND s.month = (SELECT MAX(month) FROM party_side WHERE year_no = ? AND month <= ?)
        AND (\(accounts.condition("a")))
      """, [.integer(year), .integer(year), .number(days.month)] + accounts.arguments
    ) { sides[$0.text(0)] = PartySums(debtors: $0.total(1), creditors: $0.total(2)) }
    guard let between = days.between else { return sides }
    var moves: [String: [(party: Int64, moved: MoneyTotal, before: MoneyTotal)]] = [:]
    try query(
      """
      SELECT a.number, d.party_no, d.moved, COALESCE((
          SELECT CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT) FROM balance b
          WHERE b.year_no = ? AND b.account_no = d.account_no AND b.party_no = d.party_no AND b.month <= ?), 0)
      FROM (
        SELECT i.account_no, l.party_no, CAST(SUM(l.debit) - SUM(l.credit) AS BIGINT) AS moved
        FROM account i CROSS JOIN line_by_account l
        WHERE l.account_no = i.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
          AND (\(accounts.condition("i")))
        GROUP BY i.account_no, l.party_no) d JOIN account a ON a.account_no = d.account_no
      """,
      [
        .integer(year), .number(days.month), .integer(year), .number(between.lowerBound), .number(between.upperBound),
      ] + accounts.arguments
    ) { row in
      let moved = days.isBackward ? MoneyTotal.zero - row.total(2) : row.total(2)
      moves[row.text(0), default: []].append((row.integer(1), moved, row.total(3)))
    }
    for (account, rows) in moves {
      if sides[account] == nil {
        // Without third parties so far, the account stands as a whole: until the days between name the first one.
        guard rows.contains(where: { $0.party > 0 }) else { continue }
        var whole = PartySums()
        whole.move(by: try balance(ofAccount: account, year: year, throughMonth: days.month), from: .zero)
        sides[account] = whole
      }
      for row in rows { sides[account, default: PartySums()].move(by: row.moved, from: row.before) }
    }
    return sides
  }

  private func balance(ofAccount number: String, year: Int64, throughMonth month: Int32) throws -> MoneyTotal {
    let sql = """
      SELECT CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT) FROM balance b JOIN account a ON a.account_no = b.account_no
      WHERE b.year_no = ? AND a.number = ? AND b.month <= ?
      """
    return MoneyTotal(minor: Int128(try integer(sql, [.integer(year), .text(number), .number(month)]) ?? 0))
  }
}

/// Accounts that start with one of some beginnings.
private struct AccountRange {
  private let count: Int
  let arguments: [Value]

  init(_ beginnings: [String]) {
    count = beginnings.count
    // `:` follows `9`: the range holds all that starts with the beginning.
    arguments = beginnings.flatMap { [.text($0), .text($0 + ":")] }
  }

  func condition(_ account: String) -> String {
    Array(repeating: "(\(account).number >= ? AND \(account).number < ?)", count: count).joined(separator: " OR ")
  }
}

/// Debit balances and credit balances of some third parties, apart.
private struct PartySums {
  var debtors = MoneyTotal.zero
  var creditors = MoneyTotal.zero

  /// One third party's balance, debit minus credit, changes.
  mutating func move(by amount: MoneyTotal, from balance: MoneyTotal) {
    add(balance, times: -1)
    add(balance + amount, times: 1)
  }

  private mutating func add(_ balance: MoneyTotal, times factor: Int128) {
    if balance.minor > 0 {
      debtors += MoneyTotal(minor: balance.minor * factor)
    } else {
      creditors += MoneyTotal(minor: -balance.minor * factor)
    }
  }
}
