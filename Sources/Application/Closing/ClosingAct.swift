import Model
import Storage

/// What a closing writes, within one transaction: the opening of the next year, in detail, then the fact itself.
struct ClosingAct {
  private static let journal = "AN"
  private static let carriedReason = "Repris en à-nouveaux."

  let transaction: any ReadTransaction
  let year: BookYear
  let environment: Environment
  let device: Identifier<Device>

  private var today: CalendarDate { environment.today() }

  /// The year that follows: that of the books, or twelve months.
  func next() throws -> (year: FiscalYear, isThere: Bool) {
    if let known = try transaction.bookYears().first(where: { year.year.end.adding(days: 1) == $0.year.start }) {
      return (known.year, true)
    }
    guard let made = year.year.following else { throw Fault(.database, "no year can follow \(year.year.end)") }
    return (made, false)
  }

  /// What the next year would take over.
  func plan() throws -> OpeningPlan {
    let balance = try transaction.trialBalance(year: year.number, through: .latest)
    let accounts = try transaction.accounts().map(\.account)
    return OpeningPlan(
      balances: balance.rows.map { ($0.account, $0.balance) },
      carried: try transaction.carriedLines(year: year.number),
      resultAccount: { AccountNumber.like(accounts, beginning: $0 ? "120" : "129") })
  }

  /// Whether the next year has recorded an opening of its own.
  func isOpened(_ next: FiscalYear) throws -> Bool {
    guard let known = try transaction.bookYear(endingOn: next.end) else { return false }
    return try transaction.hasOpening(year: known.number)
  }

  func events(
    _ documents: [ClosingDocument], accepted: [ClosingCheck]
  ) throws -> (events: [BookEvent], fact: YearClosed) {
    let (next, isThere) = try next()
    let plan = try plan()
    var events: [BookEvent] = isThere ? [] : [.fiscalYearOpened(FiscalYearOpened(year: next))]
    var openings: [EntryPosted] = []
    if try !isOpened(next) {
      openings = try opening(plan, next, &events)
      events += openings.map(BookEvent.entryPosted)
      events += try carriedMatchings(openings, plan)
    }
    let closings = try transaction.closings()
    let before = closings.first { $0.year == year.year }
    let last = closings.first { $0.isClosed && $0.year.end < year.year.start }
    let months = try transaction.periodTotals(year: year.number)
    let fact = YearClosed(
      year: year.year, generation: (before?.generation ?? 0) + 1, result: plan.result,
      resultAccount: openings.isEmpty ? "" : plan.resultAccount, months: months,
      perpetualDebit: months.reduce(last?.fact.perpetualDebit ?? .zero) { $0 + $1.debit },
      perpetualCredit: months.reduce(last?.fact.perpetualCredit ?? .zero) { $0 + $1.credit },
      openings: openings.map(\.entry.id), documents: documents, accepted: accepted.map(\.rawValue).sorted())
    return (events + [.yearClosed(fact)], fact)
  }

  /// The opening entries, and before them what they stand on: journal, accounts, numbers.
  private func opening(_ plan: OpeningPlan, _ next: FiscalYear, _ events: inout [BookEvent]) throws -> [EntryPosted] {
    let accounts = try transaction.accounts().map(\.account)
    let parts = plan.entries(openingAccount: AccountNumber.like(accounts, beginning: "890"))
    guard !parts.isEmpty else { return [] }
    let code = try transaction.openingJournal(year: year.number) ?? Self.journal
    if try !transaction.journals().contains(where: { $0.code == code }) {
      events.append(.journalCreated(JournalCreated(code: code, label: "À-nouveaux")))
    }
    let used = Set(parts.joined().map(\.account)).subtracting(accounts)
    events += used.sorted { $0.precedes($1) }.map {
      .accountCreated(AccountCreated(number: $0, label: ResultAccount.label(of: $0)))
    }
    var giver = SeriesGiver(device: device, today: today, transaction)
    let posted = try parts.map { lines in
      let number = try giver.number(in: EntrySeries(journal: code, yearEnd: next.end))
      let entry = JournalEntry.Validated(
        opening: lines, id: environment.identifier(), journal: code, number: number, on: next.start,
        validatedOn: today, voucherReference: code, label: "À-nouveaux de l’exercice \(year.year.name)")
      let dueDates = lines.map { $0.origin?.dueDate }
      return EntryPosted(
        entry: entry, yearEnd: next.end, number: number,
        dueDates: dueDates.contains { $0 != nil } ? dueDates : [])
    }
    events += giver.assignments
    return posted
  }

  /// Letters that reach beyond the year, or that leave something open, go on with the lines of the opening: what was
  /// matched with a later line stays so.
  private func carriedMatchings(_ openings: [EntryPosted], _ plan: OpeningPlan) throws -> [BookEvent] {
    var successors: [LineReference: LineReference] = [:]
    let parts = plan.entries(openingAccount: "")
    for (posted, lines) in zip(openings, parts) {
      for (rank, line) in lines.enumerated() {
        guard let origin = line.origin?.reference else { continue }
        successors[origin] = LineReference(entry: posted.entry.id, line: UInt32(rank))
      }
    }
    var events: [BookEvent] = []
    for (_, id) in try transaction.matchingsBeyond(year: year.number) {
      guard let standing = try transaction.standingMatching(id) else { continue }
      events.append(.matchingRemoved(MatchingRemoved(id: id, reason: Self.carriedReason)))
      events.append(.linesMatched(renewed(standing, successors)))
    }
    for id in try transaction.partialMatchings(year: year.number) {
      guard let standing = try transaction.standingMatching(id) else { continue }
      events.append(.linesMatched(renewed(standing, successors)))
    }
    return events
  }

  private func renewed(
    _ standing: StandingMatching, _ successors: [LineReference: LineReference]
  ) -> LinesMatched {
    LinesMatched(
      id: environment.identifier(), account: standing.account, party: standing.party,
      lines: standing.lines.map { successors[$0.reference] ?? $0.reference }.sorted(), code: standing.code,
      date: standing.date)
  }
}
