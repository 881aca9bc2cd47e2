import Model

/// Fills `line_share`: of a whole year when an import becomes visible or goes, of single lines as they are validated,
/// matched and unmatched. These are gathered over a change-set, and written once its lines are all there.
struct LineShares {
  /// One line by its local numbers.
  struct Place: Hashable {
    let entry: Int64
    let line: Int64
  }

  /// A line as it was read, and which letters hold it together with others.
  private struct Line {
    let year: Int64
    let account: Int64
    let party: Int64
    let place: Place
    let due: DueLine
  }

  private var touched: Set<Place> = []
  private var matchings: Set<Int64> = []

  mutating func touch(_ places: some Sequence<Place>) { touched.formUnion(places) }

  /// The lines that a matching holds together from here on.
  mutating func touch(matching number: Int64) { matchings.insert(number) }

  /// Writes what was touched, with the lines that bear the same letters.
  mutating func show(_ writer: any WriteTransaction) throws {
    guard !touched.isEmpty || !matchings.isEmpty else { return }
    let (rows, dues) = (try Rows(writer), try writer.holdsDueDates())
    for place in touched.sorted(by: { ($0.entry, $0.line) < ($1.entry, $1.line) }) {
      let arguments = [.integer(place.entry), .integer(place.line)] + Self.controlPrefixes
      let found = try writer.queryOne(Self.oneLine(dues), arguments) { row in
        (line: try Self.line(row), matching: row.integer(9))
      }
      guard let found else { continue }
      if found.matching > 0 {
        matchings.insert(found.matching)
      } else {
        try rows.write(Group(day: nil, lines: [found.line]))
      }
    }
    // Those of one act have numbers that follow one another: they are read at once.
    for run in Self.runs(matchings) {
      var groups: [Int64: Group] = [:]
      try writer.scan(
        Self.matchedLines(dues), [.integer(run.lowerBound), .integer(run.upperBound)] + Self.controlPrefixes
      ) { row in
        let day = try row.optionalDate(10)
        groups[row.integer(9), default: Group(day: day)].lines.append(try Self.line(row))
      }
      for (_, group) in groups.sorted(by: { $0.key < $1.key }) { try rows.write(group) }
    }
    (touched, matchings) = ([], [])
  }

  private static func runs(_ numbers: Set<Int64>) -> [ClosedRange<Int64>] {
    numbers.sorted().reduce(into: []) { runs, number in
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
  }

  private struct Group {
    let day: CalendarDate?
    var lines: [Line] = []
  }

  /// Makes the rows of a year again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM line_share WHERE year_no = ?", [.integer(year)])
    let accounts = try writer.list(
      """
      SELECT a.account_no FROM account a
      WHERE \(AccountRange(AgedSide.allCases.map(\.prefix)).condition("a"))
        AND EXISTS (SELECT 1 FROM account_month m WHERE m.year_no = ? AND m.account_no = a.account_no)
      ORDER BY a.account_no
      """, controlPrefixes + [.integer(year)]
    ) { $0.integer(0) }
    var matched: Set<Int64> = []
    let (dues, matchings) = (try writer.holdsDueDates(), try writer.holdsMatchings())
    for account in accounts {
      for table in ["line_by_account", "line_by_party"] {
        try renew(year, account, table, dues, matchings, &matched, writer)
      }
    }
    // Matchings made here may hold lines of other years too.
    var shares = LineShares()
    shares.matchings = matched
    try shares.show(writer)
  }

