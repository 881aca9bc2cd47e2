import Model

/// Projects the life of an import: accepted, rolled forward, then completed or withdrawn.
enum ImportProjection {
  static func accepted(_ event: ImportAccepted, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try CompanyProjection.replaceDeclaredYears(overlapping: event.year, writer)
    try CompanyProjection.opened(event.year, origin, writer)
    let year = try writer.integer(
      "SELECT year_no FROM fiscal_year WHERE end_date = ?", [.number(event.year.end.number)])
    guard let year else { throw Fault(.database, "the year ending \(event.year.end) was not found after its opening") }
    let number = 1 + (try writer.integer("SELECT MAX(import_no) FROM import_run") ?? 0)
    try writer.insertMany(into: ImportTables.run, columns: ImportTables.run.columnNames) { row in
      row.set(0, number)
      row.set(1, high: event.id.high, low: event.id.low)
      row.set(2, event.fileName)
      row.set(3, event.fileHash)
      row.set(4, year)
      row.set(5, event.numbering.rawValue)
      row.set(6, try event.entryCount.bounded())
      row.set(7, try event.lineCount.bounded())
      row.set(8, event.consentsToUnbalancedEntries ? 1 : 0)
      row.set(9, ImportState.rolling.rawValue)
      for column in 10...13 { row.set(column, 0) }
      row.set(14, "")
      row.set(origin, at: 15)
      try row.insert()
    }
    try writer.insertMany(into: ImportTables.journalSum, columns: ImportTables.journalSum.columnNames) { row in
      for (rank, sum) in event.journals.enumerated() { try insert(sum, importNumber: number, rank: rank, row) }
    }
  }

  private static func insert(
    _ sum: JournalSum, importNumber: Int64, rank: Int, _ row: any RowInserter
  ) throws {
    row.set(0, importNumber)
    row.set(1, rank)
    row.set(2, sum.code)
    row.set(3, sum.label)
    row.set(4, try sum.entryCount.bounded())
    row.set(5, try sum.lineCount.bounded())
    // Totals may exceed 64 bits: kept as the decimal count of cents.
    row.set(6, String(sum.debit.minor))
    row.set(7, String(sum.credit.minor))
    try row.insert()
  }

  static func completed(_ id: Identifier<Import>, _ writer: any WriteTransaction) throws {
    let run = try ImportRange.find(id, writer)
    guard run.state == .rolling else { throw Fault(.database, "import \(id) is not waiting for its end") }
    try LedgerViews.show(run, writer)
    try setState(.completed, reason: "", run, writer)
  }

  /// Takes all that the import brought off the pages, and lets the year be imported again. Its entries stay where they
  /// are: who looks at the books as they were known before still finds them.
  static func withdrawn(_ event: ImportWithdrawn, _ writer: any WriteTransaction) throws {
    let run = try ImportRange.find(event.id, writer)
    guard run.state != .withdrawn else { return }
    if run.state == .completed { try LedgerViews.hide(run, writer) }
    try setState(.withdrawn, reason: event.reason, run, writer)
  }

  private static func setState(
    _ state: ImportState, reason: String, _ run: ImportRange, _ writer: any WriteTransaction
  ) throws {
    try writer.execute(
      "UPDATE import_run SET state = ?, withdrawal_reason = ? WHERE import_no = ?",
      [.integer(state.rawValue), .text(reason), .integer(run.number)])
  }
}

/// Where the entries of an import lie. Other entries may lie between them.
struct ImportRange {
  let number: Int64
  let year: Int64
  let firstEntry: Int64
  let lastEntry: Int64
  let state: ImportState

  static func find(_ id: Identifier<Import>, _ reader: any ReadTransaction) throws -> ImportRange {
    let sql = "SELECT import_no, year_no, first_entry_no, last_entry_no, state FROM import_run WHERE import_id = ?"
    let found = try reader.queryOne(sql, [.blob(id.bytes)]) { row in
      try ImportRange(
        number: row.integer(0), year: row.integer(1), firstEntry: row.integer(2), lastEntry: row.integer(3),
        state: row.importState(4))
    }
    guard let found else { throw Fault(.database, "no import \(id)") }
    return found
  }
}

extension Row {
  func importState(_ column: Int) throws -> ImportState {
    guard let state = ImportState(rawValue: integer(column)) else {
      throw Fault(.database, "\(integer(column)) is no state of an import")
    }
    return state
  }
}
