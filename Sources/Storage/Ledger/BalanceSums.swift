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
  private var sums: [Key: Sum] = [:]

  init(year: Int64) { self.year = year }

  mutating func add(_ changes: [BalanceChange]) throws {
    for change in changes {
      let key = Key(account: change.account, party: change.party, month: change.month, phase: change.phase)
      try sums[key, default: Sum()].add(Sum(debit: change.debit, credit: change.credit, lines: 1))
    }
  }

  /// Adds what was gathered to the three tables.
  func write(_ writer: any WriteTransaction) throws {
    try writeBalances(writer)
    try writeAccountMonths(writer)
    try writePartyAccounts(writer)
  }

  /// Notes what was gathered under the unit that recorded it.
  func record(unit: Int64, _ writer: any WriteTransaction) throws {
    let rows = sums.sorted { $0.key.order < $1.key.order }.map { key, sum in
      let change = BalanceChange(
        account: key.account, party: key.party, month: key.month, phase: key.phase, debit: sum.debit,
        credit: sum.credit)
      return (change: change, lines: sum.lines)
    }
    try RecordedBalances.add(year: year, unit: unit, rows, writer)
  }

  /// Adds the visible lines of a year up again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    for table in [LedgerTables.balance, LedgerTables.accountMonth, LedgerTables.partyAccount] {
      try writer.execute("DELETE FROM \(table.name) WHERE year_no = ?", [.integer(year)])
    }
    var made = BalanceSums(year: year)
    try writer.scan(
      "SELECT account_no, party_no, entry_date, phase, debit, credit FROM line_by_account WHERE year_no = ?",
      [.integer(year)]
    ) { row in
      let key = Key(
        account: row.integer(0), party: row.integer(1), month: row.integer(2) / 100, phase: row.integer(3))
      try made.sums[key, default: Sum()].add(Sum(debit: row.integer(4), credit: row.integer(5), lines: 1))
    }
    try made.write(writer)
  }

  private static let balances = Upsert(into: LedgerTables.balance, .add(["debit", "credit"]))
  private static let accountMonths = Upsert(into: LedgerTables.accountMonth, .add(["debit", "credit", "line_count"]))
  private static let partyAccounts = Upsert(into: LedgerTables.partyAccount, .add(["debit", "credit", "line_count"]))

  private func writeBalances(_ writer: any WriteTransaction) throws {
    try write(Self.balances, writer, sums.sorted { $0.key.order < $1.key.order }) {
      row, key, sum in
      row.set(1, key.account)
      row.set(2, key.party)
      row.set(3, key.month)
      row.set(4, key.phase)
      row.set(5, BalanceStatus.validated.rawValue)
      row.set(6, sum.debit)
      row.set(7, sum.credit)
    }
  }

  private func writeAccountMonths(_ writer: any WriteTransaction) throws {
    let merged = try merged { Key(account: $0.account, party: 0, month: $0.month, phase: $0.phase) }
    try write(Self.accountMonths, writer, merged) { row, key, sum in
      row.set(1, key.account)
      row.set(2, key.month)
      row.set(3, key.phase)
      row.set(4, BalanceStatus.validated.rawValue)
      row.set(5, sum.debit)
      row.set(6, sum.credit)
      row.set(7, sum.lines)
    }
  }

  private func writePartyAccounts(_ writer: any WriteTransaction) throws {
    let merged = try merged { $0.party == 0 ? nil : Key(account: $0.account, party: $0.party, month: 0, phase: 0) }
      .sorted { ($0.key.party, $0.key.account) < ($1.key.party, $1.key.account) }
    try write(Self.partyAccounts, writer, merged) { row, key, sum in
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
    _ upsert: Upsert, _ writer: any WriteTransaction, _ sums: [(key: Key, value: Sum)],
    _ fill: (any RowInserter, Key, Sum) -> Void
  ) throws {
    try writer.upsertMany(upsert) { row in
      for (key, sum) in sums {
        row.set(0, year)
        fill(row, key, sum)
        try row.insert()
      }
    }
  }
}
