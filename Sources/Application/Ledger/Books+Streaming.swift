import Model
import Storage

extension Books {
  /// Every line of the grand livre, one after the other: accounts in the order of their numbers, each by date. With
  /// `account`, that one alone; with `date`, up to that day. `body` runs on a thread of the store.
  public func streamLedger(
    yearEnd: CalendarDate, at date: CalendarDate?, account: String?,
    _ body: @escaping @Sendable (LedgerLine) throws -> Void
  ) async throws {
    try authorise(.readBooks)
    try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let through = try day(date, in: year.year)
      let found = try account.map { number in
        guard let found = try transaction.account(number) else { throw ReportRefusal.unknownAccount(number) }
        return found
      }
      try transaction.ledgerLines(year: year.number, account: found, through: through, body)
    }
  }

  /// Every line of the journals, in the order of their codes, each by date. With `journal`, that one alone.
  public func streamJournal(
    yearEnd: CalendarDate, at date: CalendarDate?, journal: String?,
    _ body: @escaping @Sendable (LedgerLine) throws -> Void
  ) async throws {
    try authorise(.readBooks)
    try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let through = try day(date, in: year.year)
      let found = try journal.map { code in
        guard let found = try transaction.journal(code) else { throw ReportRefusal.unknownJournal(code) }
        return found
      }
      try transaction.journalLines(year: year.number, journal: found, through: through, body)
    }
  }
}
