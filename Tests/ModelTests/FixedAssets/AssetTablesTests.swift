import Model
import Testing

@Suite("Tables 2054 and 2055")
struct AssetTablesTests {
  private func row(_ account: String, _ cents: Int64) -> TrialBalance.Row {
    TrialBalance.Row(
      account: account, label: "", debit: MoneyTotal(minor: Int128(max(cents, 0))),
      credit: MoneyTotal(minor: Int128(max(-cents, 0))))
  }

  private func record(_ asset: UInt64, _ year: Int, _ cents: Int64, _ outcome: DraftOutcome) -> AssetRecord {
    AssetRecord(
      asset: AssetSample.id(asset), yearEnd: AssetSample.calendar(year).end, purpose: .depreciation,
      charge: Money(minor: cents), derogatory: .zero, draft: AssetSample.id(100), outcome: outcome)
  }

  @Test("start, increases, decreases and end by line, and the accounts beside them")
  func tables() throws {
    var oven = AssetSample.machine(100, years: 5, from: "2023-01-01")
    oven.prior = PriorDepreciation(through: AssetSample.day("2024-12-31"), amount: Money(minor: 4_000))
    var sold = AssetSample.machine(50, years: 5, from: "2024-01-01")
    (sold.id, sold.disposal) = (AssetSample.id(2), Disposal(date: AssetSample.day("2025-07-01"), price: nil))
    var van = AssetSample.machine(200, years: 5, from: "2025-03-01")
    (van.id, van.account, van.depreciationAccount) = (AssetSample.id(3), "218200", "281800")
    var later = AssetSample.machine(999, years: 5, from: "2026-01-01")
    later.id = AssetSample.id(4)
    let posted = DraftOutcome.posted(AssetSample.id(200))
    let tables = AssetTables(
      AssetSample.accounts, year: AssetSample.calendar(2025), assets: [oven, sold, van, later],
      records: [
        record(1, 2025, 2_000, posted), record(2, 2024, 1_000, posted), record(2, 2025, 500, posted),
        record(3, 2025, 3_000, .draft),
      ],
      balances: [
        row("215400", 10_000), row("218200", 20_000), row("281540", -6_000), row("281800", -100), row("291000", -7),
      ])
    let cost = try #require(tables.costs.first { $0.rubric.code == "techniques" })
    #expect([cost.opening, cost.increases, cost.decreases, cost.closing].map(\.minor) == [15_000, 0, 5_000, 10_000])
    #expect(cost.difference.isZero && cost.accounts == ["215400"])
    let transport = try #require(tables.costs.first { $0.rubric.code == "transport" })
    #expect([transport.opening, transport.increases, transport.closing].map(\.minor) == [0, 20_000, 20_000])
    let charge = try #require(tables.depreciation.first { $0.rubric.code == "techniques" })
    #expect([charge.opening, charge.increases, charge.decreases].map(\.minor) == [5_000, 2_500, 1_500])
    #expect(charge.closing.minor == 6_000 && charge.difference.isZero)
    // A draft stands in no account; a common account goes to the line of its only assets.
    let van2055 = try #require(tables.depreciation.first { $0.rubric.code == "transport" })
    #expect(van2055.accounts == ["281800"] && van2055.closing.isZero && van2055.difference.minor == -100)
  }
}
