import Model

/// What was recorded after a point of the log, and up to another.
public struct RecordedSpan: Hashable, Sendable {
  public let after: KnownPoint
  public let through: KnownPoint

  public init(after: KnownPoint, through: KnownPoint) {
    (self.after, self.through) = (after, through)
  }
}

/// An entry validated here, in the order of the log.
public struct RecordedEntry: Equatable, Sendable {
  public let card: EntryCard
  public let journalLabel: String
  public let origin: Origin
  /// The number of the entry that it takes back, with its journal; empty when it takes none back.
  public let reversed: String
}

extension ReadTransaction {
  /// Where the log stands now.
  public func latestPoint() throws -> KnownPoint { try knownPoint(at: Instant(milliseconds: .max)) }

  /// Entries validated here in a year, after a place of the list, in the order of the log; on one account when one is
  /// given.
  public func recordedEntries(
    _ span: RecordedSpan, year: Int64, account: NumberedAccount? = nil, after place: Int64 = 0, limit: Int
  ) throws -> [RecordedEntry] {
    let onAccount =
      account == nil
      ? ""
      : """
       AND e.entry_no IN (
        SELECT l.entry_no FROM line_by_account l
        WHERE l.year_no = ? AND l.account_no = ? AND l.import_no = 0 AND l.entry_no > ?)
      """
    // CROSS JOIN: SQLite then goes through the entries in the order of the log, and stops with the page.
    let sql = """
      SELECT b.entry_date, b.entry_no, e.entry_id, j.code, e.number, e.voucher_reference, e.label, e.flags,
        b.line_count, b.debit, b.credit, j.label, e.origin_device_no, e.origin_device_epoch, e.origin_seq, k.code,
        o.number
      FROM entry e CROSS JOIN entry_by_journal b JOIN journal j ON j.journal_no = e.journal_no
        LEFT JOIN entry_reversal r ON r.entry_no = e.entry_no
        LEFT JOIN entry o ON o.entry_id = r.reversed_id LEFT JOIN journal k ON k.journal_no = o.journal_no
      WHERE b.year_no = e.year_no AND b.journal_no = e.journal_no AND b.entry_date = e.entry_date
        AND b.entry_no = e.entry_no AND e.entry_no > ? AND e.entry_no <= ? AND e.year_no = ? AND e.import_no = 0
        \(onAccount)
      ORDER BY e.entry_no LIMIT ?
      """
    let first = max(span.after.lastEntry, place)
    let arguments =
      [Value.integer(first), .integer(span.through.lastEntry), .integer(year)]
      + (account.map { [.integer(year), .integer($0.number), .integer(first)] } ?? []) + [.number(limit)]
    return try list(sql, arguments) { row in
      RecordedEntry(
        card: try EntryCard(row), journalLabel: row.text(11),
        origin: Origin(deviceNumber: row.integer(12), deviceEpoch: row.integer(13), sequence: row.integer(14)),
        reversed: row.isNull(16) ? "" : "\(row.text(15)) \(row.text(16))")
    }
  }

  /// Imports of a year that were completed or withdrawn, in the order of the log.
  public func recordedImports(_ span: RecordedSpan, year: Int64) throws -> [RecordedImport] {
    func sql(_ column: String, isWithdrawal: Int) -> String {
      """
      SELECT r.import_id, r.file_name, r.entry_count, r.line_count, \(isWithdrawal), r.withdrawal_reason, m.known_at,
        m.position
      FROM import_moment i JOIN import_run r ON r.import_no = i.import_no JOIN log_moment m ON m.position = i.\(column)
      WHERE i.\(column) > ? AND i.\(column) <= ? AND r.year_no = ? AND i.completed_position IS NOT NULL
      """
    }
    let bounds = [Value.integer(span.after.position), .integer(span.through.position), .integer(year)]
    return try list(
      """
      \(sql("completed_position", isWithdrawal: 0)) UNION ALL \(sql("withdrawn_position", isWithdrawal: 1))
      ORDER BY 8
      """, bounds + bounds
    ) { row in
      RecordedImport(
        id: try row.identifier(0), fileName: row.text(1), entryCount: row.integer(2), lineCount: row.integer(3),
        isWithdrawal: row.integer(4) == 1, reason: row.text(5), at: Instant(milliseconds: row.integer(6)))
    }
  }

  /// Matchings made or removed, the last ones first.
  public func recordedMatchings(_ span: RecordedSpan, limit: Int) throws -> [RecordedMatching] {
    func sql(_ column: String, isRemoval: Int) -> String {
      """
      SELECT a.number, p.nature, p.code, m.code, s.line_count, \(isRemoval), t.known_at, s.position
      FROM (
        SELECT matching_no, \(column) AS position, COUNT(*) AS line_count FROM matching_moment
        WHERE \(column) > ? AND \(column) <= ? GROUP BY matching_no, \(column)) s
        JOIN matching m ON m.matching_no = s.matching_no JOIN account a ON a.account_no = m.account_no
        LEFT JOIN party p ON p.party_no = m.party_no JOIN log_moment t ON t.position = s.position
      """
    }
    let bounds = [Value.integer(span.after.position), .integer(span.through.position)]
    return try list(
      """
      \(sql("made_position", isRemoval: 0)) UNION ALL \(sql("removed_position", isRemoval: 1))
      ORDER BY 8 DESC, 4 LIMIT ?
      """, bounds + bounds + [.number(limit)]
    ) { row in
      RecordedMatching(
        account: row.text(0), party: row.isNull(1) ? nil : try row.partyKey(1, 2), code: row.text(3),
        lineCount: row.integer(4), isRemoval: row.integer(5) == 1, at: Instant(milliseconds: row.integer(6)))
    }
  }

  /// Masters whose label is another at the end of the span than before it, those with a new label alone when they had
  /// none.
  public func recordedLabels(_ span: RecordedSpan, limit: Int) throws -> [RecordedLabel] {
    try LabelledMaster.allCases.flatMap { kind in
      let code = kind == .account ? "v.number" : "v.code"
      let sql = """
        SELECT \(code), \(kind == .party ? "v.nature" : "0"), n.before_label, n.label FROM (
          SELECT s.master_no, h.label, (
              SELECT b.label FROM master_label b
              WHERE b.kind = \(kind.rawValue) AND b.master_no = s.master_no AND b.position <= ?
              ORDER BY b.position DESC LIMIT 1) AS before_label
          FROM (
            SELECT master_no, MAX(position) AS position FROM master_label
            WHERE kind = \(kind.rawValue) AND position > ? AND position <= ? GROUP BY master_no) s
            JOIN master_label h
              ON h.kind = \(kind.rawValue) AND h.master_no = s.master_no AND h.position = s.position) n
          JOIN \(kind.table) v ON v.\(kind.key) = n.master_no
        WHERE n.before_label IS NULL OR n.before_label <> n.label ORDER BY 1, 2 LIMIT ?
        """
      return try list(
        sql,
        [
          .integer(span.after.position), .integer(span.after.position), .integer(span.through.position),
          .number(limit),
        ]
      ) { row in
        let master: RecordedLabel.Master =
          switch kind {
          case .journal: .journal(row.text(0))
          case .account: .account(row.text(0))
          case .party: .party(try row.partyKey(1, 0))
          }
        return RecordedLabel(master: master, before: row.optionalText(2), label: row.text(3))
      }
    }
  }
}
