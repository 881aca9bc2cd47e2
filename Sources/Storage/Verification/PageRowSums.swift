import Model

/// What `line_by_account`, `line_by_party`, `entry_by_journal` and `entry_key` must hold, account by account, journal
/// by journal and year by year: the sum of a hash of each row. The hash is keyed afresh in every process, so that
/// nobody can make two sets of rows that sum alike.
public struct PageRowSums {
  /// An account, or a journal, in one year: local numbers.
  fileprivate struct Place: Hashable {
    let year: Int64
    let number: Int64
  }

  fileprivate private(set) var byAccount: [Place: UInt64] = [:]
  fileprivate private(set) var byParty: [Place: UInt64] = [:]
  fileprivate private(set) var byJournal: [Place: UInt64] = [:]
  fileprivate private(set) var keysByYear: [Int64: UInt64] = [:]
  /// Of the entry at hand.
  private var keys = EntryKeyTexts()

  mutating func add(_ row: StoredLineRow, of entry: StoredEntryRow) {
    let place = Place(year: entry.year, number: row.account)
    let date = Int64((row.line.overrides?.date ?? entry.head.date).number)
    let phase: Int64 = entry.head.flags.contains(.opening) ? 1 : 0
    let common = [
      date, entry.number, row.place, row.party, row.line.debit.minor, row.line.credit.minor, phase, entry.importNumber,
    ]
    byAccount[place, default: 0] &+= Self.hash(common)
    if row.party > 0 { byParty[place, default: 0] &+= Self.hash(common, row.line.matchingCode) }
  }

  /// The entry is whole. Sums beyond 64 bits could not be listed: they never match.
  mutating func add(_ entry: StoredEntryRow) {
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    for line in entry.lines {
      debit.add(line.debit)
      credit.add(line.credit)
    }
    let row = [
      Int64(entry.head.date.number), entry.number, Int64(entry.lines.count), Int64(clamping: debit.minor),
      Int64(clamping: credit.minor), entry.importNumber,
    ]
    byJournal[Place(year: entry.year, number: entry.journal), default: 0] &+= Self.hash(row)
    keys.take(entry)
    for text in keys.texts {
      keysByYear[entry.year, default: 0] &+= text.withUnsafeBytes { Self.hash(entry.number, entry.importNumber, $0) }
    }
  }

  fileprivate static func hash(_ numbers: [Int64], _ text: String = "") -> UInt64 {
    var hasher = Hasher()
    for number in numbers { hasher.combine(number) }
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  fileprivate static func hash(_ entry: Int64, _ importNumber: Int64, _ text: UnsafeRawBufferPointer) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(entry)
    hasher.combine(importNumber)
    hasher.combine(bytes: text)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

/// A page that would show something else than its entries.
public struct PageRowDefect: Equatable, Sendable {
  public enum Page: Equatable, Sendable {
    case account(String)
    case journal(String)
    /// What a search finds by a number or a piece.
    case search
  }

  public let yearEnd: CalendarDate
  public let page: Page
}

extension ReadTransaction {
  /// The accounts and journals whose rows for the pages do not repeat what ``storedEntries(_:)`` read, in order.
  public func pageRowDefects(_ expected: PageRowSums) throws -> [PageRowDefect] {
    let line = "year_no, account_no, entry_date, entry_no, line_no, party_no, debit, credit, phase, import_no"
    let entry = "year_no, journal_no, entry_date, entry_no, line_count, debit, credit, import_no"
    var accounts = try differing(expected.byAccount, "SELECT \(line), '' FROM line_by_account", numbers: 2...9)
    accounts.formUnion(
      try differing(expected.byParty, "SELECT \(line), matching_code FROM line_by_party", numbers: 2...9))
    let journals = try differing(expected.byJournal, "SELECT \(entry), '' FROM entry_by_journal", numbers: 2...7)
    return try accounts.sorted(by: Self.isBefore).map { place in
      PageRowDefect(
        yearEnd: try yearEnd(place.year),
        page: .account(try name("SELECT number FROM account WHERE account_no = ?", place.number)))
    }
      + journals.sorted(by: Self.isBefore).map { place in
        PageRowDefect(
          yearEnd: try yearEnd(place.year),
          page: .journal(try name("SELECT code FROM journal WHERE journal_no = ?", place.number)))
      }
      + yearsWithOtherKeys(expected.keysByYear).map { PageRowDefect(yearEnd: try yearEnd($0), page: .search) }
  }

  private func yearsWithOtherKeys(_ expected: [Int64: UInt64]) throws -> [Int64] {
    var left = expected
    try scan("SELECT year_no, entry_no, import_no, search_key FROM entry_key", []) { row in
      let hash = row.withBytes(3) { PageRowSums.hash(row.integer(1), row.integer(2), $0) }
      left[row.integer(0), default: 0] &-= hash
    }
    return left.filter { $0.value != 0 }.keys.sorted()
  }

  private static func isBefore(_ left: PageRowSums.Place, _ right: PageRowSums.Place) -> Bool {
    (left.year, left.number) < (right.year, right.number)
  }

  /// `numbers` are the columns hashed as numbers; the one after them is hashed as a text.
  private func differing(
    _ expected: [PageRowSums.Place: UInt64], _ sql: String, numbers: ClosedRange<Int>
  ) throws -> Set<PageRowSums.Place> {
    var left = expected
    try scan(sql, []) { row in
      let place = PageRowSums.Place(year: row.integer(0), number: row.integer(1))
      left[place, default: 0] &-= PageRowSums.hash(numbers.map(row.integer), row.text(numbers.upperBound + 1))
    }
    return Set(left.filter { $0.value != 0 }.keys)
  }

  private func yearEnd(_ number: Int64) throws -> CalendarDate {
    let found = try queryOne("SELECT end_date FROM fiscal_year WHERE year_no = ?", [.integer(number)]) {
      try $0.date(0)
    }
    guard let found else { throw Fault(.database, "a row names year \(number), which is not there") }
    return found
  }

  private func name(_ sql: String, _ number: Int64) throws -> String {
    try queryOne(sql, [.integer(number)]) { $0.text(0) } ?? "?"
  }
}
