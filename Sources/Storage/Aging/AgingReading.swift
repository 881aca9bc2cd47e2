import Model

/// The day of a balance âgée.
public struct AgingDay: Equatable, Sendable {
  /// Lateness, and what is settled, are counted on it.
  public let day: CalendarDate
  /// The last day whose lines count: beyond the day itself where it ends a year, since lines that a file dates later
  /// belong to that year too.
  public let through: CalendarDate

  public init(_ day: CalendarDate, through: CalendarDate? = nil) {
    self.day = day
    self.through = through ?? day
  }

  /// For `settled_on > ? AND entry_date <= ?`.
  fileprivate var bounds: [Value] { [.number(day.number), .number(through.number)] }
}

/// What is open on a control account, third party by third party; `0` for the lines that name none.
public struct AgedAccount: Sendable {
  public let account: NumberedAccount
  public internal(set) var parties: [Int64: AgedAmounts] = [:]

  public var total: AgedAmounts { parties.values.reduce(into: .zero) { $0 += $1 } }
}

extension ReadTransaction {
  /// What is open on a day on the accounts that begin so, in the order of their numbers: those with something open.
  ///
  /// - Parameter years: those whose lines stand side by side.
  public func agedAccounts(prefix: String, years: [Int64], on day: AgingDay) throws -> [AgedAccount] {
    guard known == nil else { return try knownAgedAccounts(prefix, years, on: day) }
    var found: [Int64: AgedAccount] = [:]
    try aged(prefix, years, on: day, isByParty: true) { row in
      let (number, party) = (row.integer(5), row.integer(6))
      if found[number] == nil { found[number] = AgedAccount(account: try account(numbered: number)) }
      found[number]?.parties[party, default: .zero] += row.agedAmounts
    }
    return found.values.sorted { $0.account.account.precedes($1.account.account) }
  }

  /// The same for all of them together.
  public func agedTotal(prefix: String, years: [Int64], on day: AgingDay) throws -> AgedAmounts {
    guard known == nil else {
      return try knownAgedAccounts(prefix, years, on: day).reduce(into: .zero) { $0 += $1.total }
    }
    var total = AgedAmounts.zero
    try aged(prefix, years, on: day, isByParty: false) { total += $0.agedAmounts }
    return total
  }

  private func knownAgedAccounts(_ prefix: String, _ years: [Int64], on day: AgingDay) throws -> [AgedAccount] {
    let accounts = try knownAccounts(prefix: prefix)
    var found = Dictionary(accounts.map { ($0.number, AgedAccount(account: $0)) }) { first, _ in first }
    try knownShares(accounts: accounts.map(\.number), years: years, on: day) { share in
      found[share.line.account]?.parties[share.line.party, default: .zero].add(share, on: day.day)
    }
    return found.values.filter { !$0.parties.isEmpty }.sorted { $0.account.account.precedes($1.account.account) }
  }

  /// What is open of one third party, or of the lines that name none.
  public func agedAmounts(_ place: MatchingPlace, years: [Int64], on day: AgingDay) throws -> AgedAmounts {
    var total = AgedAmounts.zero
    guard known == nil else {
      try knownShares(accounts: [place.account.number], party: place.party?.number ?? 0, years: years, on: day) {
        total.add($0, on: day.day)
      }
      return total
    }
    for year in years {
      try query(
        """
        SELECT \(AgedSums.brackets) FROM line_share s
        WHERE s.year_no = ? AND s.account_no = ? AND s.party_no = ? AND s.settled_on > ? AND s.entry_date <= ?
        """,
        AgedSums.arguments(on: day.day) + [.integer(year)] + place.arguments + day.bounds
      ) { total += $0.agedAmounts }
    }
    return total
  }

