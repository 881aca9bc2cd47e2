import Model
import Storage

/// What is known when the members decide about the result of a closed year.
public struct AllocationDesk: Sendable, Equatable {
  public let year: FiscalYear
  public let next: FiscalYear
  /// The account 120 or 129 of the next year, and what stands on it.
  public let account: String
  public let standing: ResultAllocation.Standing
  /// Nil when an amount is larger than a line may hold.
  public let proposal: ResultAllocation?
}

extension Books {
  /// What there is to allocate of the result of a closed year.
  ///
  /// - Throws: ``ClosingRefusal`` `.notClosed`, `.nothingToAllocate`, `.allocationDrafted`.
  public func allocationDesk(yearEnd: CalendarDate) async throws -> AllocationDesk {
    try authorise(.draftEntries)
    return try await store.read { try allocationDesk(yearEnd, $0) }
  }

  private func allocationDesk(_ yearEnd: CalendarDate, _ transaction: any ReadTransaction) throws -> AllocationDesk {
    let year = try bookYear(endingOn: yearEnd, in: transaction)
    let closing = try transaction.closings().first { $0.year == year.year && $0.isClosed }
    let next = try transaction.bookYears().first { year.year.end.adding(days: 1) == $0.year.start }
    guard let closing, let next else { throw ClosingRefusal.notClosed(year.year) }
    let balance = try transaction.trialBalance(year: next.number, through: .latest)
    func credit(_ root: String) -> MoneyTotal {
      balance.rows.filter { $0.account.hasPrefix(root) }.reduce(MoneyTotal.zero) { $0 + $1.credit - $1.debit }
    }
    let result = credit("12")
    // Another side than that of the closing says that more was allocated than there was.
    guard !closing.fact.result.isZero, !result.isZero, (result.minor > 0) == (closing.fact.result.minor > 0) else {
      throw ClosingRefusal.nothingToAllocate
    }
    if let draft = try Self.waitingAllocation(in: next.year, transaction) {
      throw ClosingRefusal.allocationDrafted(draft)
    }
    let standing = ResultAllocation.Standing(
      result: result, capital: credit("101"), legalReserve: credit("1061"), priorLosses: .zero - credit("119"))
    let root = result.minor > 0 ? "120" : "129"
    return AllocationDesk(
      year: year.year, next: next.year,
      account: AccountNumber.like(try transaction.accounts().map(\.account), beginning: root), standing: standing,
      proposal: ResultAllocation(proposedFor: standing))
  }

  /// Keeps the allocation of a result as a draft of the next year: somebody reads it again, and validates it.
  ///
  /// - Parameter decided: the day of the members' decision: the draft's piece bears it.
  /// - Throws: ``ClosingRefusal`` `.allocationUnbalanced`, `.decisionOutside`, `.priorLossesExceeded`, and those of
  ///   ``allocationDesk(yearEnd:)``.
  @discardableResult
  public func draftAllocation(
    _ allocation: ResultAllocation, yearEnd: CalendarDate, decided: CalendarDate
  ) async throws -> EntryDraft {
    let desk = try await allocationDesk(yearEnd: yearEnd)
    let left = allocation.remainder(of: desk.standing.result)
    guard left.isZero, let result = Int64(exactly: desk.standing.result.minor) else {
      throw ClosingRefusal.allocationUnbalanced(left)
    }
    let today = open.environment.today()
    guard decided > desk.year.end, decided <= today else {
      throw ClosingRefusal.decisionOutside(after: desk.year.end, through: today)
    }
    let losses = max(0, desk.standing.priorLosses.minor)
    guard Int128(-allocation.carriedLoss.minor) <= losses else {
      throw ClosingRefusal.priorLossesExceeded(MoneyTotal(minor: losses))
    }
    let known = try await store.read { try $0.accounts().map(\.account) }
    var masters: [NewMaster] = []
    var lines = [line(desk.account, credit: Money(minor: -result), place: 1)]
    for (rank, share) in allocation.shares.enumerated() {
      let number = AccountNumber.like(known, beginning: share.root)
      if !known.contains(number) {
        masters.append(.account(number: number, label: planLabel(of: number) ?? "Affectation du résultat"))
      }
      lines.append(line(number, credit: share.credit, place: Int64(rank + 2)))
    }
    let journal = "OD"
    masters.append(.journal(code: journal, label: "Opérations diverses"))
    let draft = EntryDraft(
      id: open.environment.identifier(), journal: journal,
      // A decision that came too late for the year after stands on its last day.
      date: min(decided, desk.next.end),
      voucherReference: "DECISION-\(decided.compact)", voucherDate: decided,
      label: "Affectation du résultat de l’exercice \(desk.year.name)", lines: lines)
    return try await saveDraft(draft, making: masters) { transaction in
      // Somebody may have drafted it, or changed what there is, since the desk was read.
      let now = try allocationDesk(yearEnd, transaction)
      guard now.standing == desk.standing else {
        throw ClosingRefusal.allocationUnbalanced(allocation.remainder(of: now.standing.result))
      }
    }
  }

  /// The draft that allocates the result of a year and waits to be validated; nil when there is none.
  public func waitingAllocation(yearEnd: CalendarDate) async throws -> Identifier<Draft>? {
    try authorise(.draftEntries)
    return try await store.read { transaction in
      let next = try transaction.bookYears().first { yearEnd.adding(days: 1) == $0.year.start }
      return try next.flatMap { try Self.waitingAllocation(in: $0.year, transaction) }
    }
  }

  private static func waitingAllocation(
    in next: FiscalYear, _ transaction: any ReadTransaction
  ) throws -> Identifier<Draft>? {
    try transaction.openDraft(onAccountsBeginning: "12", in: next)
  }

  private func line(_ account: String, credit: Money, place: Int64) -> EntryDraftLine {
    let amount = credit.minor < 0 ? DraftAmount(debit: -credit) : DraftAmount(credit: credit)
    return EntryDraftLine(id: open.environment.identifier(), account: account, amount: amount, place: place)
  }
}
