import Model

extension ReadTransaction {
  /// One page of an account, or of a third party within it when `party` is given; from a day and up to a day when they
  /// are given.
  public func accountPage(
    year: Int64, account: Int64, party: Int64? = nil, from start: CalendarDate? = nil,
    through date: CalendarDate? = nil, at place: PagePlace = .first, limit: Int = 50
  ) throws -> AccountPage {
    let range = LineRange(year: year, account: account, party: party, from: start, through: date)
    // One more than asked tells whether there is a further page.
    var lines = try page(range, place, limit: limit + 1)
    let hasMore = lines.count > limit
    if hasMore { lines.removeLast() }
    if place.isBackward { lines.reverse() }
    let before = try lines.first.map { try balance(range, before: $0.key) } ?? .zero
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    for index in lines.indices {
      debit.add(lines[index].debit)
      credit.add(lines[index].credit)
      lines[index].balance = before + debit - credit
    }
    return AccountPage(
      lines: lines, balanceBefore: before, debit: debit, credit: credit,
      hasEarlier: try place.isBackward ? hasMore : lines.first.map { try exists(range, "<", $0.key) } ?? false,
      hasLater: try place.isBackward ? lines.last.map { try exists(range, ">", $0.key) } ?? false : hasMore)
  }

  /// Some lines, without their running balances; backward places give them in reverse.
  func page(_ range: LineRange, _ place: PagePlace, limit: Int) throws -> [AccountLine] {
    var lines: [AccountLine] = []
    try eachLine(range, place, limit: limit) { lines.append($0) }
    return lines
  }

  /// The same, one at a time, for a whole account.
  func eachLine(
    _ range: LineRange, _ place: PagePlace, limit: Int? = nil, _ body: (AccountLine) throws -> Void
  ) throws {
    let range = range.beyond(place)
    let direction = place.isBackward ? "DESC" : "ASC"
    let order = "v.entry_date \(direction), v.entry_no \(direction), v.line_no \(direction)"
    let sql = """
      SELECT v.entry_date, v.entry_no, v.line_no, e.entry_id, j.code, e.number,
        COALESCE(x.voucher_reference, e.voucher_reference), COALESCE(x.label, e.label), p.nature, p.code,
        v.debit, v.credit, \(LineMatching.code), v.phase, p.label
      FROM \(range.table) v
        JOIN entry e ON e.entry_no = v.entry_no
        JOIN journal j ON j.journal_no = e.journal_no
        JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
        LEFT JOIN entry_line_extra x ON x.entry_no = v.entry_no AND x.line_no = v.line_no
        LEFT JOIN party p ON p.party_no = v.party_no
        \(LineMatching.join)
      WHERE \(range.condition)\(place.condition) ORDER BY \(order)\(limit.map { " LIMIT \(Self.size($0))" } ?? "")
      """
    let arguments = range.arguments + place.arguments
    var left = limit ?? .max
    // A page is bounded by its limit; a whole account may be as long as the books.
    let ask = limit == nil ? scan : query
    try ask(sql, arguments) { row in
      left -= 1
      guard left >= 0 else { return }
      try body(
        AccountLine(
          key: LineKey(date: try row.date(0), entry: row.integer(1), line: row.integer(2)),
          entryID: try row.identifier(3), journal: row.text(4), entryNumber: row.text(5),
          voucherReference: row.text(6), label: row.text(7), party: row.isNull(8) ? nil : try row.partyKey(8, 9),
          partyLabel: row.text(14), debit: row.money(10), credit: row.money(11), matchingCode: row.text(12),
          isOpening: row.integer(13) == BalancePhase.opening.rawValue, balance: .zero))
    }
  }

  /// How many lines are asked for when `limit` are wanted: said in the text, so that an engine that plans once for all
  /// pages knows that they are few, and in powers of two, so that there are few texts.
  private static func size(_ limit: Int) -> Int {
    limit <= 1 ? 1 : 1 << (Int.bitWidth - (limit - 1).leadingZeroBitCount)
  }

  /// Whole months from the monthly sums, then the days of the month up to the line. It counts from the beginning of the
  /// year, wherever the range begins.
  func balance(_ range: LineRange, before key: LineKey) throws -> MoneyTotal {
    let range = range.fromTheBeginning
    let months = try queryOne(
      """
      SELECT CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM \(range.sumTable)
      WHERE \(range.placeCondition) AND month < ?
      """, range.placeArguments + [.number(key.date.monthNumber)]
    ) { $0.total(0) - $0.total(1) }
    let days = try queryOne(
      """
      SELECT CAST(SUM(v.debit) AS BIGINT), CAST(SUM(v.credit) AS BIGINT) FROM \(range.table) v
      WHERE \(range.condition) AND v.entry_date >= ? AND (v.entry_date, v.entry_no, v.line_no) < (?, ?, ?)
      """, range.arguments + [.number(key.date.monthNumber * 100)] + key.values
    ) { $0.total(0) - $0.total(1) }
    return (months ?? .zero) + (days ?? .zero)
  }

  /// What an account, or a third party within it, adds up to in a year, from a day of it or up to one.
  public func accountSums(
    year: Int64, account: Int64, party: Int64? = nil, from start: CalendarDate? = nil,
    through date: CalendarDate? = nil
  ) throws -> RangeSums {
    try sums(LineRange(year: year, account: account, party: party, from: start, through: date))
  }

