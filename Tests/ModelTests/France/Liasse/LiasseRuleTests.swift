import Model
import Testing

@Suite("Rules common to all statements")
struct LiasseRuleTests {
  private func base(_ text: String, _ year: Int = 2025) -> FinancialStatements {
    LiasseFixture.form(.base, year).filled(with: LiasseFixture.standings(text))
  }

  @Test("customers who owe and customers who are owed do not offset each other")
  func thirdParties() {
    let statements = base("411000 1500/-200\n401000 90/-1000\n455100 300/-700\n425000 50/0\n467000 10/-20")
    #expect(statements.figures("BX") == [150_000, 0, 150_000])
    #expect(statements.net("EA") == 22_000)
    #expect(statements.net("DX") == 100_000)
    #expect(statements.net("BZ") == 45_000)
    #expect(statements.net("DV") == 70_000)
    let share = statements.row("BX")?.parts.first
    #expect(share?.isShare == true)
    #expect(share?.side == .debit)
    #expect(statements.row("BZ")?.parts.map(\.account) == ["401000", "455100", "425000", "467000"])
  }

  @Test("the third parties of 43, 44 and of banks are not told apart: the account decides")
  func accountDecides() {
    let statements = base("445660 500/-900\n512000 100/-300")
    #expect(statements.net("DY") == 40_000)
    #expect(statements.net("BZ") == 0)
    #expect(statements.net("DU") == 20_000)
  }

  @Test("losses and interim dividends count against equity")
  func equity() {
    let statements = base("119000 400\n129000 150\n120900 30\n110000 -1000\n512000 420")
    #expect(statements.net("DH") == 45_000)
    #expect(statements.net("DI") == -3_000)
    #expect(statements.net("DL") == 42_000)
    #expect(statements.isSound)
    #expect(statements.findings.map(\.kind) == [.toAllocate])
  }

  @Test("uncalled capital is an asset, called but unpaid capital another")
  func capital() {
    let statements = base("101100 -500\n101200 -300\n101300 -200\n109000 500\n456210 300\n512000 200")
    #expect(statements.figures("AA") == [50_000, 0, 50_000])
    #expect(statements.figures("CB") == [30_000, 0, 30_000])
    #expect(statements.net("DA") == 100_000)
    #expect(statements.net("CO") == 100_000)
    #expect(statements.isSound)
  }

  @Test(
    "what no box takes, or not on that side, is shown and named, and the equations hold",
    arguments: [
      ("181000 40", "hors_actif", FinancialStatements.Finding.Kind.toClear),
      ("580000 40", "hors_actif", .toClear), ("580000 -40", "hors_passif", .toClear),
      ("890000 -40", "hors_passif", .unplaced), ("900000 40", "hors_actif", .unplaced),
      ("AUTRE 40", "hors_actif", .unplaced), ("487000 40", "hors_actif", .wrongSide),
      ("477000 40", "hors_actif", .wrongSide), ("486000 -40", "hors_passif", .wrongSide),
      ("481000 -40", "hors_passif", .wrongSide), ("476000 -40", "hors_passif", .wrongSide),
      ("169000 -40", "hors_passif", .wrongSide), ("519000 40", "hors_actif", .wrongSide),
      ("518100 40", "hors_actif", .wrongSide), ("456200 -40", "hors_passif", .wrongSide),
      ("530000 -40", "hors_passif", .wrongSide), ("730000 -40", "hors_produits", .unplaced),
      ("600000 40", "FW", nil), ("690000 40", "HK", nil),
    ] as [(String, String, FinancialStatements.Finding.Kind?)])
  func outside(line: String, code: String, kind: FinancialStatements.Finding.Kind?) {
    let amount = line.split(separator: " ")[1]
    let against = amount.hasPrefix("-") ? "40" : "-40"
    for system in LiasseSystem.allCases where system == .base || code.hasPrefix("hors") {
      let statements = LiasseFixture.form(system).filled(
        with: LiasseFixture.standings("\(line)\n101300 \(against)"))
      #expect(statements.net(code).map(abs) == 4_000, "\(system)")
      #expect(statements.isSound, "\(system)")
      #expect(statements.findings.map(\.kind) == (kind.map { [$0] } ?? []), "\(system)")
    }
  }

