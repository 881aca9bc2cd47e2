import Model
import Storage

extension Books {
  /// Lines read at once: what a page may hold at most.
  private static let walkLimit = 500
  /// Entries read at once, each with all its lines.
  private static let entryLimit = 40

  /// All lines of an account, or of one third party on it, from `start` and up to `date`, both included, when they are
  /// given.
  public func wholeAccount(
    _ account: String, party: String? = nil, yearEnd: CalendarDate, from start: CalendarDate? = nil,
    at date: CalendarDate? = nil, for purpose: WholePurpose
  ) async throws -> ReportWalk<AccountPage> {
    try authorise(purpose.action)
    let check = try await sameYear(yearEnd)
    @Sendable func page(_ cursor: AccountPage.Cursor?) async throws -> AccountPage {
      try await accountPage(
        account, party: party, yearEnd: yearEnd, from: start, at: date, cursor: cursor, limit: Self.walkLimit)
    }
    let first = try await page(nil)
    return ReportWalk(
      first: first, lineCount: first.lineCount,
      next: { shown in
        guard let cursor = shown.next else { return nil }
        return try await page(cursor)
      }, check: check)
  }

  /// All lines of the grand livre, or of some accounts, from `start` and up to `date`.
  public func wholeLedger(
    yearEnd: CalendarDate, accounts: AccountSpan = .all, from start: CalendarDate? = nil, at date: CalendarDate? = nil,
    for purpose: WholePurpose
  ) async throws -> ReportWalk<GeneralLedger> {
    try authorise(purpose.action)
    let check = try await sameYear(yearEnd)
    @Sendable func page(_ cursor: LedgerCursor?) async throws -> GeneralLedger {
      try await generalLedger(
        yearEnd: yearEnd, accounts: accounts, from: start, at: date, cursor: cursor, limit: Self.walkLimit)
    }
    return ReportWalk(
      first: try await page(nil),
      lineCount: try await lineCount(yearEnd: yearEnd, accounts: accounts, from: start, at: date),
      next: { shown in
        guard let cursor = shown.next else { return nil }
        return try await page(cursor)
      }, check: check)
  }

  /// All entries of a journal, or of a month of it (AAAAMM), each with all its lines.
  public func wholeJournal(
    _ code: String, yearEnd: CalendarDate, month: Int32?, for purpose: WholePurpose
  ) async throws -> ReportWalk<JournalSheet> {
    try authorise(purpose.action)
    let check = try await sameYear(yearEnd)
    @Sendable func page(_ cursor: EntryCursor?) async throws -> JournalSheet {
      try await journalSheet(
        code, yearEnd: yearEnd, month: month, cursor: cursor, limit: Self.entryLimit, linesOfEntry: .max)
    }
    let first = try await page(nil)
    return ReportWalk(
      first: first, lineCount: first.journal.lineCount,
      next: { shown in
        guard let cursor = shown.next else { return nil }
        return try await page(cursor)
      }, check: check)
  }

  /// The auxiliary balance, of one account or of all. Its lines are third parties; how many there are is not counted
  /// beforehand, and ``ReportWalk/lineCount`` is that of the first page.
  public func wholeAuxiliaryBalance(
    yearEnd: CalendarDate, at date: CalendarDate? = nil, account: String? = nil, for purpose: WholePurpose, limit: Int
  ) async throws -> ReportWalk<AuxiliaryReport> {
    try authorise(purpose.action)
    let check = try await sameYear(yearEnd)
    @Sendable func page(_ cursor: AuxiliaryReport.Cursor?) async throws -> AuxiliaryReport {
      try await auxiliaryBalance(yearEnd: yearEnd, at: date, account: account, after: cursor, limit: limit)
    }
    let first = try await page(nil)
    return ReportWalk(
      first: first, lineCount: first.accounts.reduce(0) { $0 + $1.rows.count },
      next: { shown in
        guard let cursor = shown.next else { return nil }
        return try await page(cursor)
      }, check: check)
  }

  /// The balance âgée, of one account or of all. Its lines are third parties, as those of the auxiliary balance are.
  public func wholeAgedBalance(
    _ side: AgedSide, yearEnd: CalendarDate, at date: CalendarDate, account: String? = nil,
    after start: AuxiliaryReport.Cursor? = nil, for purpose: WholePurpose, limit: Int
  ) async throws -> ReportWalk<AgedBalance> {
    try authorise(purpose.action)
    let check = try await sameYear(yearEnd)
    @Sendable func page(_ cursor: AuxiliaryReport.Cursor?) async throws -> AgedBalance {
      try await agedBalance(side, yearEnd: yearEnd, at: date, account: account, after: cursor, limit: limit)
    }
    let first = try await page(start)
    return ReportWalk(
      first: first, lineCount: first.accounts.reduce(0) { $0 + $1.rows.count },
      next: { shown in
        guard let cursor = shown.next else { return nil }
        return try await page(cursor)
      }, check: check)
  }

  /// The balance of a year beside that of the year before, to take away as a file.
  public func exportedTrialBalance(
    yearEnd: CalendarDate, at date: CalendarDate? = nil
  ) async throws -> ComparedTrialBalance {
    try authorise(.exportBooks)
    return try await comparedTrialBalance(yearEnd: yearEnd, at: date)
  }

  /// The statements of a year, to take away as a file.
  public func exportedStatements(
    yearEnd: CalendarDate, at date: CalendarDate? = nil, system: LiasseSystem = .base
  ) async throws -> StatementReport {
    try authorise(.exportBooks)
    return try await statements(yearEnd: yearEnd, at: date, system: system)
  }

  /// Refuses once the year holds something else than it does now.
  private func sameYear(_ end: CalendarDate) async throws -> @Sendable () async throws -> Void {
    @Sendable func standing() async throws -> YearStanding {
      try await store.read { transaction in
        let year = try bookYear(endingOn: end, in: transaction)
        // Entries are only ever added to those of an import.
        return YearStanding(
          importID: try transaction.standingImport(yearEnding: end)?.id,
          entryCount: try transaction.yearSize(year.number).entries)
      }
    }
    let before = try await standing()
    return { guard try await standing() == before else { throw ReportRefusal.changedMeanwhile(end) } }
  }

  private func lineCount(
    yearEnd: CalendarDate, accounts span: AccountSpan, from start: CalendarDate?, at date: CalendarDate?
  ) async throws -> Int {
    try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let through = try day(date, in: year.year)
      let from = try firstDay(start, through: through, in: year.year)
      let accounts = try transaction.trialBalance(year: year.number, through: through ?? .latest).rows
      return try accounts.filter { span.contains($0.account) }.reduce(0) { sum, row in
        guard let card = try transaction.accountCard(year: year.number, account: row.account) else { return sum }
        guard from != nil || through != nil else { return sum + Int(card.lineCount) }
        let count = try transaction.lineCount(
          year: year.number, account: card.account.number, from: from, through: through)
        return sum + Int(count)
      }
    }
  }
}

/// What tells the books of a year from those of a moment before.
private struct YearStanding: Equatable {
  let importID: Identifier<Import>?
  let entryCount: Int64
}
