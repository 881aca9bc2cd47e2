import Model

/// Entries validated here, with the local numbers of what they stand on: gathered over a change-set, then shown on the
/// pages at once, without reading them again.
struct PostedEntries {
  private var byYear: [Int64: [ShownEntry]] = [:]

  mutating func add(_ entry: ShownEntry, year: Int64) { byYear[year, default: []].append(entry) }

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
      let changes = entries.flatMap(\.changes)
      try Self.addUp(changes, year, writer)
      let blocks = Dictionary(grouping: entries) { RecordingUnit.block(of: $0.number) }
      for (block, entries) in blocks.sorted(by: { $0.key < $1.key }) {
        var sums = BalanceSums(year: year)
        try sums.add(entries.flatMap(\.changes))
        try sums.record(unit: block, writer)
      }
      try AccountMonthEnds.add(year: year, changes, writer)
      try RootMonths.add(year: year, changes, writer)
      try PartySides.add(year: year, changes, writer)
      try Self.showEntries(entries, year, writer)
      for entry in entries { try MissingDocuments.renew(number: entry.number, writer) }
    }
    byYear = [:]
  }

  private static func addUp(_ changes: [BalanceChange], _ year: Int64, _ writer: any WriteTransaction) throws {
    var sums = BalanceSums(year: year)
    try sums.add(changes)
    try sums.write(writer)
  }

  private static func showEntries(_ entries: [ShownEntry], _ year: Int64, _ writer: any WriteTransaction) throws {
    var (journals, habits, keys) = (JournalViews(year: year, importNumber: 0), HabitProjection(), EntryKeys())
    for entry in entries {
      try journals.add(entry, writer)
      try habits.add(entry, writer)
      keys.add(entry)
    }
    try journals.finish(writer)
    try habits.flush(writer)
    try keys.write(year: year, importNumber: 0, writer)
  }

  private static func insertLines(_ entries: [ShownEntry], _ year: Int64, _ writer: any WriteTransaction) throws {
    let (accounts, parties) = (LedgerTables.lineByAccount, LedgerTables.lineByParty)
    let byAccount = try writer.inserter(into: accounts, columns: accounts.columnNames)
    let byParty = try writer.inserter(into: parties, columns: parties.columnNames)
    for entry in entries {
      for line in entry.lines {
        let common = [line.date, entry.number, line.place]
        let end = [line.debit, line.credit]
        try byAccount.insert([year, line.account] + common + [line.party] + end + [entry.phase, 0])
        guard line.party > 0 else { continue }
        for (column, value) in ([year, line.account, line.party] + common + end).enumerated() {
          byParty.set(column, value)
        }
        byParty.set(8, "")
        byParty.set(9, entry.phase)
        byParty.set(10, 0)
        try byParty.insert()
      }
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
