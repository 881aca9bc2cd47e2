import Model
import Storage

extension Books {
  /// The balance sheet and the income statement of a year, of all its entries or of those up to `date` included. Beside
  /// them the year before, at the corresponding day, by the form that held for it.
  public func statements(
    yearEnd: CalendarDate, at date: CalendarDate? = nil, system: LiasseSystem = .base
  ) async throws -> StatementReport {
    try authorise(.readBooks)
    let place = try open.current()
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year)
      return try place.reports.answer(to: .statements(year: year.number, at: date, system), transaction) {
        try report(year, at: date, system, transaction)
      }
    }
  }

  private func report(
    _ year: BookYear, at date: CalendarDate?, _ system: LiasseSystem, _ transaction: any ReadTransaction
  ) throws -> StatementReport {
    let now = try filled(year, through: date, system, transaction)
    guard let earlier = try comparison(of: year, at: date, in: transaction) else {
      return StatementReport(year, date, nil, system, now.statements, isEmpty: now.isEmpty)
    }
    let before = try filled(earlier.year, through: earlier.date, system, transaction)
    let statements = before.isEmpty ? now.statements : now.statements.compared(with: before.statements)
    return StatementReport(
      year, date, before.isEmpty ? nil : earlier.date ?? earlier.year.year.end, system, statements,
      isEmpty: now.isEmpty)
  }

  /// The balance of a year, with that of the year before beside it at the corresponding day.
  public func comparedTrialBalance(
    yearEnd: CalendarDate, at date: CalendarDate? = nil
  ) async throws -> ComparedTrialBalance {
    try authorise(.readBooks)
    let place = try open.current()
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return try comparedTrialBalance(of: year, at: try day(date, in: year.year), place.reports, transaction)
    }
  }

  func comparedTrialBalance(
    of year: BookYear, at date: CalendarDate?, _ memory: ReportMemory, _ transaction: any ReadTransaction
  ) throws -> ComparedTrialBalance {
    try memory.answer(to: .comparedTrialBalance(year: year.number, at: date), transaction) {
      let now = try transaction.carriedTrialBalance(year: year.number, through: date ?? .latest)
      guard let earlier = try comparison(of: year, at: date, in: transaction) else {
        return ComparedTrialBalance(balance: now, previousDate: nil)
      }
      let before = try transaction.carriedTrialBalance(year: earlier.year.number, through: earlier.date ?? .latest)
      guard !before.rows.isEmpty else { return ComparedTrialBalance(balance: now, previousDate: nil) }
      return ComparedTrialBalance(
        balance: now.compared(with: before), previousDate: earlier.date ?? earlier.year.year.end)
    }
  }

  /// The statements of a year by the form that holds for it.
  func filled(
    _ year: BookYear, through date: CalendarDate?, _ system: LiasseSystem, _ transaction: any ReadTransaction
  ) throws -> (statements: FinancialStatements, isEmpty: Bool) {
    let form = open.liasse.form(system, yearOpened: year.year.start)
    let through = date ?? .latest
    let standings = try transaction.carriedStandings(
      year: year.number, through: through, splitting: form.partyBeginnings)
    let closing = ClosingEntries(
      try transaction.closingCandidates(year: year.number, through: through), standings: standings)
    return (form.filled(with: closing.undone(in: standings), closed: closing.result), standings.isEmpty)
  }

  /// The year that ends the day before this one begins, and the day of it that compares with `date`; a nil day is the
  /// whole of it. A year further back is no N-1: where one is missing, there is nothing to compare with.
  func comparison(
    of year: BookYear, at date: CalendarDate?, in transaction: any ReadTransaction
  ) throws -> (year: BookYear, date: CalendarDate?)? {
    let earlier = try transaction.bookYears().first { $0.year.end.adding(days: 1) == year.year.start }
    guard let earlier else { return nil }
    guard let date, date != year.year.end else { return (earlier, nil) }
    return year.year.counterpart(of: date, in: earlier.year).map { (earlier, $0) }
  }
}

extension StatementReport {
  fileprivate init(
    _ year: BookYear, _ date: CalendarDate?, _ previousDate: CalendarDate?, _ system: LiasseSystem,
    _ statements: FinancialStatements, isEmpty: Bool
  ) {
    self.init(
      year: year.year, date: date ?? year.year.end, previousDate: previousDate, system: system,
      statements: statements, isEmpty: isEmpty)
  }
}
