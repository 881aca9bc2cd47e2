import Model

/// The entries of an import with their lines, in the order they were written: read once, a block at a time, so that
/// neither engine has to join, sort or hold them.
struct ImportedEntries {
  /// Entries read at once.
  private static let block: Int64 = 2_000

  private let reader: any ReadTransaction

  init(_ reader: any ReadTransaction) { self.reader = reader }

  func each(_ run: ImportRange, _ body: (ShownEntry) throws -> Void) throws {
    for first in stride(from: run.firstEntry, through: run.lastEntry, by: Int(Self.block)) {
      let range = [Value.integer(first), .integer(min(first + Self.block - 1, run.lastEntry))]
      var entries = try heads(run, range)
      try addLines(to: &entries, range)
      for entry in entries where !entry.lines.isEmpty { try body(entry) }
    }
  }

  private func heads(_ run: ImportRange, _ range: [Value]) throws -> [ShownEntry] {
    try reader.list(
      """
      SELECT entry_no, journal_no, entry_date, flags, number, voucher_reference, label FROM entry
      WHERE entry_no BETWEEN ? AND ? AND import_no = ? ORDER BY entry_no
      """, range + [.integer(run.number)]
    ) { row in
      ShownEntry(
        number: row.integer(0), journal: row.integer(1), date: row.integer(2),
        isOpening: EntryFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(3))).contains(.opening),
        texts: (row.text(4), [row.text(5)]), label: row.text(6))
    }
  }

  /// Both are in the order of entries: lines of other entries that lie between are passed over.
  private func addLines(to entries: inout [ShownEntry], _ range: [Value]) throws {
    var dates: [LineShareReading.Place: Int64] = [:]
    var index = 0
    /// The place of an entry in the list, at or after the place found last.
    func place(of entry: Int64) -> Int? {
      while index < entries.count, entries[index].number < entry { index += 1 }
      return index < entries.count && entries[index].number == entry ? index : nil
    }
    try reader.query(
      """
      SELECT entry_no, line_no, entry_date, voucher_reference FROM entry_line_extra
      WHERE entry_no BETWEEN ? AND ? AND (entry_date IS NOT NULL OR voucher_reference <> '') ORDER BY entry_no, line_no
      """, range
    ) { row in
      guard let found = place(of: row.integer(0)) else { return }
      if !row.isNull(2) { dates[.init(entry: row.integer(0), line: row.integer(1))] = row.integer(2) }
      if let voucher = row.optionalText(3) { entries[found].texts.vouchers.append(voucher) }
    }
    index = 0
    try reader.query(
      """
      SELECT entry_no, line_no, account_no, party_no, debit, credit FROM entry_line
      WHERE entry_no BETWEEN ? AND ? ORDER BY entry_no, line_no
      """, range
    ) { row in
      guard let found = place(of: row.integer(0)) else { return }
      let own = dates.isEmpty ? nil : dates[.init(entry: row.integer(0), line: row.integer(1))]
      entries[found].lines.append(
        ShownEntry.Line(
          place: row.integer(1), account: row.integer(2), party: row.integer(3), date: own ?? entries[found].date,
          debit: row.integer(4), credit: row.integer(5)))
    }
  }
}
