import Model

/// What a journal amounts to in a year, or in one month of it.
public struct JournalCard: Equatable, Sendable {
  public let journal: NumberedJournal
  public let entryCount: Int64
  public let lineCount: Int64
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

public struct JournalMonth: Equatable, Sendable {
  /// AAAAMM.
  public let month: Int32
  public let entryCount: Int64
  public let lineCount: Int64
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

/// Where an entry stands in its journal: by date, then in the order of the books.
public struct EntryKey: Hashable, Sendable {
  public let date: CalendarDate
  public let entry: Int64

  public init(date: CalendarDate, entry: Int64) {
    self.date = date
    self.entry = entry
  }
}

public enum EntryPlace: Hashable, Sendable {
  case first
  case after(EntryKey)
  case before(EntryKey)
}

/// An entry as its journal lists it.
public struct EntryCard: Equatable, Sendable {
  public let key: EntryKey
  public let id: Identifier<JournalEntry.Validated>
  public let journal: String
  public let number: String
  public let voucherReference: String
  public let label: String
  public let flags: EntryFlags
  public let lineCount: Int64
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

public struct JournalPage: Equatable, Sendable {
  public let entries: [EntryCard]
  public let hasEarlier: Bool
  public let hasLater: Bool
}

extension ReadTransaction {
  /// The journals that hold entries in a year, in the order of their codes.
  public func journalCards(year: Int64) throws -> [JournalCard] {
    let sql = """
      SELECT j.journal_no, j.code, j.label, CAST(SUM(m.entry_count) AS BIGINT), CAST(SUM(m.line_count) AS BIGINT),
        CAST(SUM(m.debit) AS BIGINT), CAST(SUM(m.credit) AS BIGINT)
      FROM journal_month m JOIN journal j ON j.journal_no = m.journal_no
      WHERE m.year_no = ? GROUP BY j.journal_no, j.code, j.label ORDER BY j.code
      """
    return try list(sql, [.integer(year)]) { row in
      JournalCard(
        journal: NumberedJournal(number: row.integer(0), code: row.text(1), label: row.text(2)),
        entryCount: row.integer(3), lineCount: row.integer(4), debit: row.total(5), credit: row.total(6))
    }
  }

  /// How many visible entries and lines a year has.
  public func yearSize(_ year: Int64) throws -> (entries: Int64, lines: Int64) {
    let sql = """
      SELECT CAST(SUM(entry_count) AS BIGINT), CAST(SUM(line_count) AS BIGINT) FROM journal_month WHERE year_no = ?
      """
    return try queryOne(sql, [.integer(year)]) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
  }

  public func journal(_ code: String) throws -> NumberedJournal? {
    try queryOne("SELECT journal_no, code, label FROM journal WHERE code = ?", [.text(code)]) {
      NumberedJournal(number: $0.integer(0), code: $0.text(1), label: $0.text(2))
    }
  }

  public func journalMonths(year: Int64, journal: Int64) throws -> [JournalMonth] {
    let sql = """
      SELECT month, entry_count, line_count, debit, credit FROM journal_month
      WHERE year_no = ? AND journal_no = ? ORDER BY month
      """
    return try list(sql, [.integer(year), .integer(journal)]) { row in
      JournalMonth(
        month: Int32(truncatingIfNeeded: row.integer(0)), entryCount: row.integer(1), lineCount: row.integer(2),
        debit: row.total(3), credit: row.total(4))
    }
  }

  /// One page of a journal; of one month of it (AAAAMM) when `month` is given.
  public func journalPage(
    year: Int64, journal: Int64, month: Int32? = nil, at place: EntryPlace = .first, limit: Int = 50
  ) throws -> JournalPage {
    let bounds = month.map { [Value.number($0 * 100 + 1), .number($0 * 100 + 31)] } ?? []
    let direction = place.isBackward ? "DESC" : "ASC"
    let sql = """
      SELECT b.entry_date, b.entry_no, e.entry_id, j.code, e.number, e.voucher_reference, e.label, e.flags,
        b.line_count, b.debit, b.credit
      FROM entry_by_journal b JOIN entry e ON e.entry_no = b.entry_no JOIN journal j ON j.journal_no = b.journal_no
      WHERE b.year_no = ? AND b.journal_no = ?\(month == nil ? "" : " AND b.entry_date BETWEEN ? AND ?")\
      \(place.condition)
      ORDER BY b.entry_date \(direction), b.entry_no \(direction) LIMIT \(limit + 1)
      """
    // One more than asked tells whether there is a further page. It stands in the text: an engine that plans once for
    // all pages then knows that they are few.
    var entries = try list(
      sql, [.integer(year), .integer(journal)] + bounds + place.arguments, EntryCard.init(_:))
    let hasMore = entries.count > limit
    if hasMore { entries.removeLast() }
    if place.isBackward { entries.reverse() }
    return JournalPage(
      entries: entries, hasEarlier: place.isBackward ? hasMore : place != .first,
      hasLater: place.isBackward || hasMore)
  }
}

extension EntryCard {
  /// Reads the columns in the order of `journalPage`.
  init(_ row: any Row) throws {
    self.init(
      key: EntryKey(date: try row.date(0), entry: row.integer(1)), id: try row.identifier(2), journal: row.text(3),
      number: row.text(4), voucherReference: row.text(5), label: row.text(6),
      flags: EntryFlags(rawValue: UInt32(truncatingIfNeeded: row.integer(7))), lineCount: row.integer(8),
      debit: row.total(9), credit: row.total(10))
  }
}

extension EntryPlace {
  fileprivate var isBackward: Bool { if case .before = self { true } else { false } }

  fileprivate var condition: String {
    switch self {
    case .first: ""
    case .after: " AND (b.entry_date, b.entry_no) > (?, ?)"
    case .before: " AND (b.entry_date, b.entry_no) < (?, ?)"
    }
  }

  fileprivate var arguments: [Value] {
    switch self {
    case .first: []
    case .after(let key), .before(let key): [.number(key.date.number), .integer(key.entry)]
    }
  }
}
