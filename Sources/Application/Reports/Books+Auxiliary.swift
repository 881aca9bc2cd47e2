import Model
import Storage

extension Books {
  /// A page of the auxiliary balance of a year, up to `date` included when one is given: of one account, or of all that
  /// have third parties. `limit` is 1 to 10,000 rows.
  public func auxiliaryBalance(
    yearEnd: CalendarDate, at date: CalendarDate? = nil, account: String? = nil, after cursor: AuxiliaryReport.Cursor?,
    limit: Int
  ) async throws -> AuxiliaryReport {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 10_000)
    let place = try open.current()
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year)
      let reading = try AuxiliaryReading(
        year: year, date: date, earlier: try comparison(of: year, at: date, in: transaction),
        general: try comparedTrialBalance(of: year, at: date, place.reports, transaction), transaction)
      if let account, !reading.choices.contains(where: { $0.account == account }) {
        throw ReportRefusal.unknownAccount(account)
      }
      return try reading.report(of: account, after: cursor, limit: limit)
    }
  }
}

/// The questions that one page of the auxiliary balance asks.
private struct AuxiliaryReading {
  let year: BookYear
  let date: CalendarDate?
  let transaction: any ReadTransaction
  let choices: [NumberedAccount]
  private let period: BookPeriod
  private let previous: BookPeriod?
  private let previousDate: CalendarDate?
  /// In the order of account numbers.
  private let general: [TrialBalance.Row]

  init(
    year: BookYear, date: CalendarDate?, earlier: (year: BookYear, date: CalendarDate?)?,
    general: ComparedTrialBalance, _ transaction: any ReadTransaction
  ) throws {
    self.year = year
    self.date = date
    self.transaction = transaction
    func period(_ year: BookYear, _ date: CalendarDate?) throws -> BookPeriod {
      BookPeriod(
        year: year.number, through: date ?? .latest,
        before: try transaction.openingChain(year: year.number).map(\.number))
    }
    self.period = try period(year, date)
    let before = try earlier.map { try period($0.year, $0.date) }
    previousDate = general.previousDate
    previous = previousDate == nil ? nil : before
    self.general = general.balance.rows
    choices = try transaction.accountsWithParties(self.period.years + (previous?.years ?? []))
  }

  func report(of account: String?, after cursor: AuxiliaryReport.Cursor?, limit: Int) throws -> AuxiliaryReport {
    var found: [AuxiliaryReport.AuxiliaryAccount] = []
    var room = limit
    var next: AuxiliaryReport.Cursor?
    for choice in choices where account == nil || choice.account == account {
      if let cursor, choice.account.precedes(cursor.account) { continue }
      guard room > 0 else {
        next = AuxiliaryReport.Cursor(account: choice.account, party: nil)
        break
      }
      let after = choice.account == cursor?.account ? cursor?.party : nil
      let page = try transaction.auxiliaryPage(choice, period, previous: previous, after: after, limit: room)
      room -= page.rows.count
      if !page.rows.isEmpty {
        found.append(
          .init(
            total: total(of: choice), rows: page.rows, isPartial: after != nil || page.next != nil))
      }
      if let party = page.next {
        next = AuxiliaryReport.Cursor(account: choice.account, party: party)
        break
      }
    }
    return AuxiliaryReport(
      year: year.year, date: date ?? year.year.end, previousDate: previousDate, accounts: found, next: next,
      previous: try cursor.flatMap { try previousPage(of: account, before: $0, limit: limit) },
      choices: choices.map { AuxiliaryReport.Choice(account: $0.account, label: $0.label) })
  }

  private func total(of account: NumberedAccount) -> TrialBalance.Row {
    let place = general.firstPlace { !$0.account.precedes(account.account) }
    if place < general.endIndex, general[place].account == account.account { return general[place] }
    return TrialBalance.Row(account: account.account, label: account.label, debit: .zero, credit: .zero)
  }

  /// Where a page of `limit` third parties begins that ends where `cursor` begins; nil when that is the first page.
  private func previousPage(
    of account: String?, before cursor: AuxiliaryReport.Cursor, limit: Int
  ) throws -> AuxiliaryReport.Cursor? {
    let years = period.years + (previous?.years ?? [])
    var room = limit
    for choice in choices.reversed() where account == nil || choice.account == account {
      if cursor.account.precedes(choice.account) { continue }
      let isHere = choice.account == cursor.account
      // A cursor without a third party begins with the account: nothing of it is on the page before.
      if isHere, cursor.party == nil { continue }
      var keys = try transaction.parties(
        of: choice, years: years, before: isHere ? cursor.party : nil, limit: room + 1)
      // The third party of the cursor is on the page before: it is the last one there.
      if isHere, let party = cursor.party { keys = [party] + keys.prefix(room) }
      if keys.count > room { return AuxiliaryReport.Cursor(account: choice.account, party: keys[room]) }
      room -= keys.count
      if room == 0 {
        let isFirst = choices.first { account == nil || $0.account == account }?.account == choice.account
        return isFirst ? nil : AuxiliaryReport.Cursor(account: choice.account, party: nil)
      }
    }
    return nil
  }
}
