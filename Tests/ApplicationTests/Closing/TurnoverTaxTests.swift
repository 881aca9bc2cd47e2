import Model
import Testing

@testable import Application

@Suite("VAT collected against turnover")
struct TurnoverTaxTests {
  /// Three sales at 20 %, the tax of one of them waiting for its payment; what a return settles; a purchase that bears
  /// its own tax; an asset sold; and income that goes from one year to another.
  private static let sound =
    sale(1, "20260203", "1000,00", "445710", "200,00") + sale(2, "20260310", "500,00", "445710", "100,00")
    + sale(3, "20260402", "300,00", "445800", "60,00") + [
      line("OD|OD|1|20260501", "445800", "60,00", ""), line("OD|OD|1|20260501", "445710", "", "60,00"),
      line("OD|OD|2|20260620", "445710", "360,00", ""), line("OD|OD|2|20260620", "445510", "", "360,00"),
      line("AC|AC|1|20260703", "607000", "100,00", ""), line("AC|AC|1|20260703", "401000", "", "100,00"),
      line("AC|AC|1|20260703", "445660", "20,00", ""), line("AC|AC|1|20260703", "445710", "", "20,00"),
      line("OD|OD|3|20260801", "462000", "120,00", ""), line("OD|OD|3|20260801", "757000", "", "100,00"),
      line("OD|OD|3|20260801", "445710", "", "20,00"),
      line("OD|OD|4|20260102", "487000", "400,00", ""), line("OD|OD|4|20260102", "707000", "", "400,00"),
      line("OD|OD|5|20261231", "418100", "120,00", ""), line("OD|OD|5|20261231", "707000", "", "100,00"),
      line("OD|OD|5|20261231", "445870", "", "20,00"),
    ]

  /// - Parameter head: journal, its name, number and day.
  private static func line(_ head: String, _ account: String, _ debit: String, _ credit: String) -> String {
    let (debit, credit) = (debit.isEmpty ? "0,00" : debit, credit.isEmpty ? "0,00" : credit)
    return "\(head)|\(account)|\(account)|||P|20260101|P|\(debit)|\(credit)|||20261231||"
  }

  private static func sale(
    _ number: Int, _ day: String, _ net: String, _ account: String, _ tax: String
  ) -> [String] {
    let head = "VE|VE|\(number)|\(day)"
    return [
      line(head, "411000", net, ""), line(head, "707000", "", net), line(head, "411000", tax, ""),
      line(head, account, "", tax),
    ]
  }

  private func item(_ lines: [String], _ engine: Engine, rate: UInt32?) async throws -> ClosingItem? {
    let daily = try await DailyBench(engine, importing: SampleFEC.text(lines), on: "2027-02-10")
    if let rate { try await daily.books.setVAT(of: "707000", AccountVAT(account: "445710", rate: rate)) }
    let list = try await daily.books.closingDesk(yearEnd: Workbench.year.end).checklist
    try await daily.close()
    return list.items.first { $0.check == .vatAgainstTurnover }
  }

  @Test(
    "sales at their rate are in order, whatever returns, cut-offs, assets sold and self-assessed purchases add",
    arguments: Engine.available)
  func sound(engine: Engine) async throws {
    #expect(try await item(Self.sound, engine, rate: 2_000)?.findings == [])
  }

  @Test("a sale without its tax is found, with what is missing", arguments: Engine.available)
  func missing(engine: Engine) async throws {
    let head = "VE|VE|4|20260905"
    let lines = Self.sound + [Self.line(head, "411000", "400,00", ""), Self.line(head, "707000", "", "400,00")]
    let found = try #require(try await item(lines, engine, rate: 2_000))
    #expect(found.gravity == .toLookAt && found.findings.map(\.place) == ["4457", "707000"])
    #expect(found.findings.map(\.amount?.minor) == [-36_000, -220_000])
    #expect(found.findings[0].bounds?.lowest.minor == 44_000 && found.findings[0].bounds?.highest.minor == 44_000)
    // Nobody set a rate, and its entries differ: nothing can be said.
    #expect(try await item(lines, engine, rate: nil)?.findings == [])
  }

  @Test("without a setting, the rate that all the entries of an account bear is the one", arguments: Engine.available)
  func learnt(engine: Engine) async throws {
    let sales = (1...3).flatMap { Self.sale($0, "2026030\($0)", "100,00", "445710", "20,00") }
    #expect(try await item(sales, engine, rate: nil)?.findings == [])
    let double =
      sales + [
        Self.line("OD|OD|1|20260401", "411000", "50,00", ""), Self.line("OD|OD|1|20260401", "445710", "", "50,00"),
      ]
    let found = try await item(double, engine, rate: nil)
    #expect(found?.findings.first?.amount?.minor == -11_000 && found?.findings.last?.rate == 2_000)
  }
}
