import Model

/// Entries validated here, with the local numbers of what they stand on: gathered over a change-set, then shown on the
/// pages at once, without reading them again.
struct PostedEntries {
  struct Line {
    let place: Int64
    let account: Int64
    let party: Int64
    let debit: Int64
    let credit: Int64
  }

  struct Entry {
    let number: Int64
    let journal: Int64
    /// AAAAMMJJ.
    let date: Int64
    let isOpening: Bool
    /// What finds it: its legal number, its piece and those of its lines.
    let texts: (number: String, vouchers: [String])
    let label: String
    var lines: [Line] = []

    /// What it adds to the sums of its year.
    var changes: [BalanceChange] {
      lines.map { line in
        BalanceChange(
          account: line.account, party: line.party, month: date / 100, phase: isOpening ? 1 : 0, debit: line.debit,
          credit: line.credit)
      }
    }
  }

  private var byYear: [Int64: [Entry]] = [:]

  mutating func add(_ entry: Entry, year: Int64) { byYear[year, default: []].append(entry) }

  /// Every line gathered.
  var places: [LineShares.Place] {
    byYear.values.flatMap { entries in
      entries.flatMap { entry in entry.lines.map { LineShares.Place(entry: entry.number, line: $0.place) } }
    }
  }

  /// Fills what pages read, and forgets.
  mutating func show(_ writer: any WriteTransaction) throws {
    for (year, entries) in byYear.sorted(by: { $0.key < $1.key }) {
      try Self.insertLines(entries, year, writer)
      try Self.insertEntries(entries, year, writer)
      let changes = entries.flatMap(\.changes)
      try BalanceSums.add(year: year, changes, writer)
      let blocks = Dictionary(grouping: entries) { RecordingUnit.block(of: $0.number) }
      for (block, entries) in blocks.sorted(by: { $0.key < $1.key }) {
        try BalanceSums.record(year: year, unit: block, entries.flatMap(\.changes), writer)
      }
      try AccountMonthEnds.add(year: year, changes, writer)
      try RootMonths.add(year: year, changes, writer)
      try PartySides.add(year: year, changes, writer)
      try learn(entries, writer)
      try EntryKeys.show(entries.map { ($0.number, $0.texts.number, $0.texts.vouchers) }, year: year, writer)
      for entry in entries { try MissingDocuments.renew(number: entry.number, writer) }
    }
    byYear = [:]
  }

  private func learn(_ entries: [Entry], _ writer: any WriteTransaction) throws {
    var habits = HabitProjection()
    for entry in entries where !entry.isOpening {
      habits.add(
        label: entry.label, journal: entry.journal, entry.lines.map { ($0.account, $0.party, $0.debit - $0.credit) })
    }
    try habits.flush(writer)
  }

  private static func insertLines(_ entries: [Entry], _ year: Int64, _ writer: any WriteTransaction) throws {
    let (accounts, parties) = (LedgerTables.lineByAccount, LedgerTables.lineByParty)
    let byAccount = try writer.inserter(into: accounts, columns: accounts.columnNames)
    let byParty = try writer.inserter(into: parties, columns: parties.columnNames)
    for entry in entries {
      let phase: Int64 = entry.isOpening ? 1 : 0
      for line in entry.lines {
        let common = [entry.date, entry.number, line.place]
        let end = [line.debit, line.credit]
        try byAccount.insert([year, line.account] + common + [line.party] + end + [phase, 0])
        guard line.party > 0 else { continue }
        for (column, value) in ([year, line.account, line.party] + common + end).enumerated() {
          byParty.set(column, value)
        }
        byParty.set(8, "")
        byParty.set(9, phase)
        byParty.set(10, 0)
        try byParty.insert()
      }
    }
  }

  private static func insertEntries(_ entries: [Entry], _ year: Int64, _ writer: any WriteTransaction) throws {
    let table = LedgerTables.entryByJournal
    let rows = try writer.inserter(into: table, columns: table.columnNames)
    for entry in entries {
      let debit = try entry.lines.reduce(Int64(0)) { try $0.summed(with: $1.debit) }
      let credit = try entry.lines.reduce(Int64(0)) { try $0.summed(with: $1.credit) }
      let count = Int64(entry.lines.count)
      try rows.insert([year, entry.journal, entry.date, entry.number, count, debit, credit, 0])
      try JournalViews.add(
        year: year, journal: entry.journal, month: entry.date / 100, lines: count, debit: debit, credit: credit, writer)
    }
  }
}

extension RowInserter {
  /// A row of numbers alone, from the first column on.
  fileprivate func insert(_ numbers: [Int64]) throws {
    for (column, number) in numbers.enumerated() { set(column, number) }
    try insert()
  }
}
