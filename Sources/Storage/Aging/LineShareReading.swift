import Model

/// Reads the lines of control accounts with what holds them together, as their shares are made of.
struct LineShareReading {
  /// A line by its local numbers.
  struct Place: Hashable {
    let entry: Int64
    let line: Int64
  }

  /// A line as it was read.
  struct Line {
    let year: Int64
    let account: Int64
    let party: Int64
    let place: Place
    let due: DueLine
  }

  /// Lines that bear the same letters, or one that bears none.
  struct Group {
    let day: CalendarDate?
    var lines: [Line] = []

    /// A line without letters settles nothing.
    var shares: [LineShare] {
      lines.count == 1 ? LineShare.open(lines[0].due) : LineShare.of(lines.map(\.due), matchedOn: day)
    }
  }

  static let controlPrefixes = AccountRange(AgedSide.allCases.map(\.prefix)).arguments

  private let reader: any ReadTransaction
  private let dues: Bool
  private let matchings: Bool

  init(_ reader: any ReadTransaction) throws {
    (self.reader, dues, matchings) = (reader, try reader.holdsDueDates(), try reader.holdsMatchings())
  }

  /// A line, and the matching made here that holds it: 0 for none. Nil for a line of no control account.
  func line(at place: Place) throws -> (line: Line, matching: Int64)? {
    try reader.queryOne(
      read("entry_line l \(LineMatching.join)", "l.entry_no = ? AND l.line_no = ?"),
      [.integer(place.entry), .integer(place.line)] + Self.controlPrefixes
    ) { (line: try Line($0), matching: $0.integer(9)) }
  }

  /// The lines of matchings made here, in the order of these.
  func matched(_ numbers: Set<Int64>, _ body: (Group) throws -> Void) throws {
    let sql = read(
      """
      matching_line ml JOIN matching m ON m.matching_no = ml.matching_no
        JOIN entry_line l ON l.entry_no = ml.entry_no AND l.line_no = ml.line_no
      """, "ml.matching_no BETWEEN ? AND ?")
    // Those of one act have numbers that follow one another: they are read at once.
    for run in Self.runs(numbers) {
      var groups: [Int64: Group] = [:]
      try reader.scan(sql, [.integer(run.lowerBound), .integer(run.upperBound)] + Self.controlPrefixes) { row in
        let day = try row.optionalDate(10)
        groups[row.integer(9), default: Group(day: day)].lines.append(try Line(row))
      }
      for (_, group) in groups.sorted(by: { $0.key < $1.key }) { try body(group) }
    }
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

  /// The lines of an account in a year that no matching made here holds, by the letters that their file gave them; of
  /// one third party when it is given, 0 standing for none.
  ///
  /// - Returns: the matchings that hold the others, in other years too.
  func unmatched(
    year: Int64, account: Int64, party: Int64? = nil, _ body: (Group) throws -> Void
  ) throws -> Set<Int64> {
    var held: Set<Int64> = []
    let tables = ["line_by_account", "line_by_party"].filter { party == nil || ($0 == "line_by_party") == (party != 0) }
    for table in tables {
      try unmatched(year, account, table == "line_by_party" ? party : nil, table, &held, body)
    }
    return held
  }

  private func unmatched(
    _ year: Int64, _ account: Int64, _ asked: Int64?, _ table: String, _ held: inout Set<Int64>,
    _ body: (Group) throws -> Void
  ) throws {
    var (party, groups): (Int64, [String: Group]) = (-1, [:])
    func flush() throws {
      for (_, group) in groups.sorted(by: { $0.key < $1.key }) { try body(group) }
      groups = [:]
    }
    var found: Set<Int64> = []
    let arguments = [.integer(year), .integer(account)] + (asked.map { [Value.integer($0)] } ?? [])
    try reader.scan(wholeAccount(table, isOfParty: asked != nil), arguments) { row in
      let line = try Line(row)
      if line.party != party {
        try flush()
        party = line.party
      }
      if row.integer(9) > 0 {
        found.insert(row.integer(9))
        return
      }
      let code = row.text(11)
      guard !code.isEmpty else { return try body(Group(day: nil, lines: [line])) }
      let day = [groups[code]?.day, try row.optionalDate(12)].compactMap(\.self).max()
      groups[code] = Group(day: day, lines: (groups[code]?.lines ?? []) + [line])
    }
    try flush()
    held.formUnion(found)
  }

  private var dueJoin: String {
    dues ? "LEFT JOIN entry_line_due d ON d.entry_no = l.entry_no AND d.line_no = l.line_no" : ""
  }

  /// Lines of control accounts as they stand, each with what holds it.
  ///
  /// - Parameter source: where they are found, as `l`, with `ml` and `m`.
  private func read(_ source: String, _ condition: String) -> String {
    """
    SELECT e.year_no, l.account_no, l.party_no, l.entry_no, l.line_no, COALESCE(x.entry_date, e.entry_date),
      l.debit - l.credit, \(dues ? "d.due_date" : "NULL"),
      CASE WHEN e.flags & 1 = 1 THEN COALESCE(x.voucher_date, e.voucher_date) END,
      COALESCE(m.matching_no, 0), m.matching_date
    FROM \(source) JOIN entry e ON e.entry_no = l.entry_no JOIN account a ON a.account_no = l.account_no
      LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
      \(dueJoin)
    WHERE \(condition) AND \(AccountRange(AgedSide.allCases.map(\.prefix)).condition("a"))
    ORDER BY l.entry_no, l.line_no
    """
  }

  /// In the order of third parties. The entry is looked up for the lines brought forward alone: its piece tells how old
  /// they are.
  private func wholeAccount(_ table: String, isOfParty: Bool) -> String {
    """
    SELECT v.year_no, v.account_no, v.party_no, v.entry_no, v.line_no, v.entry_date, v.debit - v.credit,
      \(dues ? "d.due_date" : "NULL"), COALESCE(x.voucher_date, e.voucher_date),
      \(matchings ? "COALESCE(ml.matching_no, 0)" : "0"), NULL, l.matching_code, l.matching_date
    FROM \(table) v JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
      LEFT JOIN entry e ON e.entry_no = CASE WHEN v.phase = 1 THEN v.entry_no END
      LEFT JOIN entry_line_extra x ON x.entry_no = e.entry_no AND x.line_no = v.line_no
      \(dueJoin)
      \(matchings ? "LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no" : "")
    WHERE v.year_no = ? AND v.account_no = ?\(table == "line_by_account" ? " AND v.party_no = 0" : "")\
    \(isOfParty ? " AND v.party_no = ?" : "")
    ORDER BY v.party_no, v.entry_date, v.entry_no, v.line_no
    """
  }
}

extension LineShareReading.Line {
  fileprivate init(_ row: any Row) throws {
    let date = try row.date(5)
    let due = DueLine.due(
      try row.optionalDate(7), date: date, voucherDate: try row.optionalDate(8), isOpening: !row.isNull(8))
    self.init(
      year: row.integer(0), account: row.integer(1), party: row.integer(2),
      place: LineShareReading.Place(entry: row.integer(3), line: row.integer(4)),
      due: DueLine(amount: row.integer(6), date: date, due: due))
  }
}

extension ReadTransaction {
  /// Whether any line says when it is to be paid: a join that finds nothing costs a search for each line.
  fileprivate func holdsDueDates() throws -> Bool { try integer("SELECT MAX(entry_no) FROM entry_line_due") ?? 0 > 0 }
}
