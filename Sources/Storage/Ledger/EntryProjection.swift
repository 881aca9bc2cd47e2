import Model

/// Entries of imports and those validated here, through statements prepared once for the transaction.
final class EntryProjection {
  private let transaction: any WriteTransaction
  private let entries: any RowInserter
  private let lines: any RowInserter
  private let extras: any RowInserter
  private let settlements: any RowInserter
  private var nextEntry: Int64
  private var run: ImportProgress?
  private var posted = PostedEntries()

  init(_ transaction: any WriteTransaction) throws {
    self.transaction = transaction
    entries = try transaction.inserter(into: LedgerTables.entry, columns: LedgerTables.entry.columnNames)
    lines = try transaction.inserter(into: LedgerTables.line, columns: LedgerTables.line.columnNames)
    extras = try transaction.inserter(into: LedgerTables.lineExtra, columns: LedgerTables.lineExtra.columnNames)
    settlements = try transaction.inserter(into: LedgerTables.settlement, columns: LedgerTables.settlement.columnNames)
    nextEntry = 1 + (try transaction.integer("SELECT MAX(entry_no) FROM entry") ?? 0)
  }

  func insert(_ event: EntryImported, _ origin: Origin, _ interning: inout Interning) throws {
    if run?.id != event.importID {
      try writeProgress()
      run = try ImportProgress.find(event.importID, transaction)
    }
    guard let year = run?.year, let importNumber = run?.number else { return }
    let number = nextEntry
    nextEntry += 1
    let journal = try interning.number(ofJournal: event.entry.journal, origin, transaction)
    try insertHead(event.entry, number, year: year, journal: journal, importNumber: importNumber, origin)
    for index in event.entry.lines.indices {
      try insertLine(event.entry.lines[index], number, Int64(index + 1), origin, &interning)
    }
    run?.note(entry: number, lines: event.entry.lines.count)
  }

  /// An entry validated here: pages show it at the end of its change-set.
  func insert(_ event: EntryPosted, _ origin: Origin, _ interning: inout Interning) throws {
    let year = try transaction.integer(
      "SELECT year_no FROM fiscal_year WHERE end_date = ?", [.number(event.yearEnd.number)])
    guard let year else { throw Fault(.database, "an entry was validated in a year that nobody opened") }
    let number = nextEntry
    nextEntry += 1
    let journal = try interning.number(ofJournal: event.entry.journal, origin, transaction)
    try insertHead(event.entry, number, year: year, journal: journal, importNumber: 0, origin)
    var shown = ShownEntry(
      number: number, journal: journal, date: Int64(event.entry.date.number),
      isOpening: event.entry.flags.contains(.opening),
      texts: (
        event.entry.number,
        [event.entry.voucherReference] + event.entry.lines.compactMap { $0.overrides?.voucherReference }
      ), label: event.entry.label)
    for (index, line) in event.entry.lines.enumerated() {
      let place = Int64(index + 1)
      try insertLine(line, number, place, origin, &interning)
      shown.lines.append(
        ShownEntry.Line(
          place: place, account: try interning.number(ofAccount: line.account, origin, transaction),
          party: try line.party.map { try interning.number(ofParty: $0, origin, transaction) } ?? 0,
          date: shown.date, debit: line.debit.minor, credit: line.credit.minor))
    }
    posted.add(shown, year: year)
    try PostingProjection.posted(event, entry: number, origin, transaction)
  }

  /// The local number of the entry written last; 0 before the first one.
  var lastEntry: Int64 { nextEntry - 1 }

  /// Shows what was validated. Called at the end of every change-set.
  func showPosted(_ shares: inout LineShares) throws {
    shares.touch(posted.places)
    try posted.show(transaction)
  }

  /// Writes how far the import under way is.
  func writeProgress() throws {
    try run?.write(transaction)
    run?.forget()
  }

  private func insertHead(
    _ entry: JournalEntry.Validated, _ number: Int64, year: Int64, journal: Int64, importNumber: Int64,
    _ origin: Origin
  ) throws {
    entries.set(0, number)
    entries.set(1, high: entry.id.high, low: entry.id.low)
    entries.set(2, year)
    entries.set(3, journal)
    entries.set(4, entry.number)
    entries.set(5, entry.date.number)
    entries.set(6, entry.validationDate.number)
    entries.set(7, entry.voucherReference)
    if let date = entry.voucherDate { entries.set(8, date.number) }
    entries.set(9, entry.label)
    entries.set(10, entry.flags.rawValue)
    entries.set(11, importNumber)
    entries.set(origin, at: 12)
    try entries.insert()
  }

  private func insertLine(
    _ line: EntryLine, _ entry: Int64, _ place: Int64, _ origin: Origin, _ interning: inout Interning
  ) throws {
    lines.set(0, entry)
    lines.set(1, place)
    lines.set(2, try interning.number(ofAccount: line.account, origin, transaction))
    lines.set(3, try line.party.map { try interning.number(ofParty: $0, origin, transaction) } ?? 0)
    lines.set(4, line.debit.minor)
    lines.set(5, line.credit.minor)
    lines.set(6, line.sourceRank)
    lines.set(7, line.matchingCode)
    if let date = line.matchingDate { lines.set(8, date.number) }
    try lines.insert()
    if line.original != nil || line.overrides?.isEmpty == false {
      try LineExtra(original: line.original, overrides: line.overrides).insert(entry, place, extras)
    }
    if let settlement = line.settlement, !settlement.isEmpty {
      try LineSettlement.insert(settlement, entry, place, settlements)
    }
  }
}
