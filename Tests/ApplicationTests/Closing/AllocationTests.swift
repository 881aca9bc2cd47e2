import Model
import Storage
import Testing

@testable import Application

@Suite("The result of a closed year")
struct AllocationTests {
  @Test("is allocated once: neither beside a draft that waits, nor once nothing is left", arguments: Engine.available)
  func once(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-06-20")
    try await daily.close2026()
    let end = Workbench.year.end
    let desk = try await daily.books.allocationDesk(yearEnd: end)
    // 1,000 of sales less 500 of flour.
    #expect(desk.standing.result.minor == 50_000)
    let proposal = try #require(desk.proposal)
    let decided = Workbench.date("2027-06-15")
    let draft = try await daily.books.draftAllocation(proposal, yearEnd: end, decided: decided)
    #expect(draft.date == decided && draft.voucherDate == decided)
    await #expect(throws: ClosingRefusal.allocationDrafted(draft.id)) {
      try await daily.books.draftAllocation(proposal, yearEnd: end, decided: decided)
    }
    try await daily.books.post([(draft.id, draft.heads)])
    await #expect(throws: ClosingRefusal.nothingToAllocate) { try await daily.books.allocationDesk(yearEnd: end) }
    try await daily.close()
  }

  @Test(
    "asked for many times at one moment, is drafted once; the draft that waits is told", arguments: Engine.available)
  func together(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-06-20")
    try await daily.close2026()
    let (end, books) = (Workbench.year.end, daily.books)
    #expect(try await books.waitingAllocation(yearEnd: end) == nil)
    let proposal = try #require(try await books.allocationDesk(yearEnd: end).proposal)
    let drafted: [Identifier<Draft>] = try await withThrowingTaskGroup(of: Identifier<Draft>?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            return try await books.draftAllocation(proposal, yearEnd: end, decided: Workbench.date("2027-06-15")).id
          } catch is ClosingRefusal { return nil }
        }
      }
      return try await group.reduce(into: []) { if let id = $1 { $0.append(id) } }
    }
    #expect(drafted.count == 1)
    #expect(try await books.waitingAllocation(yearEnd: end) == drafted.first)
    try await daily.close()
  }

  @Test("is decided after the year and not in days to come, and pays no loss that is not there")
  func bounds() async throws {
    let daily = try await DailyBench(on: "2027-06-20")
    try await daily.close2026()
    let (end, today) = (Workbench.year.end, Workbench.date("2027-06-20"))
    let desk = try await daily.books.allocationDesk(yearEnd: end)
    let proposal = try #require(desk.proposal)
    for day in ["2026-12-31", "2026-06-20", "2027-06-21", "2030-06-20"] {
      await #expect(throws: ClosingRefusal.decisionOutside(after: end, through: today), "\(day)") {
        try await daily.books.draftAllocation(proposal, yearEnd: end, decided: Workbench.date(day))
      }
    }
    var paid = proposal
    paid.retained = Money(minor: paid.retained.minor - 100)
    paid.carriedLoss = Money(minor: -100)
    await #expect(throws: ClosingRefusal.priorLossesExceeded(.zero)) {
      try await daily.books.draftAllocation(paid, yearEnd: end, decided: today)
    }
    try await daily.books.draftAllocation(proposal, yearEnd: end, decided: today)
    try await daily.close()
  }
}
