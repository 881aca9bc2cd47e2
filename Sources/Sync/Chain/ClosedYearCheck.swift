import Model

/// Closed years, as the log alone shows them: their totals are those of their entries, each generation follows the one
/// before, and the device that closed a year brings nothing into it any more. What another device had signed before it
/// knew is kept, and told elsewhere.
struct ClosedYearCheck {
  private typealias Months = [Int32: PeriodTotal]

  private struct OneImport {
    let yearEnd: CalendarDate
    var isComplete = false
    var months: Months = [:]
  }

  private struct Standing {
    var closed: YearClosed
    var isClosed: Bool
    var generation: UInt32
    let device: Identifier<Device>
  }

  private var imports: [Identifier<Import>: OneImport] = [:]
  private var posted: [CalendarDate: Months] = [:]
  private var closings: [CalendarDate: Standing] = [:]

  mutating func add(_ event: BookEvent, by device: Identifier<Device>) throws(LedgerDefect) {
    switch event {
    case .importAccepted(let accepted):
      try refuse(accepted.year.end, device)
      imports[accepted.id] = OneImport(yearEnd: accepted.year.end)
    case .entryImported(let imported):
      guard let place = imports.index(forKey: imported.importID) else { return }
      Self.add(imported.entry, to: &imports.values[place].months)
    case .importCompleted(let completed): imports[completed.id]?.isComplete = true
    case .importWithdrawn(let withdrawn):
      if let year = imports[withdrawn.id]?.yearEnd { try refuse(year, device) }
      imports[withdrawn.id] = nil
    case .entryPosted(let event):
      try refuse(event.yearEnd, device)
      Self.add(event.entry, to: &posted[event.yearEnd, default: [:]])
    case .yearClosed(let closed): try close(closed, device)
    case .yearReopened(let reopened): try reopen(reopened)
    default: break
    }
  }

  private func refuse(_ yearEnd: CalendarDate, _ device: Identifier<Device>) throws(LedgerDefect) {
    guard let standing = closings[yearEnd], standing.isClosed, standing.device == device else { return }
    throw .yearClosed(yearEnd)
  }

  private mutating func close(_ closed: YearClosed, _ device: Identifier<Device>) throws(LedgerDefect) {
    let end = closed.year.end
    let before = closings[end]
    guard before?.isClosed != true, closed.generation == (before?.generation ?? 0) + 1 else {
      throw .closingMisnumbered(end)
    }
    let expected = months(of: end)
    for (one, found) in closed.months.paired(with: expected) where one != found {
      throw .closingMonth(end, expected: one, found: found)
    }
    let last = closings.values.filter { $0.isClosed && $0.closed.year.end < closed.year.start }
      .max { $0.closed.year.end < $1.closed.year.end }
    let debit = expected.reduce(last?.closed.perpetualDebit ?? .zero) { $0 + $1.debit }
    let credit = expected.reduce(last?.closed.perpetualCredit ?? .zero) { $0 + $1.credit }
    guard debit == closed.perpetualDebit, credit == closed.perpetualCredit else { throw .closingPerpetualTotal(end) }
    closings[end] = Standing(closed: closed, isClosed: true, generation: closed.generation, device: device)
  }

  private mutating func reopen(_ reopened: YearReopened) throws(LedgerDefect) {
    let end = reopened.yearEnd
    guard let standing = closings[end], standing.isClosed, reopened.generation == standing.generation + 1 else {
      throw .closingMisnumbered(end)
    }
    closings[end]?.isClosed = false
    closings[end]?.generation = reopened.generation
  }

  private func months(of yearEnd: CalendarDate) -> [PeriodTotal] {
    var all = posted[yearEnd] ?? [:]
    for one in imports.values where one.isComplete && one.yearEnd == yearEnd {
      all.merge(one.months) { left, right in
        PeriodTotal(
          month: left.month, entryCount: left.entryCount + right.entryCount,
          lineCount: left.lineCount + right.lineCount, debit: left.debit + right.debit,
          credit: left.credit + right.credit)
      }
    }
    return all.values.sorted { $0.month < $1.month }
  }

  private static func add(_ entry: JournalEntry.Validated, to months: inout Months) {
    guard !entry.flags.contains(.opening) else { return }
    let month = entry.date.monthNumber
    var total = months[month] ?? PeriodTotal(month: month)
    total.entryCount += 1
    total.lineCount += UInt64(entry.lines.count)
    for line in entry.lines {
      total.debit.add(line.debit)
      total.credit.add(line.credit)
    }
    months[month] = total
  }
}

extension [PeriodTotal] {
  /// Each month of either list, with what both say of it.
  fileprivate func paired(with other: [PeriodTotal]) -> [(PeriodTotal?, PeriodTotal?)] {
    Set((self + other).map(\.month)).sorted().map { month in
      (first { $0.month == month }, other.first { $0.month == month })
    }
  }
}
