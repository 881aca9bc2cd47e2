import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Balance âgée and statements of account")
struct AgedBalanceTests {
  @Test(
    "what is open is told by its due date, third party by third party, and adds up to the general balance",
    arguments: Engine.available)
  func buckets(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    // Due 15 May and 10 September; the purchase of the file has no due date and counts at 20 March.
    try await daily.post([daily.purchase(12_000), daily.purchase(700, on: "2026-08-11")])
    let day = Workbench.date("2026-09-30")
    let balance = try await daily.books.agedBalance(.suppliers, yearEnd: Workbench.year.end, at: day, limit: 50)
    #expect(balance.isEven && balance.balance.minor == -65_450)
    let row = try #require(balance.accounts.first?.rows.first)
    #expect(row.party?.code == "M1" && balance.accounts.count == 1)
    #expect(row.amounts[.upTo30].minor == -700 && row.amounts[.beyond90].minor == -64_750)
    let customers = try await daily.books.agedBalance(.customers, yearEnd: Workbench.year.end, at: day, limit: 50)
    #expect(customers.accounts.isEmpty && customers.isEven && customers.total.isNil, "the file matched them")
    let before = try await daily.books.agedBalance(
      .customers, yearEnd: Workbench.year.end, at: Workbench.date("2026-02-28"), limit: 50)
    #expect(before.isEven && before.total[.upTo30].minor == 120_000, "not yet paid on that day")
    #expect(
      try await daily.books.agedTotal(.suppliers, yearEnd: Workbench.year.end, at: day).total == balance.balance)
    await #expect(throws: ReportRefusal.unknownAccount("409999")) {
      _ = try await daily.books.agedBalance(
        .suppliers, yearEnd: Workbench.year.end, at: day, account: "409999", limit: 50)
    }
    try await daily.close()
  }

  @Test("a matching counts from its day on, a partial one leaves its rest, an undone one never was")
  func matchings() async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(5_000)])
    let lines = try await daily.books.matchingDesk(account: "401000", party: "M1").lines
    let pair = lines.filter { [12_000, 5_000].contains($0.amount.minor.magnitude) }.map(\.reference)
    let today = Workbench.date("2026-11-18")
    func amounts(_ day: CalendarDate) async throws -> AgedAmounts {
      let balance = try await daily.books.agedBalance(.suppliers, yearEnd: Workbench.year.end, at: day, limit: 9)
      #expect(balance.isEven)
      return balance.total
    }
    let open = try await amounts(today)
    let made = try await daily.books.matchLines(pair, isPartial: true)
    #expect(try await amounts(today).total == open.total)
    let statement = try await daily.books.partyStatement(
      "401000", party: "M1", yearEnd: Workbench.year.end, at: today, scope: .open)
    #expect(statement.lines.map(\.open.minor).sorted() == [-52_750, -7_000], "7,000 are left of 12,000")
    #expect(statement.lines.last?.balance == statement.total && statement.total == open.total)
    #expect(statement.lines.contains { $0.isDueStated } && statement.lines.contains { !$0.isDueStated })
    let yesterday = try await daily.books.partyStatement(
      "401000", party: "M1", yearEnd: Workbench.year.end, at: Workbench.date("2026-11-17"), scope: .open)
    #expect(yesterday.lines.count == 3, "nothing was matched yet on that day")
    try await daily.books.unmatch([made.id], reason: "erreur")
    #expect(try await amounts(today) == open)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.books.rebuild { _ in }
    #expect(try await amounts(today) == open)
    try await daily.close()
  }

  @Test("a statement of a period begins with what precedes it, and ends with the balance")
  func period() async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(5_000)])
    let statement = try await daily.books.partyStatement(
      "401000", party: "M1", yearEnd: Workbench.year.end, at: Workbench.date("2026-11-18"),
      scope: .period(from: Workbench.date("2026-04-01")))
    #expect(statement.carried.minor == -52_750 && statement.lines.count == 2)
    #expect(statement.lines.last?.balance.minor == -59_750 && !statement.isCut)
    await #expect(throws: MatchingRefusal.unknownParty("Z9")) {
      _ = try await daily.books.partyStatement(
        "401000", party: "Z9", yearEnd: Workbench.year.end, at: Workbench.date("2026-11-18"), scope: .open)
    }
    try await daily.close()
  }

  @Test("pages follow one another by key, forward and backward, and hold every third party once", arguments: [1, 3, 7])
  func pages(limit: Int) async throws {
    let daily = try await DailyBench(importing: SampleFEC.sales(120))
    func page(_ cursor: AuxiliaryReport.Cursor?) async throws -> AgedBalance {
      try await daily.books.agedBalance(
        .customers, yearEnd: Workbench.year.end, at: Workbench.year.end, after: cursor, limit: limit)
    }
    var (codes, starts): ([String], [AuxiliaryReport.Cursor?]) = ([], [])
    var (cursor, isLast): (AuxiliaryReport.Cursor?, Bool) = (nil, false)
    while !isLast {
      let shown = try await page(cursor)
      #expect(shown.isEven && shown.previous == (starts.count < 2 ? nil : starts[starts.count - 1]))
      starts.append(cursor)
      codes += shown.accounts.flatMap(\.rows).compactMap { $0.party?.code }
      (cursor, isLast) = (shown.next, shown.next == nil)
    }
    #expect(codes == codes.sorted() && Set(codes).count == 50 && codes.count == 50)
    try await daily.close()
  }
}

extension DailyBench {
  /// A payment of a supplier, not saved: the supplier is its first line.
  func payment(_ cents: Int64, on day: String = "2026-05-20") -> EntryDraft {
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
}
