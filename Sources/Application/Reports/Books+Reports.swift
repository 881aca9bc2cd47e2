import Model
import Storage

extension Books {
  /// The fiscal years of the books, the newest first.
  public func years() async throws -> [YearCard] {
    try authorise(.readBooks)
    return try await store.read { transaction in
      try transaction.bookYears().map { try YearCard.read($0, transaction) }
    }
  }

  /// The balance of a year, of all its entries or of those up to `date` included.
  public func trialBalance(yearEnd: CalendarDate, at date: CalendarDate?) async throws -> TrialBalance {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      if let date, !year.year.contains(date) { throw ReportRefusal.dateOutsideYear(date, year.year) }
      return try transaction.trialBalance(year: year.number, through: date ?? .latest)
    }
  }

  /// One page of an account's lines, `limit` at most (1 to 500).
  public func accountPage(
    _ account: String, yearEnd: CalendarDate, cursor: AccountPage.Cursor?, limit: Int
  ) async throws -> AccountPage {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 500)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      guard let card = try transaction.accountCard(year: year.number, account: account) else {
        throw ReportRefusal.unknownAccount(account)
      }
      let page = try transaction.accountPage(
        year: year.number, account: card.account.number, at: cursor.place, limit: limit)
      return try AccountPage(card: card, year: year.year, page: page, transaction)
    }
  }

  /// The figures of the first page.
  public func overview(yearEnd: CalendarDate) async throws -> Overview {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return Overview(
        year: year.year, accountMonths: try transaction.accountMonths(year: year.number),
        largestReceivables: try transaction.partyBalances(
          year: year.number, prefixes: Overview.receivablePrefixes, owedToUs: true, limit: 5),
        largestPayables: try transaction.partyBalances(
          year: year.number, prefixes: Overview.payablePrefixes, owedToUs: false, limit: 5))
    }
  }
}
