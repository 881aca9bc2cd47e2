import Model
import Testing

@Suite("The opening of the next year")
struct OpeningPlanTests {
  @Test("classes 1 to 5 go on, the result goes to 120 or 129, nothing is lost", arguments: [700, -700, 0] as [Int128])
  func result(profit: Int128) {
    let plan = OpeningPlan(
      balances: [
        ("101000", MoneyTotal(minor: -1_000)), ("512000", MoneyTotal(minor: 1_000 + profit)),
        ("707000", MoneyTotal(minor: -profit)),
      ], carried: [], resultAccount: { $0 ? "120000" : "129000" })
    #expect(plan.result == MoneyTotal(minor: profit) && plan.imbalance.isZero)
    #expect(plan.resultAccount == (profit == 0 ? "" : profit > 0 ? "120000" : "129000"))
    #expect(plan.lines.count == (profit == 0 ? 2 : 3))
  }

  @Test("lines that nothing settles stand one by one, what is left of their account beside them")
  func detail() {
    let carried = [line(5_000, "C2"), line(2_000, "C1")]
    let plan = OpeningPlan(
      balances: [("411000", MoneyTotal(minor: 7_500)), ("512000", MoneyTotal(minor: -7_500))], carried: carried,
      resultAccount: { _ in "120000" })
    #expect(plan.lines.map(\.amount.minor) == [500, 2_000, 5_000, -7_500])
    #expect(plan.rows.map(\.lineCount) == [3, 1])
  }

  @Test("an opening too long for one entry is several, each balanced by the opening account, which ends at nothing")
  func parts() {
    let balances =
      (0..<10).map { (account: "40100\($0)", balance: MoneyTotal(minor: -100)) }
      + [(account: "512000", balance: MoneyTotal(minor: 1_000))]
    let plan = OpeningPlan(balances: balances, carried: [], resultAccount: { _ in "120000" })
    let parts = plan.entries(openingAccount: "890000", limit: 4)
    #expect(parts.count == 3)
    for part in parts { #expect(part.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }.isZero) }
    let opening = parts.joined().filter { $0.account == "890000" }
    #expect(opening.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }.isZero && opening.count == 3)
    #expect(plan.entries(openingAccount: "890000").count == 1)
  }

  private func line(_ cents: Int64, _ party: String) -> CarriedLine {
    CarriedLine(
      reference: LineReference(entry: Identifier(high: 1, low: UInt64(cents)), line: 0), account: "411000",
      party: PartyKey(nature: .customer, code: party), debit: Money(minor: cents), credit: .zero, label: "Facture",
      voucherReference: "F\(cents)", voucherDate: CalendarDate(iso: "2026-11-02")!)
  }
}

@Suite("Allocation of the result")
struct ResultAllocationTests {
  @Test(
    "five percent to the legal reserve until a tenth of the capital, losses of before first",
    arguments: [
      (100_000, 1_000_000, 0, 0, 5_000), (100_000, 1_000_000, 98_000, 0, 2_000), (100_000, 1_000_000, 100_000, 0, 0),
      (100_000, 1_000_000, 0, 40_000, 3_000), (100_000, 1_000_000, 0, 200_000, 0), (-5, 1_000_000, 0, 0, 0),
      (101, 1_000_000, 0, 0, 6),
    ] as [(Int128, Int128, Int128, Int128, Int128)])
  func legalReserve(result: Int128, capital: Int128, reserve: Int128, losses: Int128, share: Int128) throws {
    let standing = ResultAllocation.Standing(
      result: MoneyTotal(minor: result), capital: MoneyTotal(minor: capital), legalReserve: MoneyTotal(minor: reserve),
      priorLosses: MoneyTotal(minor: losses))
    #expect(standing.legalReserveShare.minor == share)
    let proposed = try #require(ResultAllocation(proposedFor: standing))
    #expect(proposed.remainder(of: standing.result).isZero)
  }
}
