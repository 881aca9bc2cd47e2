import Model

/// A line that somebody wants to match, and what stands in the way.
public struct MatchableLine: Equatable, Sendable {
  public let reference: LineReference
  public let year: Int64
  public let account: String
  public let party: PartyKey?
  public let amount: Money
  /// The letters it bears already; empty for an open line.
  public let code: String
}

/// A matching that holds, with its lines.
public struct StandingMatching: Equatable, Sendable {
  public let id: Identifier<Matching>
  public let account: String
  public let party: PartyKey?
  public let code: String
  public let date: CalendarDate
  public internal(set) var lines: [OpenLine] = []
}

extension ReadTransaction {
  /// The lines asked for that pages show; those that do not exist are left out.
  public func matchableLines(_ references: [LineReference]) throws -> [LineReference: MatchableLine] {
    let wanted = Set(references)
    var entries = Array(Set(references.map(\.entry))).sorted()
    var found: [LineReference: MatchableLine] = [:]
    while !entries.isEmpty {
      let some = entries.prefix(100).map { Value.blob($0.bytes) }
      entries.removeFirst(some.count)
      // Few texts of the statement, whatever is asked: the last one fills it up.
      let asked = some.filled(toMultipleOf: 20, with: some[some.count - 1])
      try scan(
        """
        SELECT e.entry_id, l.line_no, e.year_no, a.number, p.nature, p.code, l.debit, l.credit, \(LineMatching.code)
        FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no JOIN account a ON a.account_no = l.account_no
          LEFT JOIN party p ON p.party_no = l.party_no \(LineMatching.join)
        WHERE e.entry_id IN (\(asked.places)) AND \(Self.visible)
        """, asked
      ) { row in
        let reference = LineReference(
          entry: try row.identifier(0), line: UInt32(truncatingIfNeeded: row.integer(1) - 1))
        guard wanted.contains(reference) else { return }
        found[reference] = MatchableLine(
          reference: reference, year: row.integer(2), account: row.text(3),
          party: row.isNull(4) ? nil : try row.partyKey(4, 5), amount: row.money(6) - row.money(7), code: row.text(8))
      }
    }
    return found
  }

  /// Every code that was ever given on an account to a third party, or that a file gave to its lines.
  public func usedMatchingCodes(_ place: MatchingPlace, years: [Int64]) throws -> Set<String> {
    var codes = Set(
      try list("SELECT code FROM matching WHERE account_no = ? AND party_no = ?", place.arguments) { $0.text(0) })
    for year in years {
      let sql = """
        SELECT DISTINCT l.matching_code FROM \(place.party == nil ? "line_by_account" : "line_by_party") v
          JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
        WHERE v.year_no = ? AND v.account_no = ? AND v.party_no = ? AND l.matching_code <> ''
        """
      try scan(sql, [.integer(year)] + place.arguments) { codes.insert($0.text(0)) }
    }
    return codes
  }

  /// Those that hold on an account and third party, the newest first.
  public func standingMatchings(_ place: MatchingPlace, limit: Int) throws -> [StandingMatching] {
    try matchings(
      """
      SELECT m.matching_no FROM matching m WHERE m.account_no = ? AND m.party_no = ? AND m.state = ?
      ORDER BY m.matching_no DESC LIMIT ?
      """, place.arguments + [.integer(MatchingState.effective.rawValue), .number(limit)])
  }

  public func standingMatchingCount(_ place: MatchingPlace) throws -> Int {
    let sql = "SELECT COUNT(*) FROM matching WHERE account_no = ? AND party_no = ? AND state = ?"
    return Int(try integer(sql, place.arguments + [.integer(MatchingState.effective.rawValue)]) ?? 0)
  }

  /// One that holds; nil when none of that name does.
  public func standingMatching(_ id: Identifier<Matching>) throws -> StandingMatching? {
    try matchings(
      "SELECT m.matching_no FROM matching m WHERE m.matching_id = ? AND m.state = ?",
      [.blob(id.bytes), .integer(MatchingState.effective.rawValue)]
    ).first
  }

  /// Up to which difference a matching may be completed by a write-off; nil when nobody said so.
  public func matchingTolerance() throws -> Money? {
    try integer("SELECT amount FROM matching_tolerance WHERE tolerance_no = 1").map { Money(minor: $0) }
  }

  /// The entry that took the difference of a matching; nil when none did.
  public func writeOff(of id: Identifier<Matching>) throws -> Identifier<JournalEntry.Validated>? {
    try queryOne("SELECT entry_id FROM matching_write_off WHERE matching_id = ?", [.blob(id.bytes)]) {
      try $0.identifier(0)
    }
  }

  private func matchings(_ numbers: String, _ arguments: [Value]) throws -> [StandingMatching] {
    let sql = """
      SELECT m.matching_id, a.number, p.nature, p.code, m.code, m.matching_date, e.entry_id, l.line_no, e.entry_date,
        j.code, e.number, COALESCE(x.voucher_reference, e.voucher_reference), COALESCE(x.label, e.label), d.due_date,
        l.debit, l.credit, m.matching_no
      FROM matching m JOIN account a ON a.account_no = m.account_no
        JOIN matching_line ml ON ml.matching_no = m.matching_no
        JOIN entry_line l ON l.entry_no = ml.entry_no AND l.line_no = ml.line_no
        JOIN entry e ON e.entry_no = ml.entry_no JOIN journal j ON j.journal_no = e.journal_no
        LEFT JOIN party p ON p.party_no = m.party_no
        LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
        LEFT JOIN entry_line_due d ON d.entry_no = l.entry_no AND d.line_no = l.line_no
      WHERE m.matching_no IN (\(numbers))
      ORDER BY m.matching_no DESC, e.entry_date, e.entry_no, l.line_no
      """
    var found: [StandingMatching] = []
    try scan(sql, arguments) { row in
      let id: Identifier<Matching> = try row.identifier(0)
      if found.last?.id != id {
        found.append(
          StandingMatching(
            id: id, account: row.text(1), party: row.isNull(2) ? nil : try row.partyKey(2, 3), code: row.text(4),
            date: try row.date(5)))
      }
      found[found.count - 1].lines.append(
        OpenLine(
          reference: LineReference(
            entry: try row.identifier(6), line: UInt32(truncatingIfNeeded: row.integer(7) - 1)),
          date: try row.date(8), journal: row.text(9), number: row.text(10), voucherReference: row.text(11),
          label: row.text(12), dueDate: try row.optionalDate(13), debit: row.money(14), credit: row.money(15)))
    }
    return found
  }
}
