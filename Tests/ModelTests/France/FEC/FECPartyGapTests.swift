import Testing

@testable import Model

@Suite("Openings held to the year before, third party by third party")
struct FECPartyGapTests {
  /// `C1 120` on 411000, written shortly; amounts in cents.
  private static func shares(_ amounts: KeyValuePairs<String, Int64>, on account: String) -> [FECLinks.PartyShare] {
    amounts.enumerated().map { place, each in
      FECLinks.PartyShare(
        account: account, party: each.key, balance: MoneyTotal(minor: Int128(each.value)), line: place + 2)
    }
  }

  private static func gaps(
    _ opening: KeyValuePairs<String, Int64>, _ closing: KeyValuePairs<String, Int64>, on account: String = "411000",
    sparing told: Set<String> = []
  ) -> [String] {
    FECLinks.partyGaps(shares(opening, on: account), against: shares(closing, on: "411000"), sparing: told).map {
      "\($0.party ?? "–") \($0.opening.minor) \($0.closing.minor) \($0.leftParties) \($0.line ?? 0)"
    }
  }

  @Test("two customers exchanged are both told, with the line of each")
  func exchanged() {
    #expect(Self.gaps(["C1": 60, "C2": 120], ["C1": 120, "C2": 60]) == ["C1 60 120 0 2", "C2 120 60 0 3"])
  }

  @Test("a third party that one year alone names is told; one at nothing is as if it were not named")
  func moved() {
    #expect(Self.gaps(["C1": 100, "C3": 20], ["C1": 100, "C2": 20]) == ["C2 0 20 0 0", "C3 20 0 0 3"])
    #expect(Self.gaps(["C1": 100, "C9": 0], ["C1": 100, "C2": 0]).isEmpty)
  }

  @Test("an account written longer is the same one, and its lines for one third party are added up")
  func longer() {
    #expect(Self.gaps(["C1": 70, "C1": 30], ["C1": 100], on: "41100000").isEmpty)
  }

  @Test("openings by account alone are told once; a year before that names nobody cannot be held to")
  func global() {
    #expect(Self.gaps([:], ["C1": 100, "C2": 20]) == ["– 0 0 2 0"])
    #expect(Self.gaps(["C1": 100, "C2": 20], [:]).isEmpty)
  }

  @Test("an account already told of is not told of again")
  func spared() {
    #expect(Self.gaps(["C1": 60], ["C1": 120], sparing: ["411"]).isEmpty)
    let gaps = { (receivable: Int64) -> [FECAnomaly.Code] in
      let year = FECLinks(
        opening: [.init(account: "411000", balance: MoneyTotal(minor: Int128(receivable)), line: 2)],
        partyOpening: Self.shares(["C1": 60], on: "411000"))
      let before = FECLinks(
        closing: ["411000": MoneyTotal(minor: Int128(120))], partyClosing: Self.shares(["C1": 120], on: "411000"))
      return FECLinks.gaps(of: year, against: before, ended: Self.year).map(\.code)
    }
    #expect(gaps(60) == [.openingDiffers])
    #expect(gaps(120) == [.openingPartyDiffers])
  }

  private static let year = try! FiscalYear(
    start: CalendarDate(number: 20_250_101)!, end: CalendarDate(number: 20_251_231)!)

  @Test("a year without openings is told as a whole, not customer by customer")
  func missing() {
    let before = FECLinks(
      closing: ["411000": MoneyTotal(minor: Int128(120))], partyClosing: Self.shares(["C1": 120], on: "411000"))
    #expect(FECLinks.gaps(of: FECLinks(), against: before, ended: Self.year).map(\.code) == [.openingMissing])
  }
}
