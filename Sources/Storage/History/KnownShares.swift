import Model

/// What is open of a line on a day, by what was known at a moment.
struct KnownShare {
  let line: LineShareReading.Line
  /// Debit less credit, in cents.
  let amount: Int64
}

// `line_share` is kept for the present: at a moment of the past, shares are made again from the lines and the letters
// that were known then.
extension ReadTransaction {
  /// What is open on a day on some accounts, in no order; of one third party when it is given, 0 standing for none.
  func knownShares(
    accounts: [Int64], party: Int64? = nil, years: [Int64], on day: AgingDay, _ body: (KnownShare) throws -> Void
  ) throws {
    let reading = try LineShareReading(self)
    let asked = (years: Set(years), accounts: Set(accounts))
    func tell(_ group: LineShareReading.Group) throws {
      for share in group.shares where share.settledOn.map({ $0 > day.day }) ?? true {
        let line = group.lines[share.line]
        guard line.due.date <= day.through, asked.years.contains(line.year), asked.accounts.contains(line.account),
          party.map({ $0 == line.party }) ?? true
        else { continue }
        try body(KnownShare(line: line, amount: share.amount))
      }
    }
    var held: Set<Int64> = []
    for year in years {
      for account in accounts {
        held.formUnion(try reading.unmatched(year: year, account: account, party: party, tell))
      }
    }
    try reading.matched(held, tell)
  }

  /// The accounts that begin so.
  func knownAccounts(prefix: String) throws -> [NumberedAccount] {
    let accounts = AccountRange([prefix])
    return try list(
      "SELECT a.account_no, a.number, a.label FROM account a WHERE \(accounts.condition("a")) ORDER BY a.number",
      accounts.arguments
    ) { NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2)) }
  }
}

extension AgedAmounts {
  mutating func add(_ share: KnownShare, on day: CalendarDate) {
    self[AgeBracket(due: share.line.due.due, on: day)] += MoneyTotal(minor: Int128(share.amount))
  }
}