  @Test("suspense accounts stand in their box, and are named")
  func suspense() {
    let statements = base("471000 25\n472000 -5\n512000 -20")
    #expect(statements.net("BZ") == 2_500)
    #expect(statements.net("EA") == 500)
    #expect(statements.findings.map(\.kind) == [.toClear, .toClear])
    #expect(statements.findings.map(\.balance.minor) == [2_500, -500])
  }

  @Test("what the plan of 2025 dropped keeps its box, and is named; before, it was the rule")
  func retired() {
    let text = "675000 100\n775000 -300\n791000 -50\n512000 250"
    #expect(base(text, 2024).findings.isEmpty)
    let now = base(text, 2025)
    #expect(now.findings.map(\.kind) == [.retired, .retired, .retired])
    for statements in [base(text, 2024), now] {
      #expect(statements.net("HF") == 10_000)
      #expect(statements.net("HB") == 30_000)
      #expect(statements.net("FP") == 5_000)
      #expect(statements.net("HN") == 25_000)
      #expect(statements.isSound)
    }
  }

  @Test("differences of valuation are nothing to clear since 2025, suspense accounts before")
  func valuation() {
    #expect(base("474100 10\n475100 -10", 2025).findings.isEmpty)
    #expect(base("474000 10\n475000 -10", 2024).findings.map(\.kind) == [.toClear, .toClear])
  }

  @Test("books that do not balance show both figures and the gap")
  func unbalanced() throws {
    let statements = base("512000 100\n707000 -90")
    let balance = try #require(statements.controls.first { $0.kind == .balance })
    #expect(balance.left.minor == 10_000)
    #expect(balance.right.minor == 9_000)
    #expect(!balance.isHeld)
    #expect(statements.controls.first { $0.kind == .classes }?.isHeld == true)
  }

  @Test("the result that closing entries carried to 12 is held against the income statement")
  func closing() {
    let form = LiasseFixture.form()
    let standings = LiasseFixture.standings("512000 10\n707000 -10")
    let right = form.filled(with: standings, closed: MoneyTotal(minor: 1_000))
    #expect(right.controls.map(\.kind) == [.balance, .result, .classes, .closing])
    #expect(right.isSound)
    #expect(!form.filled(with: standings, closed: MoneyTotal(minor: 900)).isSound)
  }

  @Test("the year before stands beside, line by line and account by account")
  func comparison() throws {
    let before = base("512000 70\n411000 30\n101300 -100", 2024)
    let now = base("512000 -40\n411000 150\n101300 -100\n707000 -10").compared(with: before)
    #expect(now.row("CF")?.previous?.minor == 7_000)
    #expect(now.net("CF") == 0)
    #expect(now.net("DU") == 4_000)
    #expect(now.row("DU")?.previous?.minor == 0)
    #expect(now.row("CO")?.previous?.minor == 10_000)
    #expect(now.row("BX")?.parts.map(\.previous?.minor) == [3_000])
    let gone = try #require(now.row("CF")?.parts.first)
    #expect(gone.amount.isZero)
    #expect(gone.previous?.minor == 7_000)
    #expect(base("512000 1").row("CF")?.previous == nil)
  }

  @Test("an account without box the year before only is still shown")
  func comparisonOutside() throws {
    let before = base("580000 5\n512000 -5", 2024)
    let now = base("512000 10\n101300 -10").compared(with: before)
    let row = try #require(now.row("hors_actif"))
    #expect(row.net.isZero)
    #expect(row.previous?.minor == 500)
    let codes = now.rows.map(\.rubric.code)
    #expect(codes.firstIndex(of: "hors_actif").map { $0 + 1 } == codes.firstIndex(of: "CO"))
  }
}
