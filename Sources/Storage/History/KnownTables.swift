import Model

/// What the tables that reports read held at a point of the log, as definitions to stand before a question.
struct KnownTables {
  let point: KnownPoint
  /// The name of a table that no definition hides.
  private let stored: (String) -> String

  /// A piece of SQL and its arguments, in order.
  struct Piece {
    var sql: String
    var arguments: [Value] = []

    static func + (left: Piece, right: Piece) -> Piece {
      Piece(sql: left.sql + right.sql, arguments: left.arguments + right.arguments)
    }
  }

  init(point: KnownPoint, stored: @escaping (String) -> String) {
    (self.point, self.stored) = (point, stored)
  }

  /// - Throws: ``Model/Fault`` `.database` for a question about what has no past here.
  func asked(_ sql: String, _ arguments: [Value]) throws -> Piece {
    let words = Self.words(of: sql)
    if let present = Self.presentOnly.first(where: words.contains) {
      throw Fault(.database, "\(present) holds the present only: it was asked for the past")
    }
    // In this order: a definition may stand on those before it.
    let needed = definitions.filter { words.contains($0.name) }
    guard !needed.isEmpty else { return Piece(sql: sql, arguments: arguments) }
    let clauses = needed.map { Piece(sql: "\($0.name) AS (\n", arguments: []) + $0.body() + Piece(sql: "\n)") }
    let head = clauses.dropFirst().reduce(clauses[0]) { $0 + Piece(sql: ", ") + $1 }
    return Piece(sql: "WITH ") + head + Piece(sql: "\n" + sql, arguments: arguments)
  }

  /// Tables made for the present, whose questions have another form for the past.
  private static let presentOnly: Set<String> = [
    "account_month_end", "party_side", "root_month", "entry_key", "line_share", "closing_month", "closing_document",
  ]

  private static func words(of sql: String) -> Set<String> {
    Set(
      sql.utf8.split { byte in
        !((48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95)
      }.map { String(decoding: $0, as: UTF8.self) })
  }

  private var definitions: [(name: String, body: () -> Piece)] {
    [
      ("line_by_account", linesByAccount), ("line_by_party", linesByParty), ("entry_by_journal", entriesByJournal),
      ("balance", { sums("account_no, party_no, month, phase, 1 AS status, debit, credit") }),
      ("account_month", { sums("account_no, month, phase, 1 AS status, debit, credit, line_count") }),
      ("party_account", partyAccounts), ("journal_month", journalMonths), ("matching_line", matchingLines),
      ("entry_reversal", reversals), ("import_run", imports), ("journal", { masters(.journal, "code") }),
      ("account", { masters(.account, "number") }), ("party", { masters(.party, "nature, code") }),
      ("year_closing", { closings("y.year_start, c.is_closed") }),
      ("closing_opening", { closings("0 AS place", "c.has_openings = 1") }),
    ]
  }
}

// MARK: - Lines and entries

extension KnownTables {
  /// Rows of the pages, `v`: of entries validated by then, and of imports complete by then. Those withdrawn since are
  /// not among them any more: see ``withdrawn(_:)``.
  private func shown(_ table: String, _ columns: String) -> Piece {
    Piece(
      sql: """
        SELECT \(columns) FROM \(stored(table)) v
        WHERE (v.import_no = 0 AND v.entry_no <= ?) OR v.import_no IN (
          SELECT i.import_no FROM \(stored("import_moment")) i WHERE i.completed_position <= ?)
        """, arguments: [.integer(point.lastEntry), .integer(point.position)])
  }

  /// The entries `e` of imports that were complete then and were withdrawn since, made again from where they lie.
  private func withdrawn(_ select: String, _ tail: String = "") -> Piece {
    guard point.hasWithdrawn else { return Piece(sql: "") }
    return Piece(
      sql: """

        UNION ALL \(select)
        WHERE e.import_no IN (
          SELECT i.import_no FROM \(stored("import_moment")) i
          WHERE i.completed_position <= ? AND i.withdrawn_position > ?)\(tail)
        """, arguments: [.integer(point.position), .integer(point.position)])
  }

  private var withdrawnLines: String {
    """
    FROM \(stored("entry")) e JOIN \(stored("entry_line")) l ON l.entry_no = e.entry_no
      LEFT JOIN \(stored("entry_line_extra")) x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
    """
  }

  private func linesByAccount() -> Piece {
    shown(
      "line_by_account",
      """
      v.year_no, v.account_no, v.entry_date, v.entry_no, v.line_no, v.party_no, v.debit, v.credit, v.phase,
        v.import_no
      """
    )
      + withdrawn(
        """
        SELECT e.year_no, l.account_no, COALESCE(x.entry_date, e.entry_date), l.entry_no, l.line_no, l.party_no,
          l.debit, l.credit, e.flags & 1, e.import_no
        \(withdrawnLines)
        """)
  }

  private func linesByParty() -> Piece {
    shown(
      "line_by_party",
      """
      v.year_no, v.account_no, v.party_no, v.entry_date, v.entry_no, v.line_no, v.debit, v.credit, v.matching_code,
        v.phase, v.import_no
      """)
      + withdrawn(
        """
        SELECT e.year_no, l.account_no, l.party_no, COALESCE(x.entry_date, e.entry_date), l.entry_no, l.line_no,
          l.debit, l.credit, l.matching_code, e.flags & 1, e.import_no
        \(withdrawnLines)
        """, " AND l.party_no > 0")
  }