  /// Lines from a day and up to a day, counted.
  public func lineCount(
    year: Int64, account: Int64, party: Int64? = nil, from start: CalendarDate? = nil,
    through date: CalendarDate? = nil
  ) throws -> Int64 {
    if let before = start?.adding(days: -1) {
      return try lineCount(year: year, account: account, party: party, through: date)
        - lineCount(year: year, account: account, party: party, through: before)
    }
    let range = LineRange(year: year, account: account, party: party, through: date)
    guard party == nil else {
      return try integer("SELECT COUNT(*) FROM \(range.table) v WHERE \(range.condition)", range.arguments) ?? 0
    }
    // Whole months are counted already: only the days of the last one are gone through.
    let whole = date.map { $0.isLastOfMonth ? $0.monthNumber : $0.monthNumber - 1 }
    let months = try integer(
      """
      SELECT CAST(SUM(line_count) AS BIGINT) FROM account_month
      WHERE \(range.placeCondition)\(whole == nil ? "" : " AND month <= ?")
      """, range.placeArguments + (whole.map { [.number($0)] } ?? []))
    guard let date, !date.isLastOfMonth else { return months ?? 0 }
    let inMonth = LineRange(year: year, account: account)
    let days = try integer(
      "SELECT COUNT(*) FROM \(inMonth.table) v WHERE \(inMonth.condition) AND v.entry_date BETWEEN ? AND ?",
      inMonth.arguments + [.number(date.monthNumber * 100), .number(date.number)])
    return (months ?? 0) + (days ?? 0)
  }

  /// What the lines of a range add up to.
  func sums(_ range: LineRange) throws -> RangeSums {
    if let before = range.before { return try sums(range.fromTheBeginning) - sums(before) }
    let through = range.through
    let wholeMonths = through.map { $0.isLastOfMonth ? $0.monthNumber : $0.monthNumber - 1 }
    var sums = RangeSums()
    try query(
      """
      SELECT CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM \(range.sumTable)
      WHERE \(range.placeCondition)\(wholeMonths == nil ? "" : " AND month <= ?")
      """, range.placeArguments + (wholeMonths.map { [.number($0)] } ?? [])
    ) { sums.add($0) }
    if let through, !through.isLastOfMonth {
      try query(
        """
        SELECT CAST(SUM(v.debit) AS BIGINT), CAST(SUM(v.credit) AS BIGINT) FROM \(range.table) v
        WHERE \(range.condition) AND v.entry_date > ?
        """, range.arguments + [.number(through.monthNumber * 100)]
      ) { sums.add($0) }
    }
    return sums
  }

  private func exists(_ range: LineRange, _ comparison: String, _ key: LineKey) throws -> Bool {
    let range = range.beyond(comparison == ">" ? .after(key) : .before(key))
    let sql = """
      SELECT 1 FROM \(range.table) v
      WHERE \(range.condition) AND (v.entry_date, v.entry_no, v.line_no) \(comparison) (?, ?, ?) LIMIT 1
      """
    return try integer(sql, range.arguments + key.values) != nil
  }
}

/// Both sides of some lines.
public struct RangeSums: Equatable, Sendable {
  public internal(set) var debit = MoneyTotal.zero
  public internal(set) var credit = MoneyTotal.zero

  public var balance: MoneyTotal { debit - credit }

  static func - (left: RangeSums, right: RangeSums) -> RangeSums {
    RangeSums(debit: left.debit - right.debit, credit: left.credit - right.credit)
  }

  mutating func add(_ row: any Row) {
    debit += row.total(0)
    credit += row.total(1)
  }
}

/// The lines a page moves in.
struct LineRange {
  let year: Int64
  let account: Int64
  var party: Int64?
  /// Lines before that day are left out.
  var from: CalendarDate?
  /// Lines after that day are left out.
  var through: CalendarDate?

  /// All that the range has up to its last day.
  var fromTheBeginning: LineRange { LineRange(year: year, account: account, party: party, through: through) }
  /// All that precedes it; nil when it begins with the year.
  var before: LineRange? {
    from.flatMap { $0.adding(days: -1) }.map { LineRange(year: year, account: account, party: party, through: $0) }
  }

  var table: String { party == nil ? "line_by_account" : "line_by_party" }
  var sumTable: String { party == nil ? "account_month" : "balance" }
  var placeCondition: String { "year_no = ? AND account_no = ?" + (party == nil ? "" : " AND party_no = ?") }
  var placeArguments: [Value] { [.integer(year), .integer(account)] + (party.map { [.integer($0)] } ?? []) }
  var condition: String {
    "v.year_no = ? AND v.account_no = ?" + (party == nil ? "" : " AND v.party_no = ?")
      + (from == nil ? "" : " AND v.entry_date >= ?") + (through == nil ? "" : " AND v.entry_date <= ?")
  }
  var arguments: [Value] {
    placeArguments + (from.map { [.number($0.number)] } ?? []) + (through.map { [.number($0.number)] } ?? [])
  }

  /// The same lines beyond a place that is in the range: the day on that side of it says nothing more, and would lead
  /// the engine back to it.
  func beyond(_ place: PagePlace) -> LineRange {
    var range = self
    switch place {
    case .after(let key): if let from, key.date >= from { range.from = nil }
    case .before(let key): if let through, key.date <= through { range.through = nil }
    case .first, .last: break
    }
    return range
  }
}

extension PagePlace {
  var isBackward: Bool {
    switch self {
    case .first, .after: false
    case .before, .last: true
    }
  }

  fileprivate var condition: String {
    switch self {
    case .first, .last: ""
    case .after: " AND (v.entry_date, v.entry_no, v.line_no) > (?, ?, ?)"
    case .before: " AND (v.entry_date, v.entry_no, v.line_no) < (?, ?, ?)"
    }
  }

  fileprivate var arguments: [Value] {
    switch self {
    case .first, .last: []
    case .after(let key), .before(let key): key.values
    }
  }
}

extension LineKey {
  fileprivate var values: [Value] { [.number(date.number), .integer(entry), .integer(line)] }
}
