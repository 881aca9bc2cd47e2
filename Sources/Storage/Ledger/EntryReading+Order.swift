import Model

/// An entry with the local number of its row.
public struct EntryRow: Equatable, Sendable {
  public let number: Int64
  /// The import it came with; nil when it came otherwise.
  public let importID: Identifier<Import>?
  public let entry: JournalEntry.Validated
  /// What pages say of it; nil while its import is not complete.
  public let listed: ListedSums?

  public struct ListedSums: Equatable, Sendable {
    public let lineCount: Int64
    public let debit: Int64
    public let credit: Int64

    public init(lineCount: Int64, debit: Int64, credit: Int64) {
      self.lineCount = lineCount
      self.debit = debit
      self.credit = credit
    }
  }
}

extension ReadTransaction {
  /// The entries after a local number, in the order of the log, those of a rolling import included; at most `limit`.
  public func storedEntries(after number: Int64, limit: Int) throws -> [EntryRow] {
    var found = try list(
      """
      SELECT e.entry_no, r.import_id, e.entry_id, j.code, e.number, e.entry_date, e.validation_date,
        e.voucher_reference, e.voucher_date, e.label, e.flags, b.line_count, b.debit, b.credit
      FROM entry e JOIN journal j ON j.journal_no = e.journal_no LEFT JOIN import_run r ON r.import_no = e.import_no
        LEFT JOIN entry_by_journal b ON b.year_no = e.year_no AND b.journal_no = e.journal_no
          AND b.entry_date = e.entry_date AND b.entry_no = e.entry_no
      WHERE e.entry_no > ? ORDER BY e.entry_no LIMIT ?
      """, [.integer(number), .number(limit)]
    ) { row in
      (
        number: row.integer(0), importID: row.isNull(1) ? nil : try row.identifier(1) as Identifier<Import>,
        entry: JournalEntry.Validated(
          id: try row.identifier(2), journal: row.text(3), number: row.text(4), date: try row.date(5),
          validationDate: try row.date(6), voucherReference: row.text(7), voucherDate: try row.optionalDate(8),
          label: row.text(9), flags: EntryFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(10))), lines: []),
        listed: row.isNull(11)
          ? nil
          : EntryRow.ListedSums(lineCount: row.integer(11), debit: row.integer(12), credit: row.integer(13))
      )
    }
    guard let last = found.last else { return [] }
    var place = 0
    try query(
      """
      SELECT l.entry_no, \(Self.lineColumns) \(Self.lineSource)
      WHERE l.entry_no > ? AND l.entry_no <= ? ORDER BY l.entry_no, l.line_no
      """, [.integer(number), .integer(last.number)]
    ) { row in
      while place < found.count, found[place].number < row.integer(0) { place += 1 }
      // A line without its entry is found by the counts.
      guard place < found.count, found[place].number == row.integer(0) else { return }
      found[place].entry.lines.append(try Self.line(row, from: 1))
    }
    return found.map { EntryRow(number: $0.number, importID: $0.importID, entry: $0.entry, listed: $0.listed) }
  }

  /// The local number of the row that has this identifier, seen or not.
  public func entryNumber(of id: Identifier<JournalEntry.Validated>) throws -> Int64? {
    try integer("SELECT entry_no FROM entry WHERE entry_id = ?", [.blob(id.bytes)])
  }
}
