import Model
import Testing

@Suite("Formulas of guides")
struct GuideFormulaTests {
  private static func line(
    _ formula: String, _ side: GuideLine.Side = .debit, _ account: String = "601000"
  ) -> GuideLine {
    GuideLine(account: account, side: side, formula: formula)
  }

  @Test(
    "one formula, by the amount of the first line",
    arguments: [
      ("TTC/1,2", 120_000, 100_000), ("=TTC / 1.2", 10_000, 8_333), ("TTC*20%", 8_333, 1_667), ("L1*5,5%", 1_000, 55),
      ("(L1+L1)/4", 1_001, 501), ("-L1", 500, -500), ("1200,00", 1, 120_000), ("L1-10*2", 5_000, 3_000),
      ("L1/3", 100, 33), ("L1*2,5%", 20, 1), ("ttc", 777, 777),
    ])
  func values(formula: String, typed: Int64, expected: Int64) {
    let lines = [Self.line("TTC"), Self.line(formula, .credit)]
    #expect(lines.amounts(typed: [0: typed])[1] == expected, "\(formula)")
  }

  @Test(
    "what is no formula",
    arguments: ["", "=", "L1*", "1,234,5", "(L1", "L1)", "L0", "L99", "1 € 2", "L1%%%x(", "é", "--", "1//2"])
  func malformed(text: String) {
    #expect(GuideFormula(text) == nil, "\(text)")
  }

  @Test("an invoice by its total: tax and net add up to it, to the cent, whatever it is")
  func invoice() {
    let lines = [
      Self.line("TTC/1,2"), GuideLine(account: "445660", side: .debit, formula: "SOLDE"),
      GuideLine(account: "401000", party: .asked, side: .credit, formula: "TTC"),
    ]
    #expect(lines.defects.isEmpty)
    for cents in Array(-500...5_000) + [99_999_999, 1_000_000_000_000] {
      let amounts = lines.amounts(typed: [2: Int64(cents)]).compactMap(\.self)
      #expect(amounts.count == 3 && amounts[0] + amounts[1] == amounts[2], "\(cents)")
    }
    #expect(lines.amounts() == [nil, nil, nil])
    // What is typed stands, and the others follow it.
    #expect(lines.amounts(typed: [0: 900, 2: 1_100]) == [900, 200, 1_100])
  }

  @Test("what is wrong with lines, each in its place")
  func defects() {
    func found(_ lines: [GuideLine]) -> [GuideLineDefect] { lines.defects.map(\.defect) }
    #expect(found([Self.line("TTC", .debit, "6X")]) == [.account])
    #expect(found([Self.line("1,2,3")]) == [.formula])
    #expect(found([Self.line("TTC/2")]) == [.unknownWord("TTC")])
    #expect(found([Self.line("L1")]) == [.unknownLine] && found([Self.line("L2")]) == [.unknownLine])
    #expect(found([Self.line("SOLDE"), Self.line("SOLDE", .credit)]) == [.balancedTwice])
    #expect(found([Self.line("L2"), Self.line("L1", .credit)]) == [.circle])
    #expect(found([Self.line("TTC"), Self.line("L1/0", .credit)]) == [])
    #expect([Self.line("TTC"), Self.line("L1/0", .credit)].amounts(typed: [0: 5]) == [5, nil])
  }

  @Test("numbers too large for an amount are no amount, and trap nothing")
  func bounds() {
    let lines = [Self.line("TTC"), Self.line("L1*999999999999999*999999999999999", .credit)]
    #expect(lines.amounts(typed: [0: Money.largestMinor]) == [Money.largestMinor, nil])
    let deep = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(GuideFormula(deep) == nil && GuideFormula(String(repeating: "-", count: 100) + "1") == nil)
  }
}
