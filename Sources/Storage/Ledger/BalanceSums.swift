import Model

/// Adds visible lines up into `balance`.
enum BalanceSums {
  private struct Key: Hashable {
    let account: Int64
    let party: Int64
    let month: Int64
    let phase: Int64

    var order: (Int64, Int64, Int64, Int64) { (account, party, month, phase) }
  }

  /// Adds the lines of one import, or all lines of the year when `importNumber` is nil. The sums are made here rather
  /// than by `GROUP BY`, which would sort the lines once more.
  static func add(year: Int64, importNumber: Int64?, _ writer: any WriteTransaction) throws {
    var sums: [Key: (debit: Int64, credit: Int64)] = [:]
    let condition = importNumber == nil ? "" : " AND import_no = ?"
    try writer.scan(
      """
      SELECT account_no, party_no, entry_date, phase, debit, credit FROM line_by_account WHERE year_no = ?\(condition)
      """, [.integer(year)] + (importNumber.map { [.integer($0)] } ?? [])
    ) { row in
      let key = Key(
        account: row.integer(0), party: row.integer(1), month: row.integer(2) / 100, phase: row.integer(3))
      let sum = sums[key, default: (0, 0)]
      sums[key] = (try checked(sum.debit, row.integer(4)), try checked(sum.credit, row.integer(5)))
    }
    let balance = LedgerTables.balance
    let upsert = Upsert(
      into: balance, columns: balance.columnNames, key: balance.primaryKey, action: .add(["debit", "credit"]))
    try writer.upsertMany(upsert) { row in
      for (key, sum) in sums.sorted(by: { $0.key.order < $1.key.order }) {
        row.set(0, year)
        row.set(1, key.account)
        row.set(2, key.party)
        row.set(3, key.month)
        row.set(4, key.phase)
        row.set(5, BalanceStatus.validated.rawValue)
        row.set(6, sum.debit)
        row.set(7, sum.credit)
        try row.insert()
      }
    }
  }

  /// Nine million lines of the largest amount in one month of one account are needed to get here.
  private static func checked(_ sum: Int64, _ amount: Int64) throws -> Int64 {
    let (result, overflow) = sum.addingReportingOverflow(amount)
    guard !overflow else { throw Fault(.database, "the sum of an account over a month exceeds 64 bits") }
    return result
  }
}
