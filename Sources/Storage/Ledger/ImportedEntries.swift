import Model

/// The entries of an import with their lines, in the order they were written: read once, so that neither engine has to
/// join or sort them. The heads of a block of entries are held, and the lines of one.
struct ImportedEntries {
  private let reader: any ReadTransaction
  /// Entries whose heads are read at once.
  private let block: Int64

  init(_ reader: any ReadTransaction, block: Int64 = 10_000) { (self.reader, self.block) = (reader, block) }

  func each(_ run: ImportRange, _ body: (ShownEntry) throws -> Void) throws {
    for first in stride(from: run.firstEntry, through: run.lastEntry, by: Int(block)) {
      let range = [Value.integer(first), .integer(min(first + block - 1, run.lastEntry))]
      var entries = try heads(run, range)
      let dates = try addExtras(to: &entries, range)
      try addLines(to: entries, dates, range, body)
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

  /// - Returns: the days that lines have of their own.
  private func addExtras(to entries: inout [ShownEntry], _ range: [Value]) throws -> [LineShareReading.Place: Int64] {
    var dates: [LineShareReading.Place: Int64] = [:]
    var place = 0
    try reader.query(
      """
      SELECT entry_no, line_no, entry_date, voucher_reference FROM entry_line_extra
      WHERE entry_no BETWEEN ? AND ? AND (entry_date IS NOT NULL OR voucher_reference <> '') ORDER BY entry_no, line_no
      """, range
    ) { row in
      while place < entries.count, entries[place].number < row.integer(0) { place += 1 }
      guard place < entries.count, entries[place].number == row.integer(0) else { return }
      if !row.isNull(2) { dates[.init(entry: row.integer(0), line: row.integer(1))] = row.integer(2) }
      if let voucher = row.optionalText(3) { entries[place].texts.vouchers.append(voucher) }
    }
    return dates
  }

  /// Hands each entry over once its last line has come. Lines of other entries that lie between are passed over.
  private func addLines(
    to entries: [ShownEntry], _ dates: [LineShareReading.Place: Int64], _ range: [Value],
    _ body: (ShownEntry) throws -> Void
  ) throws {
    var heads = entries.makeIterator()
    var current = heads.next()
    func handOver() throws {
      if let current, !current.lines.isEmpty { try body(current) }
      current = heads.next()
    }
    try reader.scan(
      """
      SELECT entry_no, line_no, account_no, party_no, debit, credit FROM entry_line
      WHERE entry_no BETWEEN ? AND ? ORDER BY entry_no, line_no
      """, range
    ) { row in
      while let number = current?.number, number < row.integer(0) { try handOver() }
      guard let found = current, found.number == row.integer(0) else { return }
      let own = dates.isEmpty ? nil : dates[.init(entry: row.integer(0), line: row.integer(1))]
      current?.lines.append(
        ShownEntry.Line(
          place: row.integer(1), account: row.integer(2), party: row.integer(3), date: own ?? found.date,
          debit: row.integer(4), credit: row.integer(5)))
    }
    while current != nil { try handOver() }
  }
}
