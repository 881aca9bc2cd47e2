import Model

/// What `line_by_account` and `line_by_party` must hold, account by account: the sum of a hash of each row. The hash is
/// keyed afresh in every process, so that nobody can make two sets of rows that sum alike.
public struct LineViewSums {
  fileprivate struct Place: Hashable {
    let year: Int64
    let account: Int64
  }

  fileprivate private(set) var byAccount: [Place: UInt64] = [:]
  fileprivate private(set) var byParty: [Place: UInt64] = [:]

  mutating func add(_ row: StoredLineRow, of entry: StoredEntryRow) {
    let place = Place(year: entry.year, account: row.account)
    let date = Int64((row.line.overrides?.date ?? entry.head.date).number)
    let phase: Int64 = entry.head.flags.contains(.opening) ? 1 : 0
    let common = [
      date, entry.number, row.place, row.party, row.line.debit.minor, row.line.credit.minor, phase, entry.importNumber,
    ]
    byAccount[place, default: 0] &+= Self.hash(common)
    if row.party > 0 { byParty[place, default: 0] &+= Self.hash(common, row.line.matchingCode) }
  }

  fileprivate static func hash(_ numbers: [Int64], _ text: String = "") -> UInt64 {
    var hasher = Hasher()
    for number in numbers { hasher.combine(number) }
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

/// An account of which a page would show other lines than those of its entries.
public struct LineViewDefect: Equatable, Sendable {
  public let yearEnd: CalendarDate
  public let account: String
}

extension ReadTransaction {
  /// The accounts whose rows for the pages do not repeat the lines that ``storedEntries(_:)`` read, in order.
  public func lineViewDefects(_ expected: LineViewSums) throws -> [LineViewDefect] {
    let columns = "year_no, account_no, entry_date, entry_no, line_no, party_no, debit, credit, phase, import_no"
    var wrong = try differing(expected.byAccount, "SELECT \(columns), '' FROM line_by_account")
    wrong.formUnion(try differing(expected.byParty, "SELECT \(columns), matching_code FROM line_by_party"))
    let found = try wrong.map { place in
      LineViewDefect(yearEnd: try yearEnd(place.year), account: try accountNumber(place.account))
    }
    return found.sorted { ($0.yearEnd, $0.account) < ($1.yearEnd, $1.account) }
  }

  private func differing(_ expected: [LineViewSums.Place: UInt64], _ sql: String) throws -> Set<LineViewSums.Place> {
    var left = expected
    try scan(sql, []) { row in
      let place = LineViewSums.Place(year: row.integer(0), account: row.integer(1))
      left[place, default: 0] &-= LineViewSums.hash((2...9).map(row.integer), row.text(10))
    }
    return Set(left.filter { $0.value != 0 }.keys)
  }

  private func yearEnd(_ number: Int64) throws -> CalendarDate {
    let found = try queryOne("SELECT end_date FROM fiscal_year WHERE year_no = ?", [.integer(number)]) {
      try $0.date(0)
    }
    guard let found else { throw Fault(.database, "a line names year \(number), which is not there") }
    return found
  }

  private func accountNumber(_ number: Int64) throws -> String {
    try queryOne("SELECT number FROM account WHERE account_no = ?", [.integer(number)]) { $0.text(0) } ?? "?"
  }
}
