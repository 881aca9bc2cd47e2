import Model
import Storage

extension Books {
  /// One page of the grand livre: of some accounts, from `start` and up to `date`, both included.
  public func generalLedger(
    yearEnd: CalendarDate, accounts: AccountSpan = .all, from start: CalendarDate? = nil, at date: CalendarDate? = nil,
    cursor: LedgerCursor?, limit: Int
  ) async throws -> GeneralLedger {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 500)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let through = try day(date, in: year.year)
      let from = try firstDay(start, through: through, in: year.year)
      let page = try transaction.generalLedger(
        year: year.number, accounts: accounts, from: from, through: through, at: cursor.place, limit: limit,
        opening: try transaction.provisionalOpening(year: year.number))
      let sums = try from.map {
        try transaction.periodSums(year: year.number, accounts: accounts, from: $0, through: through)
      }
      return GeneralLedger(page, year: year.year, from: from, movements: sums)
    }
  }

  /// The journals of a year, in the order of their codes.
  public func journals(yearEnd: CalendarDate) async throws -> JournalBook {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return JournalBook(
        year: year.year, journals: try transaction.journalCards(year: year.number).map(JournalBook.Card.init))
    }
  }

  /// One page of a journal, of a month of it (AAAAMM) when one is given; of each entry the first lines.
  public func journalSheet(
    _ code: String, yearEnd: CalendarDate, month: Int32?, cursor: EntryCursor?, limit: Int
  ) async throws -> JournalSheet {
    try await journalSheet(
      code, yearEnd: yearEnd, month: month, cursor: cursor, limit: limit, linesOfEntry: JournalSheet.shownLines)
  }

  func journalSheet(
    _ code: String, yearEnd: CalendarDate, month: Int32?, cursor: EntryCursor?, limit: Int, linesOfEntry: Int
  ) async throws -> JournalSheet {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 200)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let found = try transaction.journalCards(year: year.number).first { $0.journal.code == code }
      guard let card = found else { throw ReportRefusal.unknownJournal(code) }
      let page = try transaction.journalPage(
        year: year.number, journal: card.journal.number, month: month, at: cursor.place, limit: limit)
      let lines = try transaction.entryLines(
        ofEntries: page.entries.map(\.key.entry), through: Int64(linesOfEntry))
      let entries = page.entries.map { JournalSheet.Entry($0, lines: lines[$0.key.entry] ?? []) }
      let months = try transaction.journalMonths(year: year.number, journal: card.journal.number)
      let shown = month.map { month in months.filter { $0.month == month } } ?? months
      return JournalSheet(
        journal: JournalBook.Card(
          code: code, label: card.journal.label, entryCount: Int(shown.reduce(0) { $0 + $1.entryCount }),
          lineCount: Int(shown.reduce(0) { $0 + $1.lineCount }), debit: shown.reduce(.zero) { $0 + $1.debit },
          credit: shown.reduce(.zero) { $0 + $1.credit }),
        year: year.year, months: months.map(\.month), month: month, entries: entries,
        next: page.hasLater ? page.entries.last.map { EntryCursor(.after, $0.key) } : nil,
        previous: page.hasEarlier ? page.entries.first.map { EntryCursor(.before, $0.key) } : nil)
    }
  }

  /// One entry and some of its lines, `limit` at most.
  public func entryDetail(
    _ id: Identifier<JournalEntry.Validated>, lines place: EntryLinesPlace = .after(0), limit: Int
  ) async throws -> EntryDetail {
    try authorise(.readBooks)
    return try await store.read { transaction in
      guard let sheet = try transaction.entrySheet(id) else { throw ReportRefusal.unknownEntry }
      guard let changeSet = try transaction.changeSet(at: sheet.origin) else {
        throw Fault(.database, "entry \(id) names a change-set that the log does not hold")
      }
      let number = sheet.card.key.entry
      let lines =
        switch place {
        case .after(let line): try transaction.entryLines(ofEntry: number, after: line, limit: limit)
        case .before(let line):
          try transaction.entryLines(ofEntry: number, after: line, isBackward: true, limit: limit)
        }
      return EntryDetail(sheet, lines, changeSet)
    }
  }

  /// The day asked for, refused outside of the year. The last day of the year is the whole of it, and so nil: an entry
  /// that a file dates later belongs to that year too.
  func day(_ date: CalendarDate?, in year: FiscalYear) throws -> CalendarDate? {
    guard let date, date != year.end else { return nil }
    guard year.contains(date) else { throw ReportRefusal.dateOutsideYear(date, year) }
    return date
  }

  /// The first day asked for. That of the year is the whole of it, and so nil: openings tell lines of the year before
  /// again with their own dates.
  func firstDay(_ date: CalendarDate?, through end: CalendarDate?, in year: FiscalYear) throws -> CalendarDate? {
    guard let date, date != year.start else { return nil }
    guard year.contains(date) else { throw ReportRefusal.dateOutsideYear(date, year) }
    guard date <= end ?? year.end else { throw ReportRefusal.periodInverted(date, end ?? year.end) }
    return date
  }
}

extension EntryDetail {
  fileprivate init(_ sheet: EntrySheet, _ lines: [EntryLineCard], _ changeSet: StoredChangeSet) {
    let card = sheet.card
    self.init(
      id: card.id, journal: card.journal, journalLabel: sheet.journalLabel, number: card.number, date: card.key.date,
      validationDate: sheet.validationDate, voucherReference: card.voucherReference, voucherDate: sheet.voucherDate,
      label: card.label, flags: card.flags, year: sheet.year, lineCount: Int(card.lineCount), debit: card.debit,
      credit: card.credit, lines: lines.map(EntryDetail.Line.init),
      nextAfter: lines.last.flatMap { $0.place < card.lineCount ? $0.place : nil },
      previousBefore: lines.first.flatMap { $0.place > 1 ? $0.place : nil },
      source: sheet.importID.map { id in
        Source(importID: id, fileName: sheet.importFileName, firstRank: sheet.firstRank, lastRank: sheet.lastRank)
      }, changeSet: ChangeSetCard(changeSet))
  }
}
