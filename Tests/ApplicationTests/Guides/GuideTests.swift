import Model
import Storage
import Testing

@testable import Application

@Suite("Guides")
struct GuideTests {
  static func card(_ daily: DailyBench, code: String = "LOYER") -> GuideCard {
    GuideCard(
      id: daily.identifier(), code: code, name: "Loyer du local", journal: "AC", label: "Loyer",
      lines: [
        GuideLine(account: "601000", side: .debit, formula: "TTC/1,2"),
        GuideLine(account: "445660", side: .debit, formula: "SOLDE"),
        GuideLine(account: "401000", party: .asked, side: .credit, formula: "TTC"),
      ])
  }

  @Test("made, changed, withdrawn", arguments: Engine.available)
  func life(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    var guide = Self.card(daily)
    try await daily.books.saveGuide(guide)
    #expect(try await daily.books.guides() == [guide])
    guide.name = "Bail"
    guide.lines[2].party = .party(PartyKey(nature: .supplier, code: "M1"))
    try await daily.books.saveGuide(guide)
    #expect(try await daily.books.guide(guide.id) == guide)
    try await daily.books.withdrawGuide(guide.id)
    #expect(try await daily.books.guides().isEmpty)
    await #expect(throws: GuideRefusal.unknown) { try await daily.books.withdrawGuide(guide.id) }
    try await daily.books.saveGuide(Self.card(daily))
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("everything that is wrong is told at once")
  func refusals() async throws {
    let daily = try await DailyBench()
    try await daily.books.saveGuide(Self.card(daily))
    var wrong = Self.card(daily, code: "loyer")
    wrong.name = ""
    wrong.lines[0].formula = "TTC/"
    wrong.lines[1].account = "4"
    await #expect(
      throws: GuideNotTaken(refusals: [.nameMissing, .line(1, .formula), .line(2, .account), .codeTaken("loyer")])
    ) { try await daily.books.saveGuide(wrong) }
    await #expect(throws: GuideNotTaken(refusals: [.codeMalformed("601000")])) {
      try await daily.books.saveGuide(Self.card(daily, code: "601000"))
    }
    try await daily.close()
  }
}
