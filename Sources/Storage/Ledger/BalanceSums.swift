import Model

/// One visible line more, as the sums of its year see it. Local numbers; party 0 is none; the month is AAAAMM.
struct BalanceChange {
  let account: Int64
  let party: Int64
  let month: Int64
  let phase: Int64
  let debit: Int64
  let credit: Int64
}

/// Adds visible lines up: into `balance`, and from there into `account_month` and `party_account`.
///
/// The sums are made here rather than by `GROUP BY`, which would sort the lines once more for each table.
struct BalanceSums {
  private struct Key: Hashable {
    let account: Int64
    let party: Int64
    let month: Int64
    let phase: Int64

    var order: (Int64, Int64, Int64, Int64) { (account, party, month, phase) }
  }

  private struct Sum {
    var debit: Int64 = 0
    var credit: Int64 = 0
    var lines: Int64 = 0

    mutating func add(_ other: Sum) throws {
      debit = try debit.summed(with: other.debit)
      credit = try credit.summed(with: other.credit)
      lines += other.lines
    }
  }

  private let year: Int64
  private let writer: any WriteTransaction
  private var sums: [Key: Sum] = [:]

  /// Adds the lines of one import, or all lines of the year when `importNumber` is nil.
  static func add(year: Int64, importNumber: Int64?, _ writer: any WriteTransaction) throws {
    var made = BalanceSums(year: year, writer: writer)
    try made.read(importNumber)
    try made.writeBalances()
    try made.writeAccountMonths()
    try made.writePartyAccounts()
    if let importNumber { try made.writeRecorded(unit: RecordingUnit.ofImport(importNumber)) }
  }

  /// Notes these lines under the unit that recorded them.
  static func record(
    year: Int64, unit: Int64, _ changes: [BalanceChange], _ writer: any WriteTransaction
  ) throws {
    var made = BalanceSums(year: year, writer: writer)
    try made.gather(changes)
    try made.writeRecorded(unit: unit)
  }

  /// Adds these lines, which nothing stored has to be read for.
  static func add(year: Int64, _ changes: [BalanceChange], _ writer: any WriteTransaction) throws {
    var made = BalanceSums(year: year, writer: writer)
    try made.gather(changes)
    try made.writeBalances()
    try made.writeAccountMonths()
    try made.writePartyAccounts()
  }

  /// Empties the three tables of a year.
  static func remove(year: Int64, _ writer: any WriteTransaction) throws {
    for table in [LedgerTables.balance, LedgerTables.accountMonth, LedgerTables.partyAccount] {
      try writer.execute("DELETE FROM \(table.name) WHERE year_no = ?", [.integer(year)])
    }
  }

  private init(year: Int64, writer: any WriteTransaction) {
    self.year = year
    self.writer = writer
  }

  private mutating func gather(_ changes: [BalanceChange]) throws {
    for change in changes {
      let key = Key(account: change.account, party: change.party, month: change.month, phase: change.phase)
      try sums[key, default: Sum()].add(Sum(debit: change.debit, credit: change.credit, lines: 1))
    }
  }

  private func writeRecorded(unit: Int64) throws {
    let rows = sums.sorted { $0.key.order < $1.key.order }.map { key, sum in
      let change = BalanceChange(
        account: key.account, party: key.party, month: key.month, phase: key.phase, debit: sum.debit,
        credit: sum.credit)
      return (change: change, lines: sum.lines)
    }
    try RecordedBalances.add(year: year, unit: unit, rows, writer)
  }

  private mutating func read(_ importNumber: Int64?) throws {
    let condition = importNumber == nil ? "" : " AND import_no = ?"
    try writer.scan(
      """
      SELECT account_no, party_no, entry_date, phase, debit, credit FROM line_by_account WHERE year_no = ?\(condition)
      """, [.integer(year)] + (importNumber.map { [.integer($0)] } ?? [])
    ) { row in
      let key = Key(
        account: row.integer(0), party: row.integer(1), month: row.integer(2) / 100, phase: row.integer(3))
      try sums[key, default: Sum()].add(Sum(debit: row.integer(4), credit: row.integer(5), lines: 1))
    }
  }

  private func writeBalances() throws {
    let table = LedgerTables.balance
    try write(table, adding: ["debit", "credit"], sums.sorted { $0.key.order < $1.key.order }) { row, key, sum in
      row.set(1, key.account)
      row.set(2, key.party)
      row.set(3, key.month)
      row.set(4, key.phase)
      row.set(5, BalanceStatus.validated.rawValue)
      row.set(6, sum.debit)
      row.set(7, sum.credit)
    }
  }

  private func writeAccountMonths() throws {
    let merged = try merged { Key(account: $0.account, party: 0, month: $0.month, phase: $0.phase) }
    let table = LedgerTables.accountMonth
    try write(table, adding: ["debit", "credit", "line_count"], merged) { row, key, sum in
      row.set(1, key.account)
      row.set(2, key.month)
      row.set(3, key.phase)
      row.set(4, BalanceStatus.validated.rawValue)
      row.set(5, sum.debit)
      row.set(6, sum.credit)
      row.set(7, sum.lines)
    }
  }

  private func writePartyAccounts() throws {
    let merged = try merged { $0.party == 0 ? nil : Key(account: $0.account, party: $0.party, month: 0, phase: 0) }
      .sorted { ($0.key.party, $0.key.account) < ($1.key.party, $1.key.account) }
    let table = LedgerTables.partyAccount
    try write(table, adding: ["debit", "credit", "line_count"], merged) { row, key, sum in
      row.set(1, key.party)
      row.set(2, key.account)
      row.set(3, sum.debit)
      row.set(4, sum.credit)
      row.set(5, sum.lines)
    }
  }

  /// The sums under coarser keys, in their order; those without a key are left out.
  private func merged(_ coarser: (Key) -> Key?) throws -> [(key: Key, value: Sum)] {
    var merged: [Key: Sum] = [:]
    for (key, sum) in sums {
      if let key = coarser(key) { try merged[key, default: Sum()].add(sum) }
    }
    return merged.sorted { $0.key.order < $1.key.order }
  }

  private func write(
    _ table: Table, adding columns: [String], _ sums: [(key: Key, value: Sum)],
    _ fill: (any RowInserter, Key, Sum) -> Void
  ) throws {
    let upsert = Upsert(into: table, columns: table.columnNames, key: table.primaryKey, action: .add(columns))
    try writer.upsertMany(upsert) { row in
      for (key, sum) in sums {
        row.set(0, year)
        fill(row, key, sum)
        try row.insert()
      }
    }
  }
}