  /// What is open for good lies in the order of its third parties, and is added up as it comes; what settles after the
  /// day lies beside, in the order of the days.
  ///
  /// - Parameter isByParty: a row for each third party of each account, whose local numbers follow the sums; one row in
  ///   all otherwise.
  private func aged(
    _ prefix: String, _ years: [Int64], on day: AgingDay, isByParty: Bool, _ body: (any Row) throws -> Void
  ) throws {
    let accounts = AccountRange([prefix])
    for year in years {
      for isForGood in [true, false] {
        // A sum keeps the days in the order they lie in: the index by third party would look each line up.
        let party = isForGood ? "s.party_no" : "s.party_no + 0"
        let (columns, groups) = isByParty ? (", s.account_no, \(party)", " GROUP BY s.account_no, \(party)") : ("", "")
        let settled = isForGood ? "= \(AgingTables.never)" : "> ? AND s.settled_on < \(AgingTables.never)"
        try scan(
          """
          SELECT \(AgedSums.brackets)\(columns) FROM line_share s
          WHERE s.year_no = ? AND s.account_no IN (SELECT a.account_no FROM account a WHERE \(accounts.condition("a")))
            AND s.settled_on \(settled) AND s.entry_date <= ?\(groups)
          """,
          AgedSums.arguments(on: day.day) + [.integer(year)] + accounts.arguments
            + day.bounds.suffix(isForGood ? 1 : 2),
          body)
      }
    }
  }

  private func account(numbered number: Int64) throws -> NumberedAccount {
    let sql = "SELECT account_no, number, label FROM account WHERE account_no = ?"
    let found = try queryOne(sql, [.integer(number)]) {
      NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2))
    }
    guard let found else { throw Fault(.database, "a line stands on an account that is not there") }
    return found
  }

  /// Third parties after a key, or before one, in the order of their natures and codes, or against it.
  public func parties(beside key: PartyKey?, isBackward: Bool, limit: Int) throws -> [NumberedParty] {
    // A bound even without a key: the parties are then read in their order, not sorted.
    let bound =
      key.map { [Value.number($0.nature.rawValue), .text($0.code)] } ?? [.integer(isBackward ? 99 : 0), .text("")]
    let direction = isBackward ? "DESC" : "ASC"
    return try list(
      """
      SELECT party_no, nature, code, label FROM party WHERE (nature, code) \(isBackward ? "<" : ">") (?, ?)
      ORDER BY nature \(direction), code \(direction) LIMIT ?
      """, bound + [.number(limit)]
    ) { NumberedParty(number: $0.integer(0), key: try $0.partyKey(1, 2), label: $0.text(3)) }
  }

  /// Third parties by their local numbers, in no order.
  public func parties(numbered numbers: [Int64]) throws -> [NumberedParty] {
    var (left, found): (ArraySlice<Int64>, [NumberedParty]) = (numbers[...], [])
    while !left.isEmpty {
      let some = left.prefix(100).map { Value.integer($0) }
      left = left.dropFirst(some.count)
      // Few texts of the statement, whatever is asked: the last one fills it up.
      let asked = some.filled(toMultipleOf: 20, with: some[some.count - 1])
      found += try list(
        "SELECT party_no, nature, code, label FROM party WHERE party_no IN (\(asked.places))", asked
      ) { NumberedParty(number: $0.integer(0), key: try $0.partyKey(1, 2), label: $0.text(3)) }
    }
    return found
  }

  /// The open lines of a third party on a day, or of none, the oldest first, with what of each is open.
  public func openShares(
    _ place: MatchingPlace, years: [Int64], on day: AgingDay, limit: Int
  ) throws -> [OpenShare] {
    guard known == nil else { return try knownOpenShares(place, years, on: day, limit) }
    var found: [OpenShare] = []
    for year in years where found.count < limit {
      found += try list(
        Self.openShares(
          """
          SELECT entry_no, line_no, entry_date, due_date, CAST(SUM(amount) AS BIGINT) AS open FROM line_share
          WHERE year_no = ? AND account_no = ? AND party_no = ? AND settled_on > ? AND entry_date <= ?
          GROUP BY entry_no, line_no, entry_date, due_date ORDER BY entry_date, entry_no, line_no LIMIT ?
          """),
        [.integer(year)] + place.arguments
          + day.bounds + [.number(limit - found.count)]
      ) { try OpenShare($0) }
    }
    return found
  }

  private func knownOpenShares(
    _ place: MatchingPlace, _ years: [Int64], on day: AgingDay, _ limit: Int
  ) throws -> [OpenShare] {
    var open: [LineShareReading.Place: (line: LineShareReading.Line, amount: Int64)] = [:]
    try knownShares(accounts: [place.account.number], party: place.party?.number ?? 0, years: years, on: day) { share in
      open[share.line.place, default: (share.line, 0)].amount += share.amount
    }
    // The years come in their order.
    func key(_ line: LineShareReading.Line) -> (Int, CalendarDate, Int64, Int64) {
      (years.firstIndex(of: line.year) ?? years.count, line.due.date, line.place.entry, line.place.line)
    }
    let sql = Self.openShares(
      """
      SELECT l.entry_no, l.line_no, CAST(? AS BIGINT) AS entry_date, CAST(? AS BIGINT) AS due_date,
        CAST(? AS BIGINT) AS open
      FROM entry_line l WHERE l.entry_no = ? AND l.line_no = ?
      """)
    return try open.values.sorted { key($0.line) < key($1.line) }.prefix(limit).compactMap { line, amount in
      try queryOne(
        sql,
        [
          .number(line.due.date.number), .number(line.due.due.number), .integer(amount), .integer(line.place.entry),
          .integer(line.place.line),
        ]
      ) { try OpenShare($0) }
    }
  }

  /// - Parameter shares: entry, line, day, due day, what is open.
  private static func openShares(_ shares: String) -> String {
    """
    SELECT s.entry_date, s.due_date, e.entry_id, s.line_no, j.code, e.number,
      COALESCE(x.voucher_reference, e.voucher_reference), COALESCE(x.label, e.label), d.due_date,
      l.debit, l.credit, s.open, \(LineMatching.code)
    FROM (
      \(shares)
    ) s
      JOIN entry_line l ON l.entry_no = s.entry_no AND l.line_no = s.line_no
      JOIN entry e ON e.entry_no = s.entry_no JOIN journal j ON j.journal_no = e.journal_no
      LEFT JOIN entry_line_extra x ON x.entry_no = s.entry_no AND x.line_no = s.line_no
      LEFT JOIN entry_line_due d ON d.entry_no = s.entry_no AND d.line_no = s.line_no
      \(LineMatching.join)
    ORDER BY s.entry_date, s.entry_no, s.line_no
    """
  }
}

