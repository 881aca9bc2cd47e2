import Model
import Storage

extension Books {
  /// A page of the balance âgée on a day of a year: of one account, or of all of that side.
  ///
  /// - Parameter limit: third parties, 1 to 10,000.
  public func agedBalance(
    _ side: AgedSide, yearEnd: CalendarDate, at date: CalendarDate, account: String? = nil,
    after cursor: AuxiliaryReport.Cursor? = nil, limit: Int
  ) async throws -> AgedBalance {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 10_000)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year) ?? year.year.end
      let reading = try AgedReading(side, year, date, transaction)
      if let account, reading.balances[account] == nil { throw ReportRefusal.unknownAccount(account) }
      return try reading.report(of: account, after: cursor, limit: limit)
    }
  }

  /// How late what is open of one side is, all accounts together.
  public func agedTotal(_ side: AgedSide, yearEnd: CalendarDate, at date: CalendarDate) async throws -> AgedAmounts {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year) ?? year.year.end
      let years = try MatchingReader(transaction).years(through: year)
      return try transaction.agedTotal(
        prefix: side.prefix, years: years.map(\.number), on: AgingDay(date, in: year.year))
    }
  }

  /// The statement of account of a third party on a day of a year.
  ///
  /// - Parameters:
  ///   - party: its code; empty for the lines of the account that name nobody.
  ///   - limit: lines, 1 to 20,000.
  public func partyStatement(
    _ account: String, party: String, yearEnd: CalendarDate, at date: CalendarDate, scope: PartyStatement.Scope,
    limit: Int = 2_000
  ) async throws -> PartyStatement {
    try authorise(.readBooks)
    return try await statement(account, party, yearEnd, date, scope, limit)
  }

  /// The same, to take away as a file.
  public func exportedStatement(
    _ account: String, party: String, yearEnd: CalendarDate, at date: CalendarDate, scope: PartyStatement.Scope
  ) async throws -> PartyStatement {
    try authorise(.exportBooks)
    return try await statement(account, party, yearEnd, date, scope, 20_000)
  }

  private func statement(
    _ account: String, _ party: String, _ yearEnd: CalendarDate, _ date: CalendarDate, _ scope: PartyStatement.Scope,
    _ limit: Int
  ) async throws -> PartyStatement {
    let limit = min(max(limit, 1), 20_000)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year) ?? year.year.end
      let reader = try MatchingReader(transaction)
      let years = try reader.years(through: year)
      let place = try reader.place(account, party: party, years)
      let (numbers, aging) = (years.map(\.number), AgingDay(date, in: year.year))
      let lines: (shown: [PartyStatement.Line], carried: MoneyTotal, isCut: Bool)
      switch scope {
      case .open:
        let found = try transaction.openShares(place, years: numbers, on: aging, limit: limit + 1)
        lines = (PartyStatement.lines(found.prefix(limit)), .zero, found.count > limit)
      case .period(let first):
        let start = try firstDay(first, through: date, in: year.year)
        let page = try transaction.accountPage(
          year: year.number, account: place.account.number, party: place.party?.number, from: start,
          through: aging.through, limit: limit)
        lines = (page.lines.map(PartyStatement.Line.init), page.balanceBefore, page.hasLater)
      }
      return PartyStatement(
        account: place.account.account, accountLabel: place.account.label, party: place.party?.key,
        partyLabel: place.party?.label ?? "", year: year.year, date: date, scope: scope, lines: lines.shown,
        isCut: lines.isCut, aged: try transaction.agedAmounts(place, years: numbers, on: aging),
        carried: lines.carried)
    }
  }
}

extension PartyStatement {
  /// Open lines, added up as they come.
  fileprivate static func lines(_ shares: some Sequence<OpenShare>) -> [Line] {
    var balance = MoneyTotal.zero
    return shares.map { share in
      balance.add(share.open)
      return Line(
        entry: share.line.reference.entry, date: share.line.date, journal: share.line.journal,
        number: share.line.number, voucherReference: share.line.voucherReference, label: share.line.label,
        due: share.due, isDueStated: share.line.dueDate != nil, debit: share.line.debit, credit: share.line.credit,
        open: share.open, balance: balance, matchingCode: share.code)
    }
  }
}

extension PartyStatement.Line {
  fileprivate init(_ line: AccountLine) {
    self.init(
      entry: line.entryID, date: line.key.date, journal: line.journal, number: line.entryNumber,
      voucherReference: line.voucherReference, label: line.label, due: nil, isDueStated: false, debit: line.debit,
      credit: line.credit, open: line.debit - line.credit, balance: line.balance, matchingCode: line.matchingCode)
  }
}
