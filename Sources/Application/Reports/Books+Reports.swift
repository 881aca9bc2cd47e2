import Model
import Storage

extension Books {
  /// The fiscal years of the books, the newest first.
  /// They are those of today, and so is what they hold: who looks at another moment chooses among the same years.
  public func years() async throws -> [YearCard] {
    try authorise(.readBooks)
    return try await present.read { transaction in
      try transaction.bookYears().map { try YearCard.read($0, transaction) }
    }
  }

  /// The balance of a year, of all its entries or of those up to `date` included.
  public func trialBalance(yearEnd: CalendarDate, at date: CalendarDate?) async throws -> TrialBalance {
    try authorise(.readBooks)
    let place = try open.current()
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return try place.reports.trialBalance(year, through: try day(date, in: year.year), transaction)
    }
  }

  /// One page of an account's lines, `limit` at most (1 to 500); with `party`, of that third party alone; from
  /// `start` and up to `date`, both included, where they are given.
  public func accountPage(
    _ account: String, party code: String? = nil, yearEnd: CalendarDate, from start: CalendarDate? = nil,
    at date: CalendarDate? = nil, cursor: AccountPage.Cursor?, limit: Int
  ) async throws -> AccountPage {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 500)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      guard let card = try transaction.accountCard(year: year.number, account: account) else {
        throw ReportRefusal.unknownAccount(account)
      }
      let through = try day(date, in: year.year)
      let from = try firstDay(start, through: through, in: year.year)
      let party = try code.map { code in
        guard let found = try transaction.party(code, on: card.account, year: year.number) else {
          throw ReportRefusal.unknownParty(code)
        }
        return found
      }
      let page = try transaction.accountPage(
        year: year.number, account: card.account.number, party: party?.party.number, from: from, through: through,
        at: cursor.place, limit: limit)
      let sums = try transaction.accountSums(
        year: year.number, account: card.account.number, party: party?.party.number, from: from, through: through)
      let before = try from?.adding(days: -1).map {
        try transaction.accountSums(
          year: year.number, account: card.account.number, party: party?.party.number, through: $0)
      }
      let count =
        try from == nil && through == nil
        ? party?.lineCount ?? card.lineCount
        : transaction.lineCount(
          year: year.number, account: card.account.number, party: party?.party.number, from: from, through: through)
      return AccountPage(
        card: card, party: party?.party, before: before, sums: sums, lineCount: count, year: year.year, page: page)
    }
  }

  /// The figures of the first page, and those of the year before when the books hold it: its largest third parties are
  /// not looked for.
  public func overview(yearEnd: CalendarDate) async throws -> (shown: Overview, previous: Overview?) {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let shown = Overview(
        year: year.year, rootMonths: try transaction.rootMonths(year: year.number),
        largestReceivables: try transaction.partyBalances(
          year: year.number, prefixes: Overview.receivablePrefixes, owedToUs: true, limit: 5),
        largestPayables: try transaction.partyBalances(
          year: year.number, prefixes: Overview.payablePrefixes, owedToUs: false, limit: 5))
      guard let earlier = try comparison(of: year, at: nil, in: transaction)?.year else { return (shown, nil) }
      let months = try transaction.rootMonths(year: earlier.number)
      guard !months.isEmpty else { return (shown, nil) }
      return (
        shown, Overview(year: earlier.year, rootMonths: months, largestReceivables: [], largestPayables: [])
      )
    }
  }
}

extension ReportMemory {
  /// The balance of a year at a day; a nil day is the whole of it.
  func trialBalance(
    _ year: BookYear, through date: CalendarDate?, _ transaction: any ReadTransaction
  ) throws -> TrialBalance {
    let date = date ?? .latest
    return try answer(to: .trialBalance(year: year.number, through: date), transaction) {
      try transaction.trialBalance(year: year.number, through: date)
    }
  }
}
