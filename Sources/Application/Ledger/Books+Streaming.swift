import Model
import Storage

extension Books {
  /// Every line of the grand livre, one after the other: accounts in the order of their numbers, each by date. With
  /// `account`, that one alone; with `date`, up to that day. `body` runs on a thread of the store.
  public func streamLedger(
    yearEnd: CalendarDate, at date: CalendarDate?, account: String?, carriedAs label: String,
    _ body: @escaping @Sendable (LedgerLine) throws -> Void
  ) async throws {
    try authorise(.readBooks)
    try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let through = try day(date, in: year.year)
      let opening = try transaction.provisionalOpening(year: year.number)
      let found = try account.map { number in
        guard let found = try transaction.account(number) ?? opening.account(number) else {
          throw ReportRefusal.unknownAccount(number)
        }
        return found
      }
      try transaction.ledgerLines(
        year: year.number, account: found, through: through, opening: opening,
        carried: { account, balance in
          // A balance is a sum of amounts; what does not fit one is no book of this world.
          guard let amount = Int64(exactly: balance.minor) else { throw Fault(.database, "the balance of \(account)") }
          try body(
            LedgerLine(
              journal: "", number: "", date: year.year.start, account: account, label: label, party: "", piece: "",
              debit: Money(minor: max(amount, 0)), credit: Money(minor: max(-amount, 0)), matching: "",
              balance: balance))
        }, body)
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
