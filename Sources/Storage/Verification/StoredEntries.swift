import Model

/// An entry as its tables hold it, to be held against the event that made it.
public struct StoredEntry: Sendable {
  public let entry: JournalEntry.Validated
  /// Nil for an entry that says it came by no import.
  public let importID: Identifier<Import>?
  /// Where its row says that it comes from.
  public let origin: Origin
}

extension ReadTransaction {
  /// Reads every visible entry back from its tables, in the order they were written, one at a time: those of complete
  /// imports, and those of no import, which pages show too.
  ///
  /// - Returns: what they amount to in the tables that pages read, to be held against these tables by
  ///   ``pageRowDefects(_:)``.
  public func storedEntries(_ body: (StoredEntry) throws -> Void) throws -> PageRowSums {
    let masters = try StoredMasters(self)
    var sums = PageRowSums()
    var pending: StoredEntryRow?
    func finish(_ whole: StoredEntryRow?) throws {
      guard let whole else { return }
      sums.add(whole)
      try body(whole.entry(masters))
    }
    let haveSettlements = try holdsSettlements()
    try scan(StoredEntryRow.sql(withSettlements: haveSettlements), []) { row in
      let number = row.integer(0)
      if pending?.number != number {
        try finish(pending)
        pending = masters.isVisible(row.integer(11)) ? try StoredEntryRow(row) : nil
      }
      guard pending != nil else { return }
      let line = try StoredLineRow(row, from: 15, withSettlements: haveSettlements, masters)
      pending?.lines.append(line.line)
      if let head = pending { sums.add(line, of: head) }
    }
    try finish(pending)
    return sums
  }
}

extension ReadTransaction {
  /// Visible entries that have no line at all, twenty at most: nobody signs one, and ``storedEntries(_:)`` does not
  /// meet them.
  public func emptyEntries() throws -> [EmptyEntry] {
    try list(
      """
      SELECT j.code, e.number, e.entry_date FROM entry e JOIN journal j ON j.journal_no = e.journal_no
      WHERE NOT EXISTS (SELECT 1 FROM entry_line l WHERE l.entry_no = e.entry_no) AND \(Self.visible)
      ORDER BY e.entry_no LIMIT 20
      """
    ) { EmptyEntry(journal: $0.text(0), number: $0.text(1), date: try $0.date(2)) }
  }
}

public struct EmptyEntry: Equatable, Sendable {
  public let journal: String
  public let number: String
  public let date: CalendarDate
}

/// Local numbers turned back into what they stand for, read once.
struct StoredMasters {
  let journals: [Int64: String]
  let accounts: [Int64: String]
  let parties: [Int64: PartyKey]
  let visibleImports: [Int64: Identifier<Import>]

  init(_ reader: any ReadTransaction) throws {
    journals = Dictionary(uniqueKeysWithValues: try reader.journals().map { ($0.number, $0.code) })
    accounts = Dictionary(uniqueKeysWithValues: try reader.accounts().map { ($0.number, $0.account) })
    parties = Dictionary(uniqueKeysWithValues: try reader.parties().map { ($0.number, $0.key) })
    let runs = try reader.list(
      "SELECT import_no, import_id FROM import_run WHERE state = ?", [.integer(ImportState.completed.rawValue)]
    ) { ($0.integer(0), try $0.identifier(1) as Identifier<Import>) }
    visibleImports = Dictionary(uniqueKeysWithValues: runs)
  }

  func isVisible(_ importNumber: Int64) -> Bool { importNumber == 0 || visibleImports[importNumber] != nil }

  func account(_ number: Int64) throws -> String { try Self.found(accounts[number], "account", number) }
  func journal(_ number: Int64) throws -> String { try Self.found(journals[number], "journal", number) }

  func party(_ number: Int64) throws -> PartyKey? {
    number == 0 ? nil : try Self.found(parties[number], "party", number)
  }

  private static func found<Value>(_ value: Value?, _ table: String, _ number: Int64) throws -> Value {
    guard let value else { throw Fault(.database, "an entry names \(table) \(number), which is not there") }
    return value
  }
}

/// The head of an entry, and the lines met so far.
struct StoredEntryRow {
  static func sql(withSettlements: Bool) -> String {
    """
    SELECT e.entry_no, e.entry_id, e.journal_no, e.number, e.entry_date, e.validation_date, e.voucher_reference,
      e.voucher_date, e.label, e.flags, e.year_no, e.import_no, e.origin_device_no, e.origin_device_epoch, e.origin_seq,
      l.line_no, l.account_no, l.party_no, l.debit, l.credit, l.source_rank, l.matching_code, l.matching_date,
      \(LineExtra.columns)\(LineSettlement.columns(withSettlements))
    FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no
      LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
      \(LineSettlement.join(withSettlements))
    ORDER BY e.entry_no, l.line_no
    """
  }

  let number: Int64
  let year: Int64
  let head: JournalEntry.Validated
  let journal: Int64
  let importNumber: Int64
  let origin: Origin
  var lines: [EntryLine] = []

  init(_ row: any Row) throws {
    number = row.integer(0)
    journal = row.integer(2)
    head = JournalEntry.Validated(
      id: try row.identifier(1), journal: "", number: row.text(3), date: try row.date(4),
      validationDate: try row.date(5), voucherReference: row.text(6), voucherDate: try row.optionalDate(7),
      label: row.text(8), flags: EntryFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(9))), lines: [])
    year = row.integer(10)
    importNumber = row.integer(11)
    origin = Origin(deviceNumber: row.integer(12), deviceEpoch: row.integer(13), sequence: row.integer(14))
  }

  func entry(_ masters: StoredMasters) throws -> StoredEntry {
    var entry = head
    entry.journal = try masters.journal(journal)
    entry.lines = lines
    return StoredEntry(entry: entry, importID: masters.visibleImports[importNumber], origin: origin)
  }
}

/// One line, with the local numbers that the tables of the pages repeat.
struct StoredLineRow {
  let place: Int64
  let account: Int64
  let party: Int64
  let line: EntryLine

  init(_ row: any Row, from first: Int, withSettlements: Bool, _ masters: StoredMasters) throws {
    place = row.integer(first)
    account = row.integer(first + 1)
    party = row.integer(first + 2)
    let extra = try LineExtra(row, from: first + 8)
    line = EntryLine(
      account: try masters.account(account), party: try masters.party(party), debit: row.money(first + 3),
      credit: row.money(first + 4), matchingCode: row.text(first + 6), matchingDate: try row.optionalDate(first + 7),
      original: extra.original, overrides: extra.overrides,
      settlement: withSettlements ? try LineSettlement.read(row, from: first + 18) : nil,
      sourceRank: UInt32(truncatingIfNeeded: row.integer(first + 5)))
  }
}
