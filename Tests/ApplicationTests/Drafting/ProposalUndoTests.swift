import Model
import Storage
import Testing

@testable import Application

@Suite("Undoing drafts that the program proposed")
struct ProposalUndoTests {
  private static let end = Workbench.year.end
  private static let sale = Disposal(date: Workbench.date("2026-09-30"), price: Money(minor: 2_000_000))

  /// An oven of 24 000, in the register since 1 April 2026.
  private func oven(_ daily: DailyBench) async throws -> FixedAsset {
    let amount = Money(minor: 2_400_000)
    let draft = EntryDraft(
      id: daily.identifier(), journal: "AC", date: Workbench.date("2026-04-01"), voucherReference: "F9",
      label: "Four",
      lines: [
        EntryDraftLine(id: daily.identifier(), account: "215400", amount: DraftAmount(debit: amount), place: 1),
        EntryDraftLine(
          id: daily.identifier(), account: "401000", party: PartyKey(nature: .supplier, code: "M1"),
          amount: DraftAmount(credit: amount), place: 2),
      ])
    let heads = try await daily.books.saveDraft(draft, making: [.account(number: "215400", label: "Matériel")]).heads
    let posted = try await daily.books.post([(draft.id, heads)])
    let asset = try await daily.books.proposedAsset(from: LineReference(entry: posted[0].entry.id, line: 0))
    try await daily.books.saveAsset(asset)
    return asset
  }

  @Test(
    "the charges of a year are one act: undone, they are proposed again; redone, they are not",
    arguments: Engine.available)
  func depreciation(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    _ = try await oven(daily)
    let draft = try await books.draftDepreciation(yearEnd: Self.end)
    #expect(try await books.undoDrafts().draftCount == 1)
    #expect(try await books.drafts().cards.isEmpty)
    #expect(try await books.depreciationReport(yearEnd: Self.end).missing.count == 1)
    try await books.redoDrafts()
    #expect(try await books.drafts().cards.map(\.id) == [draft])
    #expect(try await books.depreciationReport(yearEnd: Self.end).missing.isEmpty)
    #expect(try await books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("a cut-off and its reversal come and go together, thrown away too", arguments: Engine.available)
  func cutOff(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    let made = try await books.makeCutOff(
      CutOffRequest(
        kind: .prepaidExpense, label: "Assurance", account: "616000", amount: Money(minor: 120_000),
        period: CutOffPeriod(start: Workbench.date("2026-10-01"), end: Workbench.date("2027-09-30"))),
      yearEnd: Self.end)
    func outcomes() async throws -> [DraftOutcome] {
      try await books.cutOffs(yearEnd: Self.end).cutOffs.flatMap { [$0.outcome, $0.reversalOutcome] }
    }
    #expect(try await books.undoDrafts().draftCount == 2)
    #expect(try await outcomes() == [.discarded, .discarded])
    try await books.redoDrafts()
    #expect(try await outcomes() == [.draft, .draft])
    try await books.discardCutOff(made.id)
    #expect(try await books.undoDrafts().kind == .discarded)
    #expect(try await outcomes() == [.draft, .draft])
    #expect(try await books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("a disposal is one act: undone, the asset stays; redone, it leaves as it did", arguments: Engine.available)
  func disposal(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    let asset = try await oven(daily)
    func disposed() async throws -> Disposal? { try await books.assetSheet(asset.id).asset.disposal }
    let drafts = try await books.dispose(asset.id, Self.sale)
    #expect(try await books.undoDrafts().draftCount == 3)
    #expect(try await books.drafts().cards.isEmpty)
    #expect(try await disposed() == nil)
    try await books.redoDrafts()
    #expect(try await disposed() == Self.sale)
    #expect(Set(try await books.drafts().cards.map(\.id)) == Set(drafts))
    // Given up on its own page, which is an act, too.
    try await books.undoDisposal(asset.id)
    #expect(try await disposed() == nil)
    #expect(try await books.undoDrafts().kind == .discarded)
    #expect(try await disposed() == Self.sale)
    #expect(try await books.verify { _ in }.isSound)
    let shown = try await books.assetSheet(asset.id).asset
    try await books.rebuild { _ in }
    #expect(try await books.assetSheet(asset.id).asset == shown)
    try await daily.close()
  }

  @Test("a disposal does not come back over another one")
  func otherDisposal() async throws {
    let daily = try await DailyBench()
    let books = daily.books
    let asset = try await oven(daily)
    try await books.dispose(asset.id, Self.sale)
    try await books.undoDrafts()
    let other = Books(open: books.open, personID: daily.identifier(), personName: "Léo", role: .comptable)
    let scrapped = Disposal(date: Workbench.date("2026-06-30"), price: nil)
    try await other.dispose(asset.id, scrapped)
    await #expect(throws: DraftRefusal.changedSince(1)) { try await books.redoDrafts() }
    #expect(try await books.assetSheet(asset.id).asset.disposal == scrapped)
    try await daily.close()
  }
}
