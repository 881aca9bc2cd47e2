import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Cut-off in the books")
struct CutOffBooksTests {
  private static let end = Workbench.year.end

  private func text(_ draft: EntryDraft) -> [String] {
    ["\(draft.date?.iso ?? "") \(draft.label)"]
      + draft.lines.map { "\($0.account) \($0.party?.code ?? "") \($0.amount.debit.minor - $0.amount.credit.minor)" }
  }

  @Test(
    "an entry of the last day and its reversal of the next are made together, linked, and thrown away together",
    arguments: Engine.available)
  func pair(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let made = try await daily.books.makeCutOff(
      CutOffRequest(
        kind: .prepaidExpense, label: "Assurance", account: "616000", amount: Money(minor: 120_000),
        period: CutOffPeriod(start: Workbench.date("2026-10-01"), end: Workbench.date("2027-09-30"))),
      yearEnd: Self.end)
    // 273 days of 365 are after the year.
    #expect(made.share.minor == 89_753)
    #expect(
      text(try await daily.books.draft(made.draft)) == ["2026-12-31 Assurance", "486000  89753", "616000  -89753"])
    #expect(
      text(try await daily.books.draft(made.reversal))
        == ["2027-01-01 Extourne : Assurance", "486000  -89753", "616000  89753"])
    let list = try await daily.books.cutOffs(yearEnd: Self.end)
    #expect(list.cutOffs.map(\.made) == [made] && !list.hasNextYear)
    #expect(list.cutOffs.map(\.outcome) == [.draft] && list.cutOffs.map(\.reversalOutcome) == [.draft])
    try await daily.books.discardCutOff(made.id)
    let after = try await daily.books.cutOffs(yearEnd: Self.end)
    #expect(after.cutOffs.map(\.outcome) == [.discarded] && after.cutOffs.map(\.reversalOutcome) == [.discarded])
    #expect(try await daily.books.drafts().cards.isEmpty)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.cutOffs(yearEnd: Self.end).cutOffs == after.cutOffs)
    try await daily.close()
  }

  @Test("an invoice that did not come names its supplier, with VAT; an unknown one is refused")
  func invoice() async throws {
    let daily = try await DailyBench()
    var request = CutOffRequest(
      kind: .invoiceNotReceived, label: "Farine", account: "601000", party: PartyKey(nature: .supplier, code: "M1"),
      amount: Money(minor: 10_000), vat: Money(minor: 550))
    let made = try await daily.books.makeCutOff(request, yearEnd: Self.end)
    #expect(
      text(try await daily.books.draft(made.draft))
        == ["2026-12-31 Farine", "601000  10000", "445860  550", "408100 M1 -10550"])
    request.party = PartyKey(nature: .supplier, code: "NUL")
    await #expect(throws: CutOffRefusal.unknownParty("NUL")) {
      try await daily.books.makeCutOff(request, yearEnd: Self.end)
    }
    (request.label, request.party) = ("", nil)
    await #expect(throws: CutOffNotTaken(problems: [.labelMissing])) {
      try await daily.books.makeCutOff(request, yearEnd: Self.end)
    }
    // One validated side keeps the pair.
    try await daily.books.changeDrafts([made.draft], DraftEdit(date: Workbench.date("2026-11-01")))
    let heads = try await daily.books.draft(made.draft).heads
    _ = try await daily.books.post([(made.draft, heads)])
    await #expect(throws: CutOffRefusal.alreadyPosted) { try await daily.books.discardCutOff(made.id) }
    await #expect(throws: CutOffRefusal.unknown) { try await daily.books.discardCutOff(daily.identifier()) }
    try await daily.close()
  }
}
