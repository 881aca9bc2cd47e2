import Model

/// A file that was taken in, and how far it is.
public struct ImportSummary: Equatable, Sendable {
  public let id: Identifier<Import>
  public let fileName: String
  /// BLAKE2b-256 of the file's bytes.
  public let fileHash: [UInt8]
  public let yearNumber: Int64
  public let year: FiscalYear
  public let numbering: NumberingScheme
  public let entryCount: Int64
  public let lineCount: Int64
  public let consentsToUnbalancedEntries: Bool
  public let state: ImportState
  public let entriesDone: Int64
  public let linesDone: Int64
  public let withdrawalReason: String
  /// The acceptance in the log.
  public let origin: Origin
}

extension ReadTransaction {
  /// All imports, the latest first.
  public func imports() throws -> [ImportSummary] { try summaries("ORDER BY r.import_no DESC", []) }

  public func importSummary(_ id: Identifier<Import>) throws -> ImportSummary? {
    try summaries("WHERE r.import_id = ?", [.blob(id.bytes)]).first
  }

  /// The imports that were accepted and neither completed nor withdrawn: what a restart has to roll forward.
  public func rollingImports() throws -> [ImportSummary] {
    try summaries("WHERE r.state = ? ORDER BY r.import_no", [.integer(ImportState.rolling.rawValue)])
  }

  /// The import that stands for the year that ends on that day: rolling or completed, or nil.
  public func standingImport(yearEnding end: CalendarDate) throws -> ImportSummary? {
    try summaries(
      "WHERE y.end_date = ? AND r.state <> ?", [.number(end.number), .integer(ImportState.withdrawn.rawValue)]
    ).first
  }

  /// What each journal of the file must add up to, in the order of their codes.
  public func journalSums(ofImport id: Identifier<Import>) throws -> [JournalSum] {
    let sql = """
      SELECT s.journal_code, s.journal_label, s.entry_count, s.line_count, s.debit, s.credit
      FROM import_run r JOIN import_journal_sum s ON s.import_no = r.import_no
      WHERE r.import_id = ? ORDER BY s.rank
      """
    return try list(sql, [.blob(id.bytes)]) { row in
      JournalSum(
        code: row.text(0), label: row.text(1), entryCount: UInt64(clamping: row.integer(2)),
        lineCount: UInt64(clamping: row.integer(3)), debit: try row.wideTotal(4), credit: try row.wideTotal(5))
    }
  }

  private func summaries(_ tail: String, _ arguments: [Value]) throws -> [ImportSummary] {
    let sql = """
      SELECT r.import_id, r.file_name, r.file_hash, r.year_no, y.start_date, y.end_date, r.numbering, r.entry_count,
        r.line_count, r.consents_unbalanced, r.state, r.entries_done, r.lines_done, r.withdrawal_reason,
        r.origin_device_no, r.origin_device_epoch, r.origin_seq
      FROM import_run r JOIN fiscal_year y ON y.year_no = r.year_no \(tail)
      """
    return try list(sql, arguments) { row in
      guard let numbering = NumberingScheme(rawValue: UInt8(truncatingIfNeeded: row.integer(6))) else {
        throw Fault(.database, "\(row.integer(6)) is no numbering scheme")
      }
      return ImportSummary(
        id: try row.identifier(0), fileName: row.text(1), fileHash: row.blob(2), yearNumber: row.integer(3),
        year: try FiscalYear(start: row.date(4), end: row.date(5)), numbering: numbering,
        entryCount: row.integer(7), lineCount: row.integer(8), consentsToUnbalancedEntries: row.integer(9) == 1,
        state: try row.importState(10), entriesDone: row.integer(11), linesDone: row.integer(12),
        withdrawalReason: row.text(13),
        origin: Origin(deviceNumber: row.integer(14), deviceEpoch: row.integer(15), sequence: row.integer(16)))
    }
  }
}

extension Row {
  /// A total kept as the decimal count of its cents, because it may exceed 64 bits.
  fileprivate func wideTotal(_ column: Int) throws -> MoneyTotal {
    guard let minor = Int128(text(column)) else { throw Fault(.database, "\(text(column)) is no total") }
    return MoneyTotal(minor: minor)
  }
}