/// A sum for each bracket, in their order.
private enum AgedSums {
  static let brackets = AgeBracket.allCases.map { bracket in
    let isDue = bracket == .notDue ? "s.due_date >= ?" : "s.due_date >= ? AND s.due_date < ?"
    return "CAST(COALESCE(SUM(CASE WHEN \(isDue) THEN s.amount ELSE 0 END), 0) AS BIGINT)"
  }.joined(separator: ", ")

  static func arguments(on day: CalendarDate) -> [Value] {
    let dues = AgeBracket.allCases.map { Value.number(AgeBracket.oldestDueDate($0, on: day)?.number ?? 0) }
    return [dues[0]] + zip(dues.dropFirst(), dues).flatMap { [$0, $1] }
  }
}

extension OpenShare {
  fileprivate init(_ row: any Row) throws {
    self.init(
      line: OpenLine(
        reference: LineReference(
          entry: try row.identifier(2), line: UInt32(truncatingIfNeeded: row.integer(3) - 1)),
        date: try row.date(0), journal: row.text(4), number: row.text(5), voucherReference: row.text(6),
        label: row.text(7), dueDate: try row.optionalDate(8), debit: row.money(9), credit: row.money(10)),
      due: try row.date(1), open: row.money(11), code: row.text(12))
  }
}

/// A line that is open on a day, or a part of it.
public struct OpenShare: Equatable, Sendable {
  public let line: OpenLine
  /// The day its lateness counts from: its due date, or what stands in for one.
  public let due: CalendarDate
  /// Debit less credit of what is open of it.
  public let open: Money
  /// The letters it bears today; empty for none.
  public let code: String
}

extension Row {
  /// Five sums, from the first column on, in the order of ``AgeBracket``.
  fileprivate var agedAmounts: AgedAmounts {
    var amounts = AgedAmounts.zero
    for bracket in AgeBracket.allCases { amounts[bracket] = total(bracket.rawValue) }
    return amounts
  }
}
