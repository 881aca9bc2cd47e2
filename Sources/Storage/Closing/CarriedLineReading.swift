import Model

/// A line of a place that is kept in detail, with what may settle it.
private struct DetailLine {
  let line: CarriedLine
  let settlement: Settlement

  enum Settlement: Hashable {
    case open
    /// The letters of its file.
    case file(String)
    /// A matching made here.
    case here(Int64)
  }
}

extension ReadTransaction {
  /// The lines of a year that nothing of the year itself settles, of the places kept in detail: third parties, accounts
  /// of suppliers and customers (40, 41), and the other accounts of class 4 whose lines bear letters. Letters whose
  /// lines add up to something in the year, or that reach beyond it, leave their lines open.
  public func carriedLines(year: Int64) throws -> [CarriedLine] {
    let crossing = Set(try matchingsBeyond(year: year).map(\.number))
    var carried: [CarriedLine] = []
    var (place, lines): ((Int64, Int64)?, [DetailLine]) = (nil, [])
    func close() {
      carried += Self.open(lines, crossing: crossing)
      lines.removeAll(keepingCapacity: true)
    }
    for sql in [Self.partyLines, Self.accountLines] {
      try scan(sql, [.integer(year)]) { row in
        let here = (row.integer(0), row.integer(1))
        if place.map({ $0 != here }) ?? true {
          close()
          place = here
        }
        lines.append(try Self.detail(row))
      }
      close()
      place = nil
    }
    return carried
  }

  private static func open(_ lines: [DetailLine], crossing: Set<Int64>) -> [CarriedLine] {
    guard let first = lines.first?.line else { return [] }
    let isLettered = lines.contains { $0.settlement != .open }
    let isOfTrade = first.account.hasPrefix("40") || first.account.hasPrefix("41")
    guard first.party != nil || isOfTrade || isLettered else { return [] }
    var sums: [DetailLine.Settlement: MoneyTotal] = [:]
    for one in lines { sums[one.settlement, default: .zero].add(one.line.amount) }
    return lines.filter { one in
      switch one.settlement {
      case .open: true
      case .file: sums[one.settlement]?.isZero == false
      case .here(let number): crossing.contains(number) || sums[one.settlement]?.isZero == false
      }
    }.map(\.line)
  }

  private static func detail(_ row: any Row) throws -> DetailLine {
    let code = row.text(9)
    let settlement: DetailLine.Settlement =
      row.optionalInteger(10).map(DetailLine.Settlement.here) ?? (code.isEmpty ? .open : .file(code))
    let date = try row.date(4)
    let piece = row.optionalInteger(12).flatMap { CalendarDate(number: Int32(truncatingIfNeeded: $0)) }
    return DetailLine(
      line: CarriedLine(
        reference: LineReference(entry: try row.identifier(5), line: UInt32(truncatingIfNeeded: row.integer(6) - 1)),
        account: row.text(15), party: row.isNull(2) ? nil : try row.partyKey(2, 3), debit: row.money(7),
        credit: row.money(8), label: row.text(13), voucherReference: row.text(11), voucherDate: piece ?? date,
        dueDate: try row.optionalDate(14),
        original: row.isNull(16) ? nil : OriginalAmount(text: row.text(16), currency: row.text(17))),
      settlement: settlement)
  }

  private static var columns: String {
    """
    v.account_no, v.party_no, p.nature, p.code, v.entry_date, e.entry_id, v.line_no, v.debit, v.credit,
      l.matching_code, ml.matching_no, COALESCE(x.voucher_reference, e.voucher_reference),
      COALESCE(x.voucher_date, e.voucher_date), COALESCE(x.label, e.label), d.due_date, a.number, x.original_text,
      x.original_currency
    """
  }

  private static var joins: String {
    """
    JOIN entry e ON e.entry_no = v.entry_no
      JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
      LEFT JOIN entry_line_extra x ON x.entry_no = v.entry_no AND x.line_no = v.line_no
      LEFT JOIN entry_line_due d ON d.entry_no = v.entry_no AND d.line_no = v.line_no
      LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no
    """
  }

  private static var partyLines: String {
    """
    SELECT \(columns) FROM line_by_party v JOIN account a ON a.account_no = v.account_no
      JOIN party p ON p.party_no = v.party_no \(joins)
    WHERE v.year_no = ? AND a.number >= '1' AND a.number < '6'
    ORDER BY v.account_no, v.party_no, v.entry_date, v.entry_no, v.line_no
    """
  }

  private static var accountLines: String {
    """
    SELECT \(columns) FROM line_by_account v JOIN account a ON a.account_no = v.account_no
      LEFT JOIN party p ON p.party_no = v.party_no \(joins)
    WHERE v.year_no = ? AND v.party_no = 0 AND a.number >= '4' AND a.number < '5'
    ORDER BY v.account_no, v.entry_date, v.entry_no, v.line_no
    """
  }

  /// The matchings that the lines of a year have with lines of other years.
  public func matchingsBeyond(year: Int64) throws -> [(number: Int64, id: Identifier<Matching>)] {
    try list(
      """
      SELECT m.matching_no, m.matching_id FROM matching m WHERE m.state = \(MatchingState.effective.rawValue)
        AND EXISTS (SELECT 1 FROM matching_line i JOIN entry e ON e.entry_no = i.entry_no
          WHERE i.matching_no = m.matching_no AND e.year_no = ?)
        AND EXISTS (SELECT 1 FROM matching_line o JOIN entry e ON e.entry_no = o.entry_no
          WHERE o.matching_no = m.matching_no AND e.year_no <> ?)
      ORDER BY m.matching_no
      """, [.integer(year), .integer(year)]
    ) { ($0.integer(0), try $0.identifier(1)) }
  }

  /// Those made here that leave something of their year's lines open.
  public func partialMatchings(year: Int64) throws -> [Identifier<Matching>] {
    try list(
      """
      SELECT m.matching_id FROM matching m
        JOIN matching_line ml ON ml.matching_no = m.matching_no
        JOIN entry e ON e.entry_no = ml.entry_no
        JOIN entry_line l ON l.entry_no = ml.entry_no AND l.line_no = ml.line_no
      WHERE m.state = \(MatchingState.effective.rawValue)
      GROUP BY m.matching_id HAVING MIN(e.year_no) = ? AND MAX(e.year_no) = ? AND SUM(l.debit) <> SUM(l.credit)
      ORDER BY m.matching_id
      """, [.integer(year), .integer(year)]
    ) { try $0.identifier(0) }
  }

  /// Those that lines of some entries belong to.
  public func matchings(ofEntries entries: [Identifier<JournalEntry.Validated>]) throws -> [StandingMatching] {
    var found: [Identifier<Matching>] = []
    for entry in entries {
      found += try list(
        """
        SELECT DISTINCT m.matching_id FROM matching m JOIN matching_line ml ON ml.matching_no = m.matching_no
          JOIN entry e ON e.entry_no = ml.entry_no WHERE e.entry_id = ? ORDER BY m.matching_id
        """, [.blob(entry.bytes)]
      ) { try $0.identifier(0) }
    }
    var seen: Set<Identifier<Matching>> = []
    return try found.filter { seen.insert($0).inserted }.compactMap { try standingMatching($0) }
  }
}
