import Model

/// Which entries of a year count: all those up to a day.
public struct BookPeriod: Equatable, Sendable {
  public let year: Int64
  public let through: CalendarDate
  /// The years before, whose closing balances stand for an opening that is not recorded yet.
  public let before: [Int64]

  public init(year: Int64, through: CalendarDate, before: [Int64] = []) {
    self.year = year
    self.through = through
    self.before = before
  }

  public var years: [Int64] { [year] + before }
}

/// Some third parties of one account, and whether there are more after them.
public struct AuxiliaryPage: Sendable {
  public let rows: [AuxiliaryBalance.Row]
  /// The last third party looked at; nil on the last page of the account.
  public let next: PartyKey?
}

extension ReadTransaction {
  /// The accounts that have third parties in one of these years, in the order of their numbers.
  public func accountsWithParties(_ years: [Int64]) throws -> [NumberedAccount] {
    if known != nil { return try knownAccountsWithParties(years) }
    let condition = years.map { _ in
      "(s.year_no = ? AND s.month = (SELECT MAX(m.month) FROM party_side m WHERE m.year_no = ?))"
    }.joined(separator: " OR ")
    return try list(
      """
      SELECT DISTINCT a.account_no, a.number, a.label FROM party_side s JOIN account a ON a.account_no = s.account_no
      WHERE \(condition) ORDER BY a.number
      """, years.flatMap { [.integer($0), .integer($0)] }
    ) { NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2)) }
  }

  /// The third parties of an account after `key`, by key and never by rank; the first page starts with the lines that
  /// name none. Third parties with nothing up to the day are left out, so that a page may be short of `limit`.
  public func auxiliaryPage(
    _ account: NumberedAccount, _ period: BookPeriod, previous: BookPeriod?, after key: PartyKey?, limit: Int
  ) throws -> AuxiliaryPage {
    let years = Array(Set(period.years + (previous?.years ?? []))).sorted()
    let parties = try partiesPage(account, years: years, key, limit + 1)
    let page = parties.prefix(limit)
    var sums = try PartySpan(account.number, from: page.first?.key, through: page.last?.key).map { span in
      (now: try partySums(span, period), before: try previous.map { try partySums(span, $0) })
    }
    if key == nil {
      let none = PartySpan.none(account.number)
      let (now, before) = (try partySums(none, period), try previous.map { try partySums(none, $0) })
      sums = (
        now.merging(sums?.now ?? [:]) { one, _ in one },
        before.map { $0.merging(sums?.before ?? [:]) { one, _ in one } }
      )
    }
    func row(_ number: Int64, _ key: PartyKey?, _ label: String) -> AuxiliaryBalance.Row {
      let now = sums?.now[number] ?? AuxiliarySums()
      return AuxiliaryBalance.Row(
        account: account.account, accountLabel: account.label, party: key, partyLabel: label,
        openingDebit: now.openingDebit, openingCredit: now.openingCredit, debit: now.debit, credit: now.credit,
        previousBalance: sums?.before.map { before in
          before[number].map { $0.debit - $0.credit } ?? .zero
        })
    }
    let rows =
      (key == nil ? [row(0, nil, "")] : []) + page.map { row($0.number, $0.key, $0.label) }
    return AuxiliaryPage(rows: rows.filter { !$0.isNil }, next: parties.count > limit ? page.last?.key : nil)
  }

  /// The third parties of an account before `key`, the nearest first; the last ones of the account for a nil key.
  public func parties(
    of account: NumberedAccount, years: [Int64], before key: PartyKey?, limit: Int
  ) throws -> [PartyKey] {
    // Natures are small numbers: this one is beyond all of them.
    let before = key?.values ?? [.integer(Int64(Int16.max)), .text("")]
    let standing = StandingParties(account, years, isPast: known != nil)
    return try list(
      """
      SELECT p.nature, p.code FROM \(standing.tables)
      WHERE (p.nature, p.code) < (?, ?)\(standing.condition) ORDER BY p.nature DESC, p.code DESC LIMIT ?
      """, standing.first + before + standing.last + [.number(limit)]
    ) { try $0.partyKey(0, 1) }
  }

  private func partiesPage(
    _ account: NumberedAccount, years: [Int64], _ key: PartyKey?, _ limit: Int
  ) throws -> [NumberedParty] {
    // A bound even for the first page: the parties are then read in the order of their key, not sorted.
    let after = key?.values ?? [.integer(0), .text("")]
    let standing = StandingParties(account, years, isPast: known != nil)
    return try list(
      """
      SELECT p.party_no, p.nature, p.code, p.label FROM \(standing.tables)
      WHERE (p.nature, p.code) > (?, ?)\(standing.condition) ORDER BY p.nature, p.code LIMIT ?
      """, standing.first + after + standing.last + [.number(limit)]
    ) { NumberedParty(number: $0.integer(0), key: try $0.partyKey(1, 2), label: $0.text(3)) }
  }

  /// Whole months from the monthly sums, the days of the last month from the lines.
  private func partySums(_ span: PartySpan, _ period: BookPeriod) throws -> [Int64: AuxiliarySums] {
    let date = period.through
    let wholeMonths = date.isLastOfMonth ? date.monthNumber : date.monthNumber - 1
    var sums: [Int64: AuxiliarySums] = [:]
    let place = [Value.integer(period.year), .integer(span.account)]
    try query(
      """
      SELECT b.party_no, \(AuxiliarySums.columns("b")) FROM balance b
      WHERE b.year_no = ? AND b.account_no = ? AND b.party_no \(span.condition) AND b.month <= ? GROUP BY b.party_no
      """, place + span.arguments + [.number(wholeMonths)]
    ) { sums[$0.integer(0), default: AuxiliarySums()].add($0) }
    for year in period.before {
      try query(
        """
        SELECT b.party_no, CAST(SUM(b.debit) - SUM(b.credit) AS BIGINT) FROM balance b
        WHERE b.year_no = ? AND b.account_no = ? AND b.party_no \(span.condition) GROUP BY b.party_no
        """, [.integer(year), .integer(span.account)] + span.arguments
      ) { sums[$0.integer(0), default: AuxiliarySums()].open(with: $0.total(1)) }
    }
    guard !date.isLastOfMonth else { return sums }
    let table = span.isNone ? "line_by_account" : "line_by_party"
    try query(
      """
      SELECT l.party_no, \(AuxiliarySums.columns("l")) FROM \(table) l
      WHERE l.year_no = ? AND l.account_no = ? AND l.party_no \(span.condition) AND l.entry_date BETWEEN ? AND ?
      GROUP BY l.party_no
      """, place + span.arguments + [.number(date.monthNumber * 100 + 1), .number(date.number)]
    ) { sums[$0.integer(0), default: AuxiliarySums()].add($0) }
    return sums
  }
}

