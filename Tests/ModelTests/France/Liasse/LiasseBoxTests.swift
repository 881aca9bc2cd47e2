import Model
import Testing

@Suite("Boxes of the liasse")
struct LiasseBoxTests {
  struct Table: Sendable, CustomStringConvertible {
    let system: LiasseSystem
    let year: Int
    let cases: String

    var description: String { "\(system) \(year)" }
  }

  static let tables = [
    Table(system: .base, year: 2024, cases: BoxCases.baseBalanceSheet),
    Table(system: .base, year: 2025, cases: BoxCases.baseBalanceSheet),
    Table(system: .base, year: 2024, cases: BoxCases.baseIncomeStatement),
    Table(system: .base, year: 2025, cases: BoxCases.baseIncomeStatement),
    Table(system: .base, year: 2024, cases: BoxCases.base2024),
    Table(system: .base, year: 2025, cases: BoxCases.base2025),
    Table(system: .simplified, year: 2024, cases: BoxCases.simplified + "\n" + BoxCases.simplified2024),
    Table(system: .simplified, year: 2025, cases: BoxCases.simplified + "\n" + BoxCases.simplified2025),
  ]

  @Test("an account with a balance on that side fills that box, that column, and no other", arguments: tables)
  func boxes(_ table: Table) {
    let form = LiasseFixture.form(table.system, table.year)
    for line in table.cases.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let (account, isDebit, code) = (words[0], words[1] == "D", String(words[2].dropLast()))
      let isNegative = words[2].hasSuffix("-")
      let statements = form.filled(with: LiasseFixture.standings("\(account) \(isDebit ? "100" : "-100")"))
      let filled = statements.rows.filter { !$0.parts.isEmpty }
      #expect(filled.map(\.rubric.code) == [code], "\(line)")
      guard let row = filled.first else { continue }
      #expect(row.rubric.kind == .line, "\(line)")
      // An asset's `-` is its column of depreciations; elsewhere it is an amount that counts against its line.
      let isDepreciation = row.rubric.section == .asset && isNegative
      #expect(row.parts.map(\.isDepreciation) == [isDepreciation], "\(line)")
      #expect(row.parts.map(\.amount.minor) == [isNegative && !isDepreciation ? -10_000 : 10_000], "\(line)")
      #expect(row.parts.map(\.side) == [isDebit ? .debit : .credit], "\(line)")
    }
  }

  @Test("every box of a form that accounts can fill has a case")
  func nothingForgotten() {
    for system in LiasseSystem.allCases {
      let cases = Self.tables.filter { $0.system == system }.flatMap { $0.cases.split(separator: "\n") }
      let seen = Set(cases.compactMap { $0.split(separator: " ").last?.dropLast() }.map(String.init))
      for rubric in LiasseFixture.form(system).rubrics where rubric.kind == .line {
        // The result is computed; only interim dividends come to it from an account.
        guard !["DI", "136"].contains(rubric.code) else { continue }
        #expect(seen.contains(rubric.code), "\(system) \(rubric.code) \(rubric.label)")
      }
    }
  }

  @Test(
    "the forms have their legal boxes, in their order",
    arguments: [
      (
        LiasseSystem.base,
        """
        AA AB CX AF AH AJ AL AN AP AR AT AV AX CS CU BB BD BF BH BJ BL BN BP BR BT BV BX BZ CB CD CF CH CJ CW CM CN CO
        DA DB DC DD DE DF DG DH DI DJ DK DL DM DN DO DP DQ DR DS DT DU DV DW DX DY DZ EA EB EC ED EE
        FC FF FI FL FM FN FO FP FQ FR FS FT FU FV FW FX FY FZ GA GB GC GD GE GF GG GH GI
        GJ GK GL GM GN GO GP GQ GR GS GT GU GV GW HA HB HC HD HE HF HG HH HI HJ HK HL HM HN
        """
      ),
      (
        .simplified,
        """
        010 014 028 040 044 050 060 064 068 072 080 084 092 096 110
        120 124 126 130 132 134 136 137 140 142 154 156 164 166 172 174 175 176 180
        210 214 218 222 224 226 230 232 234 236 238 240 242 244 250 252 254 256 262 264 270
        280 290 294 300 306 310
        """
      ),
    ])
  func layout(system: LiasseSystem, boxes: String) {
    for year in [2024, 2025] {
      let statements = LiasseFixture.form(system, year).filled(with: [])
      let codes = statements.rows.filter { $0.rubric.kind != .heading }.map(\.rubric.code)
      #expect(codes == boxes.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
  }

  @Test("the columns of depreciations have their own boxes")
  func depreciationBoxes() {
    let codes = LiasseFixture.form().rubrics.compactMap(\.depreciationCode).joined(separator: " ")
    #expect(
      codes == """
        AC CQ AG AI AK AM AO AQ AS AU AW AY CT CV BC BE BG BI BK BM BO BQ BS BU BW BY CA CC CE CG CI CK 1A
        """)
    let simplified = LiasseFixture.form(.simplified).rubrics.compactMap(\.depreciationCode).joined(separator: " ")
    #expect(simplified == "012 016 030 042 048 052 062 066 070 074 082 086 094 098 112")
  }
}
