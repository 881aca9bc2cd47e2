import Model

/// Fills what the pages of journals read.
enum JournalViews {
  static func show(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    // The head's columns are the same on every line of an entry: MIN gives them without a wider group.
    try writer.execute(
      """
      INSERT INTO entry_by_journal (year_no, journal_no, entry_date, entry_no, line_count, debit, credit, import_no)
      SELECT MIN(e.year_no), MIN(e.journal_no), MIN(e.entry_date), e.entry_no, COUNT(*),
        CAST(SUM(l.debit) AS BIGINT), CAST(SUM(l.credit) AS BIGINT), MIN(e.import_no)
      FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no
      WHERE e.import_no = ? AND e.entry_no BETWEEN ? AND ?
      GROUP BY e.entry_no ORDER BY 1, 2, 3, 4
      """, [.integer(run.number), .integer(run.firstEntry), .integer(run.lastEntry)])
    try addMonths(year: run.year, importNumber: run.number, writer)
  }

  /// Adds the entries of one import to the months of their journals; with nil, adds the whole year up again.
  static func addMonths(year: Int64, importNumber: Int64?, _ writer: any WriteTransaction) throws {
    if importNumber == nil {
      try writer.execute("DELETE FROM journal_month WHERE year_no = ?", [.integer(year)])
    }
    let sums = try read(year, importNumber, writer)
    let table = LedgerTables.journalMonth
    let upsert = Upsert(
      into: table, columns: table.columnNames, key: table.primaryKey,
      action: .add(["entry_count", "line_count", "debit", "credit"]))
    try writer.upsertMany(upsert) { row in
      for (key, sum) in sums.sorted(by: { ($0.key.journal, $0.key.month) < ($1.key.journal, $1.key.month) }) {
        row.set(0, year)
        row.set(1, key.journal)
        row.set(2, key.month)
        row.set(3, sum.entries)
        row.set(4, sum.lines)
        row.set(5, sum.debit)
        row.set(6, sum.credit)
        try row.insert()
      }
    }
  }

  /// One entry more in the month of its journal.
  static func add(
    year: Int64, journal: Int64, month: Int64, lines: Int64, debit: Int64, credit: Int64,
    _ writer: any WriteTransaction
  ) throws {
    let table = LedgerTables.journalMonth
    let upsert = Upsert(
      into: table, columns: table.columnNames, key: table.primaryKey,
      action: .add(["entry_count", "line_count", "debit", "credit"]))
    try writer.upsertMany(upsert) { row in
      for (column, value) in [year, journal, month, 1, lines, debit, credit].enumerated() { row.set(column, value) }
      try row.insert()
    }
  }

  private struct Key: Hashable {
    let journal: Int64
    let month: Int64
  }

  private struct Sum {
    var entries: Int64 = 0
    var lines: Int64 = 0
    var debit: Int64 = 0
    var credit: Int64 = 0
  }

  private static func read(
    _ year: Int64, _ importNumber: Int64?, _ writer: any WriteTransaction
  ) throws -> [Key: Sum] {
    var sums: [Key: Sum] = [:]
    let condition = importNumber == nil ? "" : " AND import_no = ?"
    try writer.scan(
      """
      SELECT journal_no, entry_date, line_count, debit, credit FROM entry_by_journal WHERE year_no = ?\(condition)
      """, [.integer(year)] + (importNumber.map { [.integer($0)] } ?? [])
    ) { row in
      let key = Key(journal: row.integer(0), month: row.integer(1) / 100)
      var sum = sums[key, default: Sum()]
      let (debit, debitOverflow) = sum.debit.addingReportingOverflow(row.integer(3))
      let (credit, creditOverflow) = sum.credit.addingReportingOverflow(row.integer(4))
      guard !debitOverflow, !creditOverflow else { throw Fault(.database, "the sum of a journal exceeds 64 bits") }
      sum = Sum(entries: sum.entries + 1, lines: sum.lines + row.integer(2), debit: debit, credit: credit)
      sums[key] = sum
    }
    return sums
  }
}
