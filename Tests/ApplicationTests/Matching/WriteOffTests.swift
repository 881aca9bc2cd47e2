import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Differences written off")
struct WriteOffActTests {
  private static let words = WriteOffWords(
    label: "Écart", takenBack: "Écart repris", journalLabel: "OD", lossLabel: "Charges", gainLabel: "Produits")

  private func open(_ daily: DailyBench) async throws -> [OpenLine] {
    try await daily.books.matchingDesk(account: "401000", party: "M1").lines
  }

  private func pair(_ daily: DailyBench, _ amounts: Set<UInt64>) async throws -> [LineReference] {
    try await open(daily).filter { amounts.contains($0.amount.minor.magnitude) }.map(\.reference)
  }

  @Test(
    "an entry books the difference in the same act, and undoing opens the lines again", arguments: Engine.available,
    [11_997, 12_004] as [Int64])
  func act(engine: Engine, paid: Int64) async throws {
    let daily = try await DailyBench(engine)
    try await daily.post([daily.purchase(12_000), daily.payment(paid)])
    let before = try await open(daily)
    let sums = try await daily.books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let made = try await daily.books.matchLines(
      try await pair(daily, [12_000, UInt64(paid)]), writingOffAs: Self.words)
    #expect(made.code == "AAA" && made.lines.count == 3)
    #expect(try await open(daily).count == before.count - 2)
    let id = try #require(try await daily.books.store.read { try $0.writeOff(of: made.id) })
    let entry = try #require(try await daily.books.store.read { try $0.entry(id) })
    #expect(entry.journal == "OD" && entry.number == "1" && entry.imbalance.isZero && entry.voucherReference == "AAA")
    #expect(entry.lines[1].account == (paid < 12_000 ? "758000" : "658000"))
    #expect(entry.lines[1].debit.minor + entry.lines[1].credit.minor == abs(12_000 - paid))
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.books.unmatch([made.id], reason: "erreur", words: Self.words)
    #expect(try await open(daily) == before, "as open as before")
    let after = try await daily.books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    for row in sums.rows {
      #expect(after.rows.first { $0.account == row.account }?.balance == row.balance, "\(row.account)")
    }
    #expect(after.rows.allSatisfy { row in sums.rows.contains { $0.account == row.account } || row.balance.isZero })
    #expect(try await daily.books.reversalLinks(id).by?.reason == "erreur")
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.verify { _ in }.isSound)
    #expect(try await open(daily) == before)
    try await daily.close()
  }

  @Test("what is more than the company tolerates is refused; the bound is the company's, and has its own bounds")
  func tolerance() async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(11_990)])
    let lines = try await pair(daily, [12_000, 11_990])
    #expect(try await daily.books.matchingTolerance() == Money(minor: 5))
    await #expect(throws: MatchingRefusal.beyondTolerance(MoneyTotal(minor: -10), Money(minor: 5))) {
      try await daily.books.matchLines(lines, writingOffAs: Self.words)
    }
    await #expect(throws: MatchingRefusal.toleranceOutOfBounds) {
      try await daily.books.setMatchingTolerance(Money(minor: 1_001))
    }
    try await daily.books.setMatchingTolerance(Money(minor: 10))
    let plan = try await daily.books.proposeMatchings(account: "401000", party: "M1", tolerance: Money(minor: 10))
    let near = try #require(plan.groups.first { $0.basis == .near })
    let made = try await daily.books.applyMatchings([], writingOff: [near.lines.map(\.reference)], words: Self.words)
    #expect(made.map(\.code) == ["AAA"])
    let told = try await daily.books.audit(AuditQuestion(kind: .matchings)).records.flatMap(\.facts)
    let change = try #require(told.flatMap(\.changes).first)
    #expect(change.place.field == .tolerance && change.new == .money(Money(minor: 10)) && change.old == .unsaid)
    try await daily.close()
  }

  @Test("a locked month refuses the entry, and with it the matching")
  func locked() async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(12_001)])
    let lines = try await pair(daily, [12_000, 12_001])
    try await daily.books.setPeriodLocks(months: [202_611], isLocked: true, reason: "clos")
    let before = try await open(daily)
    await #expect(throws: MatchingRefusal.writeOffRefused(.dayRefused([.monthLocked(202_611)]))) {
      try await daily.books.matchLines(lines, writingOffAs: Self.words)
    }
    #expect(try await open(daily) == before)
    try await daily.close()
  }

  @Test("a whole proposal is applied in one act, and leaves what has a difference alone")
  func wholePlan() async throws {
    let daily = try await DailyBench()
    try await daily.post([
      daily.purchase(12_000), daily.payment(12_000), daily.purchase(700), daily.payment(700), daily.purchase(90),
      daily.payment(91),
    ])
    let made = try await daily.books.applyWholePlan(account: "401000", party: "M1")
    #expect(made.count == 2 && made.allSatisfy { !MatchingCode.isPartial($0.code) })
    #expect(try await open(daily).count == 3)
    await #expect(throws: MatchingRefusal.nothingChosen) {
      try await daily.books.applyWholePlan(account: "401000", party: "M1")
    }
    try await daily.close()
  }
}
