import Model

/// Fills `line_share`: of a whole year when an import becomes visible or goes, of single lines as they are validated,
/// matched and unmatched. These are gathered over a change-set, and written once its lines are all there.
struct LineShares {
  typealias Place = LineShareReading.Place

  /// Rows of a year gathered before they are written in the order of their key: memory does not grow with the year.
  private static let mostGathered = 100_000

  private var touched: Set<Place> = []
  private var matchings: Set<Int64> = []

  mutating func touch(_ places: some Sequence<Place>) { touched.formUnion(places) }

  /// The lines that a matching holds together from here on.
  mutating func touch(matching number: Int64) { matchings.insert(number) }

  /// Writes what was touched, with the lines that bear the same letters.
  mutating func show(_ writer: any WriteTransaction) throws {
    guard !touched.isEmpty || !matchings.isEmpty else { return }
    let (rows, reading) = (try Rows(writer), try LineShareReading(writer))
    for place in touched.sorted(by: { ($0.entry, $0.line) < ($1.entry, $1.line) }) {
      guard let found = try reading.line(at: place) else { continue }
      if found.matching > 0 {
        matchings.insert(found.matching)
      } else {
        try rows.replace(LineShareReading.Group(day: nil, lines: [found.line]))
      }
    }
    try reading.matched(matchings) { try rows.replace($0) }
    (touched, matchings) = ([], [])
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
      """, LineShareReading.controlPrefixes + [.integer(year)]
    ) { $0.integer(0) }
    let (rows, reading) = (try Rows(writer), try LineShareReading(writer))
    var (held, gathered): (Set<Int64>, [WrittenShare]) = ([], [])
    for account in accounts {
      held.formUnion(
        try reading.unmatched(year: year, account: account) { group in
          gathered += group.rows
          if gathered.count >= mostGathered { try rows.insert(&gathered) }
        })
    }
    try rows.insert(&gathered)
    // Matchings made here may hold lines of other years too.
    try reading.matched(held) { try rows.replace($0) }
  }

  private struct Rows {
    let writer: any WriteTransaction
    let inserter: any RowInserter

    init(_ writer: any WriteTransaction) throws {
      self.writer = writer
      inserter = try writer.inserter(into: AgingTables.share, columns: AgingTables.share.columnNames)
    }

    func replace(_ group: LineShareReading.Group) throws {
      for line in group.lines { try remove(line) }
      try insert(group)
    }

    func remove(_ line: LineShareReading.Line) throws {
      try writer.execute(
        "DELETE FROM line_share WHERE year_no = ? AND account_no = ? AND party_no = ? AND entry_no = ? AND line_no = ?",
        [line.year, line.account, line.party, line.place.entry, line.place.line].map { .integer($0) })
    }

    func insert(_ group: LineShareReading.Group) throws {
      for row in group.rows { try insert(row) }
    }

    /// Writes rows sorted by their key, and forgets them.
    func insert(_ gathered: inout [WrittenShare]) throws {
      gathered.sort { $0.key < $1.key }
      for row in gathered { try insert(row) }
      gathered.removeAll(keepingCapacity: true)
    }

    private func insert(_ row: WrittenShare) throws {
      inserter.set(0, row.line.year)
      inserter.set(1, row.line.account)
      inserter.set(2, row.settledOn)
      inserter.set(3, row.line.party)
      inserter.set(4, row.line.place.entry)
      inserter.set(5, row.line.place.line)
      inserter.set(6, row.line.due.date.number)
      inserter.set(7, row.line.due.due.number)
      inserter.set(8, row.amount)
      try inserter.insert()
    }
  }

  /// One share of a line.
  fileprivate struct WrittenShare {
    let line: LineShareReading.Line
    let settledOn: Int32
    let amount: Int64

    var key: (Int64, Int32, Int64, Int64, Int64) {
      (line.account, settledOn, line.party, line.place.entry, line.place.line)
    }
  }
}

extension LineShareReading.Group {
  fileprivate var rows: [LineShares.WrittenShare] {
    shares.map { share in
      LineShares.WrittenShare(
        line: lines[share.line], settledOn: share.settledOn?.number ?? AgingTables.never, amount: share.amount)
    }
  }
}