  private func entriesByJournal() -> Piece {
    shown(
      "entry_by_journal",
      "v.year_no, v.journal_no, v.entry_date, v.entry_no, v.line_count, v.debit, v.credit, v.import_no")
      + withdrawn(
        """
        SELECT e.year_no, e.journal_no, e.entry_date, e.entry_no, s.line_count, s.debit, s.credit, e.import_no
        FROM \(stored("entry")) e JOIN (
          SELECT l.entry_no, COUNT(*) AS line_count, CAST(SUM(l.debit) AS BIGINT) AS debit,
            CAST(SUM(l.credit) AS BIGINT) AS credit
          FROM \(stored("entry_line")) l GROUP BY l.entry_no) s ON s.entry_no = e.entry_no
        """)
  }

  /// An entry that takes another back has the number that all entries have.
  private func reversals() -> Piece {
    Piece(
      sql: """
        SELECT v.entry_no, v.reversed_id, v.reason, v.origin_device_no, v.origin_device_epoch, v.origin_seq
        FROM \(stored("entry_reversal")) v WHERE v.entry_no <= ?
        """, arguments: [.integer(point.lastEntry)])
  }
}

// MARK: - Sums

extension KnownTables {
  /// Rows that add up to what was known: one for each unit that recorded something of it, and one for each line of the
  /// block that was being filled. Not grouped: whoever asks adds up, and what it asks for then reaches the keys.
  private func sums(_ columns: String) -> Piece {
    let block = RecordingUnit.block(of: point.lastEntry)
    return Piece(
      sql: """
        SELECT year_no, \(columns) FROM \(stored("recorded_balance"))
        WHERE (unit_no >= 0 AND unit_no < ?) OR unit_no IN (
          SELECT -i.import_no FROM \(stored("import_moment")) i
          WHERE i.completed_position <= ? AND (i.withdrawn_position IS NULL OR i.withdrawn_position > ?))
        UNION ALL
        SELECT year_no, \(columns) FROM (
          SELECT e.year_no, l.account_no, l.party_no, e.entry_date / 100 AS month, e.flags & 1 AS phase, l.debit,
            l.credit, 1 AS line_count
          FROM \(stored("entry")) e JOIN \(stored("entry_line")) l ON l.entry_no = e.entry_no
          WHERE l.entry_no >= ? AND l.entry_no <= ? AND e.import_no = 0) b
        """,
      arguments: [
        .integer(block), .integer(point.position), .integer(point.position),
        .integer(block * RecordingUnit.blockSize), .integer(point.lastEntry),
      ])
  }

  private func partyAccounts() -> Piece {
    Piece(
      sql: """
        SELECT year_no, party_no, account_no, CAST(SUM(debit) AS BIGINT) AS debit,
          CAST(SUM(credit) AS BIGINT) AS credit, CAST(SUM(line_count) AS BIGINT) AS line_count FROM (
        """)
      + sums("account_no, party_no, debit, credit, line_count")
      + Piece(sql: ") s WHERE party_no > 0 GROUP BY year_no, party_no, account_no")
  }

  private func journalMonths() -> Piece {
    Piece(
      sql: """
        SELECT year_no, journal_no, entry_date / 100 AS month, COUNT(*) AS entry_count,
          CAST(SUM(line_count) AS BIGINT) AS line_count, CAST(SUM(debit) AS BIGINT) AS debit,
          CAST(SUM(credit) AS BIGINT) AS credit FROM (
        """) + entriesByJournal() + Piece(sql: ") s GROUP BY year_no, journal_no, entry_date / 100")
  }
}

// MARK: - What is beside the entries

extension KnownTables {
  private func matchingLines() -> Piece {
    Piece(
      sql: """
        SELECT v.entry_no, v.line_no, v.matching_no FROM \(stored("matching_moment")) v
        WHERE v.made_position <= ? AND (v.removed_position IS NULL OR v.removed_position > ?)
        """, arguments: [.integer(point.position), .integer(point.position)])
  }

  private func imports() -> Piece {
    let others = ImportTables.run.columnNames.filter { $0 != "state" }.map { "r.\($0)" }.joined(separator: ", ")
    let position = Value.integer(point.position)
    return Piece(
      sql: """
        SELECT \(others), CASE WHEN i.withdrawn_position <= ? THEN \(ImportState.withdrawn.rawValue)
          WHEN i.completed_position <= ? THEN \(ImportState.completed.rawValue)
          ELSE \(ImportState.rolling.rawValue) END AS state
        FROM \(stored("import_run")) r JOIN \(stored("import_moment")) i ON i.import_no = r.import_no
        WHERE i.accepted_position <= ?
        """, arguments: [position, position, position])
  }

  /// The last closing or reopening of each year: no more of it than reports ask for.
  private func closings(_ column: String, _ condition: String = "1 = 1") -> Piece {
    Piece(
      sql: """
        SELECT c.year_end, \(column) FROM \(stored("closing_moment")) c
          JOIN \(stored("year_closing")) y ON y.year_end = c.year_end
        WHERE \(condition) AND c.position = (
          SELECT MAX(l.position) FROM \(stored("closing_moment")) l WHERE l.year_end = c.year_end AND l.position <= ?)
        """, arguments: [.integer(point.position)])
  }

  /// With the label that each had then.
  private func masters(_ kind: LabelledMaster, _ columns: String) -> Piece {
    Piece(
      sql: """
        SELECT v.\(kind.key), \(columns), COALESCE((
            SELECT h.label FROM \(stored("master_label")) h
            WHERE h.kind = \(kind.rawValue) AND h.master_no = v.\(kind.key) AND h.position <= ?
            ORDER BY h.position DESC LIMIT 1), '') AS label,
          v.origin_device_no, v.origin_device_epoch, v.origin_seq
        FROM \(stored(kind.table)) v
        """, arguments: [.integer(point.position)])
  }
}
