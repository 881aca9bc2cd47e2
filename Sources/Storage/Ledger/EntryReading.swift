import Model

extension ReadTransaction {
  /// The visible entries of a year in the order of the legal file: opening entries first, then by validation date,
  /// then by rank in the source. One at a time: a year of any size takes the memory of its order alone.
  ///
  /// - Parameter withMatchings: lines bear the letters of matchings made here too, which no entry was signed with.
  public func entries(
    year: Int64, withMatchings: Bool = false, _ body: (JournalEntry.Validated) throws -> Void
  ) throws {
    let haveMatchings = try withMatchings && holdsMatchings()
    try entries("e.year_no = ? AND \(Self.visible)", [.integer(year)], withMatchings: haveMatchings, body)
  }

  /// The same for the entries of one import, complete or not.
  public func entries(ofImport id: Identifier<Import>, _ body: (JournalEntry.Validated) throws -> Void) throws {
    let range = try ImportRange.find(id, self)
    try entries(
      "e.import_no = ? AND e.entry_no BETWEEN ? AND ?",
      [.integer(range.number), .integer(range.firstEntry), .integer(range.lastEntry)], body)
  }

  /// One visible entry by its public identifier.
  public func entry(_ id: Identifier<JournalEntry.Validated>) throws -> JournalEntry.Validated? {
    var found: JournalEntry.Validated?
    try entries("e.entry_id = ? AND \(Self.visible)", [.blob(id.bytes)]) { found = $0 }
    return found
  }

  /// What an entry must fulfil to be shown: its import, if any, is complete.
  static var visible: String {
    """
    (e.import_no = 0 OR EXISTS
      (SELECT 1 FROM import_run r WHERE r.import_no = e.import_no AND r.state = \(ImportState.completed.rawValue)))
    """
  }

  private func entries(
    _ condition: String, _ arguments: [Value], withMatchings: Bool = false,
    _ body: (JournalEntry.Validated) throws -> Void
  ) throws {
    let sql = """
      SELECT e.entry_no, e.entry_id, j.code, e.number, e.entry_date, e.validation_date, e.voucher_reference,
        e.voucher_date, e.label, e.flags
      FROM entry e JOIN journal j ON j.journal_no = e.journal_no
        JOIN entry_line f ON f.entry_no = e.entry_no AND f.line_no = 1
      WHERE \(condition) ORDER BY (e.flags & 1) DESC, e.validation_date, f.source_rank, e.entry_no
      """
    let haveSettlements = try holdsSettlements()
    try scan(sql, arguments) { row in
      try body(
        JournalEntry.Validated(
          id: try row.identifier(1), journal: row.text(2), number: row.text(3), date: try row.date(4),
          validationDate: try row.date(5), voucherReference: row.text(6), voucherDate: try row.optionalDate(7),
          label: row.text(8), flags: EntryFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(9))),
          lines: try lines(
            ofEntry: row.integer(0), withSettlements: haveSettlements, withMatchings: withMatchings)))
    }
  }

  private func lines(ofEntry number: Int64, withSettlements: Bool, withMatchings: Bool) throws -> [EntryLine] {
    let letters = withMatchings ? "\(LineMatching.code), \(LineMatching.date)" : "l.matching_code, l.matching_date"
    let sql = """
      SELECT a.number, l.party_no, p.nature, p.code, l.debit, l.credit, \(letters),
        l.source_rank, \(LineExtra.columns)\(LineSettlement.columns(withSettlements))
      FROM entry_line l JOIN account a ON a.account_no = l.account_no
        LEFT JOIN party p ON p.party_no = l.party_no
        LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
        \(LineSettlement.join(withSettlements)) \(withMatchings ? LineMatching.join : "")
      WHERE l.entry_no = ? ORDER BY l.line_no
      """
    return try list(sql, [.integer(number)]) { row in
      let extra = try LineExtra(row, from: 9)
      return EntryLine(
        account: row.text(0), party: row.integer(1) == 0 ? nil : try row.partyKey(2, 3), debit: row.money(4),
        credit: row.money(5), matchingCode: row.text(6), matchingDate: try row.optionalDate(7),
        original: extra.original, overrides: extra.overrides,
        settlement: withSettlements ? try LineSettlement.read(row, from: 19) : nil,
        sourceRank: UInt32(truncatingIfNeeded: row.integer(8)))
    }
  }
}