  private static func renew(
    _ year: Int64, _ account: Int64, _ table: String, _ dues: Bool, _ matchings: Bool, _ matched: inout Set<Int64>,
    _ writer: any WriteTransaction
  ) throws {
    var (party, groups): (Int64, [String: Group]) = (-1, [:])
    let rows = try Rows(writer)
    func flush() throws {
      for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
        try rows.insert(group.lines, LineShare.of(group.lines.map(\.due), matchedOn: group.day))
      }
      groups = [:]
    }
    var found: Set<Int64> = []
    try writer.scan(Self.wholeAccount(table, dues, matchings), [.integer(year), .integer(account)]) { row in
      let line = try Self.line(row)
      if line.party != party {
        try flush()
        party = line.party
      }
      if row.integer(9) > 0 {
        found.insert(row.integer(9))
        return
      }
      let code = row.text(11)
      guard !code.isEmpty else { return try rows.insert([line], LineShare.open(line.due)) }
      let day = [groups[code]?.day, try row.optionalDate(12)].compactMap(\.self).max()
      groups[code] = Group(day: day, lines: (groups[code]?.lines ?? []) + [line])
    }
    try flush()
    matched.formUnion(found)
  }

  // MARK: Reading

  private static let controlPrefixes = AccountRange(AgedSide.allCases.map(\.prefix)).arguments

  private static func line(_ row: any Row) throws -> Line {
    let date = try row.date(5)
    let due = DueLine.due(
      try row.optionalDate(7), date: date, voucherDate: try row.optionalDate(8), isOpening: !row.isNull(8))
    return Line(
      year: row.integer(0), account: row.integer(1), party: row.integer(2),
      place: Place(entry: row.integer(3), line: row.integer(4)),
      due: DueLine(amount: row.integer(6), date: date, due: due))
  }

  private static func dueJoin(_ areThere: Bool) -> String {
    areThere ? "LEFT JOIN entry_line_due d ON d.entry_no = l.entry_no AND d.line_no = l.line_no" : ""
  }

  /// Lines of control accounts as they stand, each with what holds it.
  ///
  /// - Parameter source: where they are found, as `l`, with `ml` and `m`.
  private static func read(_ dues: Bool, _ source: String, _ condition: String) -> String {
    """
    SELECT e.year_no, l.account_no, l.party_no, l.entry_no, l.line_no, COALESCE(x.entry_date, e.entry_date),
      l.debit - l.credit, \(dues ? "d.due_date" : "NULL"),
      CASE WHEN e.flags & 1 = 1 THEN COALESCE(x.voucher_date, e.voucher_date) END,
      COALESCE(m.matching_no, 0), m.matching_date
    FROM \(source) JOIN entry e ON e.entry_no = l.entry_no JOIN account a ON a.account_no = l.account_no
      LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
      \(dueJoin(dues))
    WHERE \(condition) AND \(AccountRange(AgedSide.allCases.map(\.prefix)).condition("a"))
    ORDER BY l.entry_no, l.line_no
    """
  }

  private static func oneLine(_ dues: Bool) -> String {
    read(dues, "entry_line l \(LineMatching.join)", "l.entry_no = ? AND l.line_no = ?")
  }

  private static func matchedLines(_ dues: Bool) -> String {
    read(
      dues,
      """
      matching_line ml JOIN matching m ON m.matching_no = ml.matching_no
        JOIN entry_line l ON l.entry_no = ml.entry_no AND l.line_no = ml.line_no
      """, "ml.matching_no BETWEEN ? AND ?")
  }

  /// In the order of third parties. The entry is looked up for the lines brought forward alone: its piece tells how old
  /// they are.
  private static func wholeAccount(_ table: String, _ dues: Bool, _ matchings: Bool) -> String {
    """
    SELECT v.year_no, v.account_no, v.party_no, v.entry_no, v.line_no, v.entry_date, v.debit - v.credit,
      \(dues ? "d.due_date" : "NULL"), COALESCE(x.voucher_date, e.voucher_date),
      \(matchings ? "COALESCE(ml.matching_no, 0)" : "0"), NULL, l.matching_code, l.matching_date
    FROM \(table) v JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
      LEFT JOIN entry e ON e.entry_no = CASE WHEN v.phase = 1 THEN v.entry_no END
      LEFT JOIN entry_line_extra x ON x.entry_no = e.entry_no AND x.line_no = v.line_no
      \(dueJoin(dues))
      \(matchings ? "LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no" : "")
    WHERE v.year_no = ? AND v.account_no = ?\(table == "line_by_account" ? " AND v.party_no = 0" : "")
    ORDER BY v.party_no, v.entry_date, v.entry_no, v.line_no
    """
  }

  // MARK: Writing

  private struct Rows {
    let writer: any WriteTransaction
    let inserter: any RowInserter

    init(_ writer: any WriteTransaction) throws {
      self.writer = writer
      inserter = try writer.inserter(into: AgingTables.share, columns: AgingTables.share.columnNames)
    }

    /// One line without letters is a group of its own: it settles nothing.
    func write(_ group: Group) throws {
      for line in group.lines { try remove(line) }
      try insert(group.lines, LineShare.of(group.lines.map(\.due), matchedOn: group.day))
    }

    func remove(_ line: Line) throws {
      try writer.execute(
        "DELETE FROM line_share WHERE year_no = ? AND account_no = ? AND party_no = ? AND entry_no = ? AND line_no = ?",
        [line.year, line.account, line.party, line.place.entry, line.place.line].map { .integer($0) })
    }

    func insert(_ lines: [Line], _ shares: [LineShare]) throws {
      for share in shares {
        let line = lines[share.line]
        inserter.set(0, line.year)
        inserter.set(1, line.account)
        inserter.set(2, share.settledOn?.number ?? AgingTables.never)
        inserter.set(3, line.party)
        inserter.set(4, line.place.entry)
        inserter.set(5, line.place.line)
        inserter.set(6, line.due.date.number)
        inserter.set(7, line.due.due.number)
        inserter.set(8, share.amount)
        try inserter.insert()
      }
    }
  }
}

extension ReadTransaction {
  /// Whether any line says when it is to be paid: a join that finds nothing costs a search for each line.
  fileprivate func holdsDueDates() throws -> Bool { try integer("SELECT MAX(entry_no) FROM entry_line_due") ?? 0 > 0 }
}
