import Model
import Testing

@Suite("Cut-off")
struct CutOffTests {
  private static let year = AssetSample.calendar(2025)

  private static func period(_ start: String, _ end: String) -> CutOffPeriod {
    CutOffPeriod(start: AssetSample.day(start), end: AssetSample.day(end))
  }

  private func text(_ request: CutOffRequest) -> [String] {
    request.lines(AssetSample.accounts, year: Self.year).map { "\($0.account) \($0.amount.minor)" }
  }

  @Test("a share goes by days after the year, both ends of the period included")
  func share() {
    // 1 October 2025 to 30 September 2026: 365 days, 273 of them after 31 December: 1 200 × 273 / 365 = 897,53.
    let year = Self.period("2025-10-01", "2026-09-30")
    #expect(year.days == 365 && year.days(after: Self.year.end) == 273)
    #expect(year.share(of: Money(minor: 120_000), after: Self.year.end).minor == 89_753)
    // All of it after the year.
    let later = Self.period("2026-01-01", "2026-03-31")
    #expect(later.share(of: Money(minor: 999), after: Self.year.end).minor == 999)
    #expect(Self.period("2025-01-01", "2025-12-31").days(after: Self.year.end) == 0)
  }

  @Test("each kind takes its accounts: 486, 487, 408 with 44586, 418 with 44587")
  func lines() {
    let period = Self.period("2025-07-01", "2026-06-30")
    #expect(
      text(
        CutOffRequest(
          kind: .prepaidExpense, label: "x", account: "616000", amount: Money(minor: 36_500), period: period))
        == ["486000 18100", "616000 -18100"])
    #expect(
      text(
        CutOffRequest(
          kind: .deferredIncome, label: "x", account: "706000", amount: Money(minor: 36_500), period: period))
        == ["706000 18100", "487000 -18100"])
    #expect(
      text(
        CutOffRequest(
          kind: .invoiceNotReceived, label: "x", account: "606100", amount: Money(minor: 10_000),
          vat: Money(minor: 2_000)))
        == ["606100 10000", "445860 2000", "408100 -12000"])
    #expect(
      text(
        CutOffRequest(
          kind: .invoiceToMake, label: "x", account: "701000", amount: Money(minor: 10_000), vat: Money(minor: 550)))
        == ["418100 10550", "701000 -10000", "445870 -550"])
    #expect(
      text(CutOffRequest(kind: .invoiceNotReceived, label: "x", account: "215400", amount: Money(minor: 10_000)))
        == ["215400 10000", "408400 -10000"])
  }

  @Test("an entry of any kind balances")
  func balance() {
    for kind in CutOffKind.allCases {
      let request = CutOffRequest(
        kind: kind, label: "x", account: kind == .deferredIncome || kind == .invoiceToMake ? "706000" : "613000",
        amount: Money(minor: 77_777), vat: Money(minor: 15_555), period: Self.period("2025-11-07", "2026-02-19"))
      #expect(request.problems(yearEnd: Self.year.end).isEmpty)
      #expect(request.lines(AssetSample.accounts, year: Self.year).reduce(0) { $0 + $1.amount.minor } == 0)
    }
  }

  @Test("every fault is told")
  func problems() {
    let sound = CutOffRequest(
      kind: .prepaidExpense, label: "Loyer", account: "613200", amount: Money(minor: 1_000),
      period: Self.period("2025-12-01", "2026-01-31"))
    func problems(_ change: (inout CutOffRequest) -> Void) -> [CutOffProblem] {
      var request = sound
      change(&request)
      return request.problems(yearEnd: Self.year.end)
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.label = "" } == [.labelMissing])
    #expect(problems { $0.account = "706000" } == [.accountWrong])
    #expect(problems { $0.amount = .zero } == [.amountNotPositive])
    #expect(problems { $0.period = nil } == [.periodMissing])
    #expect(problems { $0.period = Self.period("2026-01-31", "2025-12-01") } == [.periodBackward])
    #expect(problems { $0.period = Self.period("2025-01-01", "2025-12-31") } == [.periodEndsInYear])
    #expect(
      problems { ($0.amount, $0.period) = (Money(minor: 1), Self.period("2025-01-01", "2026-01-01")) } == [
        .nothingToCarry
      ])
    #expect(problems { ($0.kind, $0.vat) = (.invoiceNotReceived, Money(minor: -1)) } == [.vatOutOfBounds])
    #expect(problems { ($0.label, $0.account) = ("", "") } == [.labelMissing, .accountWrong])
  }
}
