import Model

/// Fills `account_month_end` from `account_month`.
enum AccountMonthEnds {
  fileprivate struct Sums: AccumulatedSums, Equatable {
    var debit: Int64 = 0
    var credit: Int64 = 0
    var openingDebit: Int64 = 0
    var openingCredit: Int64 = 0
    var lines: Int64 = 0

    mutating func add(_ change: Sums) throws {
      debit = try debit.summed(with: change.debit)
      credit = try credit.summed(with: change.credit)
      openingDebit = try openingDebit.summed(with: change.openingDebit)
      openingCredit = try openingCredit.summed(with: change.openingCredit)
      lines = try lines.summed(with: change.lines)
    }
  }

  private static let upsert = Upsert(
    into: StatementTables.accountMonthEnd,
    .add(["debit", "credit", "opening_debit", "opening_credit", "line_count"]))

  /// Makes the rows of a year again.
  static func renew(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM account_month_end WHERE year_no = ?", [.integer(year)])
    let ends = try made(year: year, writer)
    let table = StatementTables.accountMonthEnd
    try writer.insertMany(into: table, columns: table.columnNames) { row in
      try ends.each { account, month, sums in
        row.set(0, year)
        row.set(1, month)
        row.set(2, account)
        row.set(3, sums.debit)
        row.set(4, sums.credit)
        row.set(5, sums.openingDebit)
        row.set(6, sums.openingCredit)
        row.set(7, sums.lines)
        try row.insert()
      }
    }
  }

  /// Adds lines to the month they are in and to every one after it, up to the last that the year has.
  static func add(year: Int64, _ changes: [BalanceChange], _ writer: any WriteTransaction) throws {
    var ends = try MonthEnds<Sums>(year: year, writer)
    for change in changes {
      var sums = Sums(debit: change.debit, credit: change.credit, lines: 1)
      if change.phase == 1 { (sums.openingDebit, sums.openingCredit) = (sums.debit, sums.credit) }
      try ends.add(sums, to: change.account, in: change.month)
    }
    try ends.reachLatest(of: "account_month_end", year: year, writer)
    try writer.upsertMany(upsert) { row in
      try ends.each { account, month, sums in
        let values = [
          year, month, account, sums.debit, sums.credit, sums.openingDebit, sums.openingCredit, sums.lines,
        ]
        for (column, value) in values.enumerated() { row.set(column, value) }
        try row.insert()
      }
    }
  }

  fileprivate static func made(year: Int64, _ reader: any ReadTransaction) throws -> MonthEnds<Sums> {
    var ends = try MonthEnds<Sums>(year: year, reader)
    try reader.scan(
      "SELECT account_no, month, phase, debit, credit, line_count FROM account_month WHERE year_no = ?",
      [.integer(year)]
    ) { row in
      var change = Sums(debit: row.integer(3), credit: row.integer(4), lines: row.integer(5))
      if row.integer(2) == 1 { (change.openingDebit, change.openingCredit) = (change.debit, change.credit) }
      try ends.add(change, to: row.integer(0), in: row.integer(1))
    }
    return ends
  }
}

extension ReadTransaction {
  /// Where `account_month_end` is not what `account_month` adds up to, in technical words; twenty places of a year at
  /// most.
  func accountMonthEndGaps() throws -> [String] {
    try list("SELECT year_no FROM fiscal_year ORDER BY year_no") { $0.integer(0) }.flatMap { try gaps(inYear: $0) }
  }

  private func gaps(inYear year: Int64) throws -> [String] {
    var expected: [[Int64]: AccountMonthEnds.Sums] = [:]
    try AccountMonthEnds.made(year: year, self).each { account, month, sums in expected[[month, account]] = sums }
    var wrong: [[Int64]] = []
    try scan(
      """
      SELECT month, account_no, debit, credit, opening_debit, opening_credit, line_count FROM account_month_end
      WHERE year_no = ?
      """, [.integer(year)]
    ) { row in
      let place = [row.integer(0), row.integer(1)]
      let found = AccountMonthEnds.Sums(
        debit: row.integer(2), credit: row.integer(3), openingDebit: row.integer(4), openingCredit: row.integer(5),
        lines: row.integer(6))
      if expected.removeValue(forKey: place) != found { wrong.append(place) }
    }
    return (wrong + expected.keys).sorted { $0.lexicographicallyPrecedes($1) }.prefix(20).map {
      "account_month_end (\(year), \($0[0]), \($0[1])) is not what account_month adds up to"
    }
  }
}
