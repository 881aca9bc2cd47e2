import Model
import Storage

extension Books {
  /// The fiscal years of the books, the newest first.
  /// They are those of today, and so is what they hold: who looks at another moment chooses among the same years.
  public func years() async throws -> [YearCard] {
    try authorise(.readBooks)
    let place = try open.current()
    // Every page asks for them.
    return try await present.read { transaction in
      try place.reports.answer(to: .years, transaction) {
        try transaction.bookYears().map { try YearCard.read($0, transaction) }
      }
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
      let opening = try transaction.provisionalOpening(year: year.number)
      guard let card = try transaction.accountCard(year: year.number, account: account, opening) else {
        throw ReportRefusal.unknownAccount(account)
      }
      let through = try day(date, in: year.year)
      let from = try firstDay(start, through: through, in: year.year)
      let party: (party: NumberedParty, lineCount: Int64)? = try code.map { code in
        for known in [year.number] + opening.years.map(\.number) {
          guard let found = try transaction.party(code, on: card.account, year: known) else { continue }
          return known == year.number ? found : (found.party, 0)
        }
        throw ReportRefusal.unknownParty(code)
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
      let carried = try transaction.provisionalBalance(opening, account: card.account, party: party?.party.number)
      return AccountPage(
        card: card, party: party?.party, before: before, sums: sums, lineCount: count, year: year.year, page: page,
        carried: carried,
        source: before == nil && !carried.isZero
          ? try source(of: card.account, isOfParty: party != nil, opening, transaction) : nil)
    }
  }

  /// The nearest year that a provisional opening brings an account from.
  private func source(
    of account: NumberedAccount, isOfParty: Bool, _ opening: ProvisionalOpening, _ transaction: any ReadTransaction
  ) throws -> AccountPage.OpeningSource? {
    guard let before = opening.years.first else { return nil }
    // A third party stands at something there, whatever the others make of the account; it holds no result.
    if isOfParty { return AccountPage.OpeningSource(year: before.year, hasAccount: true, hasResult: false) }
    let earlier = try transaction.provisionalOpening(year: before.number)
    let own =
      try transaction.accountSums(year: before.number, account: account.number, party: nil).balance
      + earlier[account.account]
    // What the account did not stand at there is the result of that year.
    return AccountPage.OpeningSource(
      year: before.year, hasAccount: !own.isZero, hasResult: opening[account.account] != own)
  }

  /// The figures of the first page, and those of the year before when the books hold it: its largest third parties are
  /// not looked for.
  public func overview(yearEnd: CalendarDate) async throws -> (shown: Overview, previous: Overview?) {
    try authorise(.readBooks)
    let place = try open.current()
    let pair = try await place.storage.books.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return try place.reports.answer(to: .overview(year: year.number), transaction) {
        try overviews(of: year, transaction)
      }
    }
    return (pair.shown, pair.previous)
  }

  /// The year whose balances this one begins with as long as its opening is not recorded; nil once it is, and where no
  /// year comes before.
  public func provisionalYear(yearEnd: CalendarDate) async throws -> FiscalYear? {
    try authorise(.readBooks)
    let place = try open.current()
    // Every page of balances asks, and the answer takes the balance of the year before.
    let known = try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return try place.reports.answer(to: .provisionalYear(year: year.number), transaction) {
        let opening = try transaction.provisionalOpening(year: year.number)
        return ProvisionalYear(year: opening.rows.isEmpty ? nil : opening.years.first?.year)
      }
    }
    return known.year
  }

  private func overviews(of year: BookYear, _ transaction: any ReadTransaction) throws -> OverviewPair {
    let years = [year.number] + (try transaction.openingChain(year: year.number).map(\.number))
    let shown = Overview(
      year: year.year, rootMonths: try transaction.carriedRootMonths(year),
      largestReceivables: try transaction.partyBalances(
        years: years, prefixes: Overview.receivablePrefixes, owedToUs: true, limit: 5),
      largestPayables: try transaction.partyBalances(
        years: years, prefixes: Overview.payablePrefixes, owedToUs: false, limit: 5))
    let earlier = try comparison(of: year, at: nil, in: transaction)?.year
    let months = try earlier.map { try transaction.carriedRootMonths($0) } ?? []
    guard let earlier, !months.isEmpty else { return OverviewPair(shown: shown, previous: nil) }
    return OverviewPair(
      shown: shown,
      previous: Overview(year: earlier.year, rootMonths: months, largestReceivables: [], largestPayables: []))
  }
}

/// Where a year's provisional opening comes from, if it has one.
private struct ProvisionalYear: Sendable {
  let year: FiscalYear?
}

/// The first page's figures of a year and of the one before.
private struct OverviewPair: Sendable {
  let shown: Overview
  let previous: Overview?
}

extension ReportMemory {
  /// The balance of a year at a day; a nil day is the whole of it.
  func trialBalance(
    _ year: BookYear, through date: CalendarDate?, _ transaction: any ReadTransaction
  ) throws -> TrialBalance {
    let date = date ?? .latest
    return try answer(to: .trialBalance(year: year.number, through: date), transaction) {
      try transaction.carriedTrialBalance(year: year.number, through: date)
    }
  }
}
