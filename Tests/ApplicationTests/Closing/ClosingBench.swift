import Model

@testable import Application

extension DailyBench {
  /// Closes 2026, whatever is to be looked at.
  @discardableResult
  func close2026() async throws -> ClosingOutcome {
    try await books.closeYear(endingOn: Workbench.year.end, accepting: Set(ClosingCheck.allCases))
  }

  static let year2027 = Workbench.date("2027-12-31")

  /// Debit less credit of every account and third party: at the end of a year, or what it opened with.
  func standing(_ yearEnd: CalendarDate, isOpening: Bool) async throws -> [String: MoneyTotal] {
    var found: [String: MoneyTotal] = [:]
    for row in try await books.trialBalance(yearEnd: yearEnd, at: nil).rows {
      let balance = isOpening ? row.openingDebit - row.openingCredit : row.balance
      if !balance.isZero { found[row.account] = balance }
    }
    for account in try await books.auxiliaryBalance(yearEnd: yearEnd, after: nil, limit: 10_000).accounts {
      for row in account.rows {
        guard let party = row.party else { continue }
        let balance = isOpening ? row.openingDebit - row.openingCredit : row.debit - row.credit
        if !balance.isZero { found["\(row.account) \(party.code)"] = balance }
      }
    }
    return found
  }

  /// What the next year has to open with: classes 1 to 5, and the result on 120 or 129.
  func expectedOpening() async throws -> [String: MoneyTotal] {
    let left = try await standing(Workbench.year.end, isOpening: false)
    var expected = left.filter { OpeningPlan.isCarried($0.key) }
    let result = left.filter { OpeningPlan.isOfResult($0.key) && !$0.key.contains(" ") }.values
      .reduce(MoneyTotal.zero, +)
    if !result.isZero { expected[result.minor < 0 ? "120000" : "129000", default: .zero] += result }
    return expected
  }

  func supplierPayment(_ cents: Int64, on day: String) -> EntryDraft {
    EntryDraft(
      id: identifier(), journal: "BQ", date: Workbench.date(day), voucherReference: "VIR\(cents)", label: "Virement",
      lines: [
        EntryDraftLine(
          id: identifier(), account: "401000", party: PartyKey(nature: .supplier, code: "M1"),
          amount: DraftAmount(debit: Money(minor: cents)), place: 1),
        EntryDraftLine(
          id: identifier(), account: "512000", amount: DraftAmount(credit: Money(minor: cents)), place: 2),
      ])
  }

  func open(_ cents: Int64, endingOn end: CalendarDate? = nil) async throws -> [LineReference] {
    try await books.matchingDesk(account: "401000", party: "M1", yearEnd: end).lines
      .filter { $0.amount.minor.magnitude == cents.magnitude }.map(\.reference)
  }
}