/// The third parties `p` that have sums on an account in one of some years. At present each is sought in the sums; what
/// was known is added up, once for all of them.
private struct StandingParties {
  let tables: String
  /// Goes on after another condition.
  let condition: String
  /// Arguments of the tables, and of the condition.
  let first: [Value]
  let last: [Value]

  init(_ account: NumberedAccount, _ years: [Int64], isPast: Bool) {
    guard !isPast else {
      let places = Array(repeating: "?", count: years.count).joined(separator: ", ")
      tables = """
        (SELECT DISTINCT b.party_no FROM balance b WHERE b.account_no = ? AND b.year_no IN (\(places))) s
          JOIN party p ON p.party_no = s.party_no
        """
      (condition, first, last) = ("", [.integer(account.number)] + years.map(Value.integer), [])
      return
    }
    let stands = years.map { _ in
      "EXISTS (SELECT 1 FROM balance b WHERE b.year_no = ? AND b.account_no = ? AND b.party_no = p.party_no)"
    }.joined(separator: " OR ")
    (tables, condition, first) = ("party p", " AND (\(stands))", [])
    last = years.flatMap { [.integer($0), .integer(account.number)] }
  }
}

/// The third parties of one page of an account: those between two keys.
private struct PartySpan {
  let account: Int64
  let isNone: Bool
  let condition: String
  let arguments: [Value]

  /// Nil when the page has no third party.
  init?(_ account: Int64, from first: PartyKey?, through last: PartyKey?) {
    guard let first, let last else { return nil }
    self.account = account
    isNone = false
    condition =
      "IN (SELECT p.party_no FROM party p WHERE (p.nature, p.code) >= (?, ?) AND (p.nature, p.code) <= (?, ?))"
    arguments = first.values + last.values
  }

  private init(none account: Int64) {
    self.account = account
    isNone = true
    condition = "= 0"
    arguments = []
  }

  /// The lines that name no third party.
  static func none(_ account: Int64) -> PartySpan { PartySpan(none: account) }
}

private struct AuxiliarySums {
  var debit = MoneyTotal.zero
  var credit = MoneyTotal.zero
  var openingDebit = MoneyTotal.zero
  var openingCredit = MoneyTotal.zero

  static func columns(_ table: String) -> String {
    func sum(_ expression: String) -> String { "CAST(SUM(\(expression)) AS BIGINT)" }
    func opening(_ side: String) -> String { "CASE WHEN \(table).phase = 1 THEN \(table).\(side) ELSE 0 END" }
    return [sum("\(table).debit"), sum("\(table).credit"), sum(opening("debit")), sum(opening("credit"))]
      .joined(separator: ", ")
  }

  /// What the third party begins with, where no opening is recorded yet.
  mutating func open(with balance: MoneyTotal) {
    let sides = balance.minor > 0 ? (balance, MoneyTotal.zero) : (MoneyTotal.zero, MoneyTotal.zero - balance)
    debit += sides.0
    openingDebit += sides.0
    credit += sides.1
    openingCredit += sides.1
  }

  /// A group: the third party, then ``columns(_:)``.
  mutating func add(_ row: any Row) {
    debit += row.total(1)
    credit += row.total(2)
    openingDebit += row.total(3)
    openingCredit += row.total(4)
  }
}
