import Model

/// Sums of one account that the changes of its months add up to.
protocol AccumulatedSums {
  init()
  /// - Throws: ``Model/Fault`` when a sum leaves 64 bits: nine million lines of the largest amount are needed.
  mutating func add(_ change: Self) throws
}

/// What accounts amount to at the end of every month of a year, made from what each month changes.
struct MonthEnds<Sums: AccumulatedSums> {
  private struct Place: Hashable {
    let account: Int64
    let month: Int64
  }

  private var changes: [Place: Sums] = [:]
  /// AAAAMM: the year's last month, or that of a later change.
  private var latest: Int64

  init(year: Int64, _ reader: any ReadTransaction) throws {
    latest =
      try reader.integer("SELECT end_date FROM fiscal_year WHERE year_no = ?", [.integer(year)]).map { $0 / 100 } ?? 0
  }

  /// - Parameter month: AAAAMM.
  mutating func add(_ change: Sums, to account: Int64, in month: Int64) throws {
    try changes[Place(account: account, month: month), default: Sums()].add(change)
    latest = max(latest, month)
  }

  /// Lines of a file may stand after the year's last month: the rows then go on to theirs.
  mutating func reachLatest(of table: String, year: Int64, _ reader: any ReadTransaction) throws {
    let last = try reader.integer("SELECT MAX(month) FROM \(table) WHERE year_no = ?", [.integer(year)]) ?? 0
    latest = max(latest, last)
  }

  mutating func keep(onlyAccounts kept: Set<Int64>) { changes = changes.filter { kept.contains($0.key.account) } }

  /// Every account at every month's end from its first change on, in the order of months, then accounts.
  func each(_ body: (_ account: Int64, _ month: Int64, _ sums: Sums) throws -> Void) throws {
    let accounts = Set(changes.keys.map(\.account)).sorted()
    var standing: [Int64: Sums] = [:]
    var month = changes.keys.map(\.month).min() ?? latest + 1
    while month <= latest {
      for account in accounts {
        if let change = changes[Place(account: account, month: month)] {
          try standing[account, default: Sums()].add(change)
        }
        if let sums = standing[account] { try body(account, month, sums) }
      }
      month = month % 100 == 12 ? month + 89 : month + 1
    }
  }
}

extension Int64 {
  /// - Throws: ``Model/Fault`` beyond 64 bits.
  func summed(with other: Int64) throws -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    guard !overflow else { throw Fault(.database, "a sum of the books exceeds 64 bits") }
    return sum
  }
}
