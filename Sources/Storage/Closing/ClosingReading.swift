import Model

extension ReadTransaction {
  /// Every year that was ever closed, the latest first.
  public func closings() throws -> [YearClosing] {
    let rows = try list(
      """
      SELECT y.year_start, y.year_end, y.is_closed, y.generation, y.reason, y.result, y.result_account,
        y.perpetual_debit, y.perpetual_credit, y.accepted, c.received_at
      FROM year_closing y LEFT JOIN change_set c ON c.device_no = y.closed_device_no
        AND c.device_epoch = y.closed_device_epoch AND c.seq = y.closed_seq
      ORDER BY y.year_end DESC
      """
    ) { row in
      let fact = YearClosed(
        year: try FiscalYear(start: row.date(0), end: row.date(1)),
        generation: UInt32(truncatingIfNeeded: row.integer(3)), result: try row.decimalTotal(5),
        resultAccount: row.text(6), months: [], perpetualDebit: try row.decimalTotal(7),
        perpetualCredit: try row.decimalTotal(8), openings: [], documents: [],
        accepted: row.text(9).split(separator: " ").map(String.init))
      return YearClosing(
        fact: fact, isClosed: row.integer(2) == 1, generation: fact.generation, reason: row.text(4),
        closedAt: Instant(milliseconds: row.integer(10)))
    }
    return try rows.map { row in
      var fact = row.fact
      let end = [Value.number(fact.year.end.number)]
      fact.months = try closedMonths(end)
      fact.openings = try list("SELECT entry_id FROM closing_opening WHERE year_end = ? ORDER BY place", end) {
        try $0.identifier(0)
      }
      fact.documents = try closingDocuments(yearEnd: fact.year.end)
      return YearClosing(
        fact: fact, isClosed: row.isClosed, generation: row.generation, reason: row.reason, closedAt: row.closedAt)
    }
  }

  private func closedMonths(_ end: [Value]) throws -> [PeriodTotal] {
    try list(
      "SELECT month, entry_count, line_count, debit, credit FROM closing_month WHERE year_end = ? ORDER BY month", end
    ) { row in
      PeriodTotal(
        month: Int32(truncatingIfNeeded: row.integer(0)), entryCount: UInt64(bitPattern: row.integer(1)),
        lineCount: UInt64(bitPattern: row.integer(2)), debit: try row.decimalTotal(3),
        credit: try row.decimalTotal(4))
    }
  }

  /// Those of the last closing of a year.
  private func closingDocuments(yearEnd: CalendarDate) throws -> [ClosingDocument] {
    try list(
      """
      SELECT document_id, kind, file_name, file_hash, byte_count FROM closing_document d
      WHERE year_end = ? AND generation = (SELECT MAX(m.generation) FROM closing_document m WHERE m.year_end = ?)
      ORDER BY kind
      """, [.number(yearEnd.number), .number(yearEnd.number)]
    ) { row in
      guard let kind = ClosingDocument.Kind(rawValue: UInt8(truncatingIfNeeded: row.integer(1))) else {
        throw Fault(.database, "\(row.integer(1)) is no kind of a document")
      }
      return ClosingDocument(
        id: try row.identifier(0), kind: kind, fileName: row.text(2), hash: row.blob(3),
        byteCount: UInt64(bitPattern: row.integer(4)))
    }
  }

  /// Every file that a closing ever sealed.
  public func sealedDocuments() throws -> [Identifier<ClosingDocument>] {
    try list("SELECT document_id FROM closing_document ORDER BY document_id") { try $0.identifier(0) }
  }

  /// The years that take nothing any more, the latest first.
  public func closedYears() throws -> [FiscalYear] {
    try list("SELECT year_start, year_end FROM year_closing WHERE is_closed = 1 ORDER BY year_end DESC") {
      try FiscalYear(start: $0.date(0), end: $0.date(1))
    }
  }

  /// Movements of a year month by month, opening entries left out.
  public func periodTotals(year: Int64) throws -> [PeriodTotal] {
    try list(
      """
      SELECT v.entry_date / 100, COUNT(*), CAST(SUM(v.line_count) AS BIGINT), CAST(SUM(v.debit) AS BIGINT),
        CAST(SUM(v.credit) AS BIGINT)
      FROM entry_by_journal v JOIN entry e ON e.entry_no = v.entry_no
      WHERE v.year_no = ? AND e.flags & 1 = 0 GROUP BY v.entry_date / 100 ORDER BY v.entry_date / 100
      """, [.integer(year)]
    ) { row in
      PeriodTotal(
        month: Int32(truncatingIfNeeded: row.integer(0)), entryCount: UInt64(bitPattern: row.integer(1)),
        lineCount: UInt64(bitPattern: row.integer(2)), debit: row.total(3), credit: row.total(4))
    }
  }
}

extension Row {
  /// - Throws: ``Model/Fault`` `.database` when the column is no decimal count of cents.
  fileprivate func decimalTotal(_ column: Int) throws -> MoneyTotal {
    guard let minor = Int128(text(column)) else { throw Fault(.database, "column \(column) holds no total") }
    return MoneyTotal(minor: minor)
  }
}

extension ReadTransaction {
  /// The journal that the newest opening entry of a year is in; nil when the year has none.
  public func openingJournal(year: Int64) throws -> String? {
    try queryOne(
      """
      SELECT j.code FROM entry e JOIN journal j ON j.journal_no = e.journal_no
      WHERE e.year_no = ? AND e.flags & 1 = 1 AND \(Self.visible) ORDER BY e.entry_no DESC LIMIT 1
      """, [.integer(year)]
    ) { $0.text(0) }
  }
}

extension ReadTransaction {
  /// Every device that ever signed, in the order of their enrolment.
  public func devices() throws -> [(device: Identifier<Device>, publicKey: [UInt8])] {
    try list("SELECT device_id, public_key FROM device ORDER BY device_no") { (try $0.identifier(0), $0.blob(1)) }
  }
}
