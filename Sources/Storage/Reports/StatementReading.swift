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
    let days = MonthEndDays(date)
    let accounts = AccountRange(beginnings)
    var sums = try accountSums(year: year, through: days.month)
    var sides = beginnings.isEmpty ? [:] : try partySides(year: year, through: days.month, accounts)
    var changes: [Int64: DaySums] = [:]
    if let between = days.between {
      changes = try dayBalances(of: between, year: year, leaving: accounts)
      let parties = beginnings.isEmpty ? [:] : try partyMoves(between, year: year, since: days.month, accounts)
      for (account, moves) in parties {
        changes[account] = moves.reduce(into: DaySums()) { $0.add($1.days) }
        let standing = { sums.first { $0.number == account }?.row.balance ?? .zero }
        move(&sides[account], by: moves, standing: standing, backward: days.isBackward)
      }
    }
    sums = try moved(sums, by: changes, year: year, backward: days.isBackward)
    return try sums.map { sum in
      let row = sum.row
      guard let side = sides[sum.number] else {
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

  /// By account of these books, at the end of `month` or of the year's last one.
  private func partySides(
    year: Int64, through month: Int32, _ accounts: AccountRange
  ) throws -> [Int64: PartySums] {
    var sides: [Int64: PartySums] = [:]
    if known != nil {
      try knownPartySides(year: year, through: month, accounts) { account, debtors, creditors in
        sides[account] = PartySums(debtors: debtors, creditors: creditors)
      }
      return sides
    }
    try query(
      """
      SELECT s.account_no, s.debtors, s.creditors FROM party_side s JOIN account a ON a.account_no = s.account_no
      WHERE s.year_no = ? AND s.month = (SELECT MAX(month) FROM party_side WHERE year_no = ? AND month <= ?)
        AND \(accounts.condition("a"))
      """, [.integer(year), .integer(year), .number(month)] + accounts.arguments
    ) { sides[$0.integer(0)] = PartySums(debtors: $0.total(1), creditors: $0.total(2)) }
    return sides
  }

  /// By account of these books: what each third party that the lines of some days touch adds, and where it stood at
  /// the end of `month`.
  private func partyMoves(
    _ days: ClosedRange<Int32>, year: Int64, since month: Int32, _ accounts: AccountRange
  ) throws -> [Int64: [PartyMove]] {
    var moves: [Int64: [PartyMove]] = [:]
    let known = try known == nil ? nil : knownPartyBalances(year: year, through: month, accounts)
    let before =
      known == nil
      ? """
      COALESCE((
          SELECT CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT) FROM balance b
          WHERE b.year_no = ? AND b.account_no = d.account_no AND b.party_no = d.party_no AND b.month <= ?), 0)
      """ : "0"
    try query(
      """
      SELECT d.account_no, d.party_no, \(before), d.amount, d.line_count
      FROM (
        SELECT i.account_no, l.party_no, \(DaySums.balanceColumns)
        FROM account i CROSS JOIN line_by_account l
        WHERE l.account_no = i.account_no AND l.year_no = ? AND l.entry_date BETWEEN ? AND ?
          AND \(accounts.condition("i"))
        GROUP BY i.account_no, l.party_no) d
      """,
      (known == nil ? [.integer(year), .number(month)] : [])
        + [.integer(year), .number(days.lowerBound), .number(days.upperBound)] + accounts.arguments
    ) { row in
      let place = PartyPlace(account: row.integer(0), party: row.integer(1))
      moves[place.account, default: []].append(
        PartyMove(
          party: place.party, before: known.map { $0[place] ?? .zero } ?? row.total(2),
          days: DaySums(balance: row, from: 3)))
    }
    return moves
  }

  /// - Parameter standing: the account's balance at the month's end, asked for when it has no sides there.
  private func move(
    _ sides: inout PartySums?, by moves: [PartyMove], standing: () -> MoneyTotal, backward: Bool
  ) {
    if sides == nil {
      // Without third parties so far, the account stands as a whole: until the days between name the first one.
      guard moves.contains(where: { $0.party > 0 }) else { return }
      var whole = PartySums()
      whole.move(by: standing(), from: .zero)
      sides = whole
    }
    for move in moves {
      sides?.move(by: backward ? .zero - move.days.balance : move.days.balance, from: move.before)
    }
  }
}

/// What the lines of some days add to one third party of an account.
private struct PartyMove {
  /// 0 for the lines without third party.
  let party: Int64
  /// Debit minus credit.
  let before: MoneyTotal
  let days: DaySums
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
