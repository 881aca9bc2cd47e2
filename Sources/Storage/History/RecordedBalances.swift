import Model

/// Fills `recorded_balance`.
enum RecordedBalances {
  private static let upsert = Upsert(into: HistoryTables.recordedBalance, .add(["debit", "credit", "line_count"]))

  /// Adds lines to what their unit recorded; see ``RecordingUnit``.
  static func add(
    year: Int64, unit: Int64, _ sums: [(change: BalanceChange, lines: Int64)], _ writer: any WriteTransaction
  ) throws {
    try writer.upsertMany(upsert) { row in
      for (change, lines) in sums {
        let values = [
          year, change.account, change.party, change.month, change.phase, unit, change.debit, change.credit, lines,
        ]
        for (column, value) in values.enumerated() { row.set(column, value) }
        try row.insert()
      }
    }
  }
}

extension ReadTransaction {
  /// Where what the standing units recorded is not what the balances are, in technical words.
  func recordedBalanceGaps() throws -> [String] {
    try gaps(
      "balance", "year_no, account_no, party_no, month, phase", ["debit", "credit"],
      """
      SELECT r.year_no, r.account_no, r.party_no, r.month, r.phase, r.debit, r.credit FROM recorded_balance r
      WHERE r.unit_no >= 0 OR EXISTS (
        SELECT 1 FROM import_run i WHERE i.import_no = -r.unit_no AND i.state = \(ImportState.completed.rawValue))
      """)
  }
}
