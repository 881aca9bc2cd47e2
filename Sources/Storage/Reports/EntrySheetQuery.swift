import Model

/// The head of one entry, with where it comes from.
public struct EntrySheet: Equatable, Sendable {
  public let card: EntryCard
  public let journalLabel: String
  public let year: FiscalYear
  public let validationDate: CalendarDate
  public let voucherDate: CalendarDate?
  /// Ranks of its first and last line in the source file; 0 when there is no file.
  public let firstRank: Int64
  public let lastRank: Int64
  /// The import that brought it, when one did.
  public let importID: Identifier<Import>?
  public let importFileName: String
  public let origin: Origin
}

/// A line of an entry as pages show it: what the line says itself, or else its entry or its master.
public struct EntryLineCard: Equatable, Sendable {
  /// From 1, in the order of the source.
  public let place: Int64
  public let account: String
  public let accountLabel: String
  public let party: PartyKey?
  public let partyLabel: String
  public let label: String
  public let voucherReference: String
  public let debit: Money
  public let credit: Money
  public let matchingCode: String
  public let original: OriginalAmount?
  public let sourceRank: Int64
}

extension ReadTransaction {
  /// A visible entry by its public identifier; nil when the books show no such entry.
  public func entrySheet(_ id: Identifier<JournalEntry.Validated>) throws -> EntrySheet? {
    let sql = """
      SELECT b.entry_date, b.entry_no, e.entry_id, j.code, e.number, e.voucher_reference, e.label, e.flags,
        b.line_count, b.debit, b.credit, j.label, y.start_date, y.end_date, e.validation_date, e.voucher_date,
        r.import_id, r.file_name, e.origin_device_no, e.origin_device_epoch, e.origin_seq
      FROM entry e JOIN journal j ON j.journal_no = e.journal_no JOIN fiscal_year y ON y.year_no = e.year_no
        JOIN entry_by_journal b ON b.year_no = e.year_no AND b.journal_no = e.journal_no
          AND b.entry_date = e.entry_date AND b.entry_no = e.entry_no
        LEFT JOIN import_run r ON r.import_no = e.import_no
      WHERE e.entry_id = ?
      """
    return try queryOne(sql, [.blob(id.bytes)]) { row in
      let ranks = try queryOne(
        "SELECT MIN(source_rank), MAX(source_rank) FROM entry_line WHERE entry_no = ?", [.integer(row.integer(1))]
      ) { (first: $0.integer(0), last: $0.integer(1)) }
      return EntrySheet(
        card: try EntryCard(row), journalLabel: row.text(11),
        year: try FiscalYear(start: row.date(12), end: row.date(13)),
        validationDate: try row.date(14), voucherDate: try row.optionalDate(15), firstRank: ranks?.first ?? 0,
        lastRank: ranks?.last ?? 0, importID: row.isNull(16) ? nil : try row.identifier(16),
        importFileName: row.text(17),
        origin: Origin(deviceNumber: row.integer(18), deviceEpoch: row.integer(19), sequence: row.integer(20)))
    }
  }

  /// Lines of an entry after (or, backward, before) a place, at most `limit`, in order.
  public func entryLines(
    ofEntry number: Int64, after place: Int64 = 0, isBackward: Bool = false, limit: Int
  ) throws -> [EntryLineCard] {
    let sql = """
      SELECT \(EntryLineCard.columns)
      FROM \(EntryLineCard.tables)
      WHERE l.entry_no = ? AND l.line_no \(isBackward ? "<" : ">") ?
      ORDER BY l.line_no \(isBackward ? "DESC" : "ASC") LIMIT ?
      """
    let lines = try list(sql, [.integer(number), .integer(place), .number(limit)], EntryLineCard.init(_:))
    return isBackward ? lines.reversed() : lines
  }

  /// The lines of some entries up to a place, by entry: one question for all that a page shows.
  public func entryLines(ofEntries numbers: [Int64], through place: Int64) throws -> [Int64: [EntryLineCard]] {
    guard let last = numbers.last else { return [:] }
    // Few texts of the statement, whatever the size of the page: the last number fills it up.
    let asked = numbers.map(Value.integer).filled(toMultipleOf: 50, with: .integer(last))
    let sql = """
      SELECT \(EntryLineCard.columns), l.entry_no
      FROM \(EntryLineCard.tables)
      WHERE l.entry_no IN (\(asked.places)) AND l.line_no <= ?
      ORDER BY l.entry_no, l.line_no
      """
    var lines: [Int64: [EntryLineCard]] = [:]
    try query(sql, asked + [.integer(place)]) { row in
      lines[row.integer(14), default: []].append(try EntryLineCard(row))
    }
    return lines
  }
}

extension EntryLineCard {
  fileprivate static let columns = """
    l.line_no, a.number, a.label, p.nature, p.code, p.label, COALESCE(x.label, e.label),
      COALESCE(x.voucher_reference, e.voucher_reference), l.debit, l.credit, \(LineMatching.code), x.original_text,
      x.original_currency, l.source_rank
    """

  fileprivate static let tables = """
    entry_line l JOIN entry e ON e.entry_no = l.entry_no JOIN account a ON a.account_no = l.account_no
      LEFT JOIN party p ON p.party_no = l.party_no
      LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
      \(LineMatching.join)
    """

  /// Reads the columns of ``columns``.
  fileprivate init(_ row: any Row) throws {
    self.init(
      place: row.integer(0), account: row.text(1), accountLabel: row.text(2),
      party: row.isNull(3) ? nil : try row.partyKey(3, 4), partyLabel: row.text(5), label: row.text(6),
      voucherReference: row.text(7), debit: row.money(8), credit: row.money(9), matchingCode: row.text(10),
      original: row.isNull(11) ? nil : OriginalAmount(text: row.text(11), currency: row.text(12)),
      sourceRank: row.integer(13))
  }
}
