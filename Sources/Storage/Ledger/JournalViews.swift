import Model

/// Fills what the pages of journals read: entries are gathered, and written in the order of their journals.
struct JournalViews {
  private struct Entry {
    let journal: Int64
    let date: Int64
    let number: Int64
    let sum: Sum
  }

  private struct Month: Hashable {
    let journal: Int64
    let month: Int64
  }

  private struct Sum {
    var entries: Int64 = 0
    var lines: Int64 = 0
    var debit: Int64 = 0
    var credit: Int64 = 0

    mutating func add(_ other: Sum) throws {
      entries += other.entries
      lines += other.lines
      debit = try debit.summed(with: other.debit)
      credit = try credit.summed(with: other.credit)
    }
  }

  /// Entries held before they are written: memory does not grow with an import.
  private static let mostEntries = 100_000
  private static let monthUpsert = Upsert(
    into: LedgerTables.journalMonth, .add(["entry_count", "line_count", "debit", "credit"]))

  private let year: Int64
  private let importNumber: Int64
  private var entries: [Entry] = []
  private var months: [Month: Sum] = [:]

  /// - Parameter importNumber: 0 for entries validated here.
  init(year: Int64, importNumber: Int64) { (self.year, self.importNumber) = (year, importNumber) }

  mutating func add(_ entry: ShownEntry, _ writer: any WriteTransaction) throws {
    var sum = Sum(entries: 1, lines: Int64(entry.lines.count))
    for line in entry.lines {
      sum.debit = try sum.debit.summed(with: line.debit)
      sum.credit = try sum.credit.summed(with: line.credit)
    }
    entries.append(Entry(journal: entry.journal, date: entry.date, number: entry.number, sum: sum))
    try months[Month(journal: entry.journal, month: entry.date / 100), default: Sum()].add(sum)
    if entries.count >= Self.mostEntries { try writeEntries(writer) }
  }

  /// Writes what is left, and the months.
  mutating func finish(_ writer: any WriteTransaction) throws {
    try writeEntries(writer)
    try writeMonths(writer)
  }

  private mutating func writeEntries(_ writer: any WriteTransaction) throws {
    entries.sort { ($0.journal, $0.date, $0.number) < ($1.journal, $1.date, $1.number) }
    let table = LedgerTables.entryByJournal
    try writer.insertMany(into: table, columns: table.columnNames) { row in
      for entry in entries {
        row.set(0, year)
        row.set(1, entry.journal)
        row.set(2, entry.date)
        row.set(3, entry.number)
        row.set(4, entry.sum.lines)
        row.set(5, entry.sum.debit)
        row.set(6, entry.sum.credit)
        row.set(7, importNumber)
        try row.insert()
      }
    }
    entries.removeAll(keepingCapacity: true)
  }

  private mutating func writeMonths(_ writer: any WriteTransaction) throws {
    try writer.upsertMany(Self.monthUpsert) { row in
      for (key, sum) in months.sorted(by: { ($0.key.journal, $0.key.month) < ($1.key.journal, $1.key.month) }) {
        row.set(0, year)
        row.set(1, key.journal)
        row.set(2, key.month)
        row.set(3, sum.entries)
        row.set(4, sum.lines)
        row.set(5, sum.debit)
        row.set(6, sum.credit)
        try row.insert()
      }
    }
    months = [:]
  }

  /// Adds the months of a year up again, from the entries that are left in it.
  static func renewMonths(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM journal_month WHERE year_no = ?", [.integer(year)])
    var made = JournalViews(year: year, importNumber: 0)
    try writer.scan(
      "SELECT journal_no, entry_date, line_count, debit, credit FROM entry_by_journal WHERE year_no = ?",
      [.integer(year)]
    ) { row in
      let sum = Sum(entries: 1, lines: row.integer(2), debit: row.integer(3), credit: row.integer(4))
      try made.months[Month(journal: row.integer(0), month: row.integer(1) / 100), default: Sum()].add(sum)
    }
    try made.writeMonths(writer)
  }
}
