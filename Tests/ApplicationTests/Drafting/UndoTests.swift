import Model
import Storage
import Testing

@testable import Application

@Suite("Undoing what was done to drafts")
struct UndoTests {
  private static func shown(_ draft: EntryDraft) -> EntryDraft {
    var copy = draft
    copy.heads = []
    return copy
  }

  @Test("made, changed, thrown away: each taken back in turn, then done again", arguments: Engine.available)
  func everyAct(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    await #expect(throws: DraftRefusal.nothingToUndo) { try await books.undoDrafts() }
    let first = try await books.saveDraft(daily.purchase(12_000))
    let second = try await books.saveDraft(daily.purchase(500, label: "Levure", voucher: "F2"))
    try await books.changeDrafts([first.id, second.id], DraftEdit(date: Workbench.date("2026-05-04")))
    try await books.discardDrafts([first.id, second.id])
    #expect(try await books.drafts().cards.isEmpty)

    #expect(try await books.undoDrafts().kind == .discarded)
    #expect(try await books.drafts().cards.count == 2)
    #expect(try await books.undoDrafts().draftCount == 2)
    #expect(Self.shown(try await books.draft(first.id)) == Self.shown(first))
    #expect(try await books.undoDrafts().kind == .created)
    #expect(try await books.drafts().cards.map(\.id) == [first.id])
    #expect(try await books.redoDrafts().kind == .undone)
    #expect(Self.shown(try await books.draft(second.id)) == Self.shown(second))
    try await books.redoDrafts()
    #expect(try await books.draft(second.id).date == Workbench.date("2026-05-04"))
    // What is done next forgets what was undone.
    try await books.saveDraft(daily.purchase(77, voucher: "F3"))
    await #expect(throws: DraftRefusal.nothingToUndo) { try await books.redoDrafts() }
    #expect(try await books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("not over the work of somebody else, and nothing of what became an entry")
  func refusals() async throws {
    let daily = try await DailyBench()
    let books = daily.books
    var draft = try await books.saveDraft(daily.purchase(12_000))
    draft.label = "Seigle"
    try await books.saveDraft(draft)
    // Somebody else, seen from the same node.
    let other = Books(open: books.open, personID: daily.identifier(), personName: "Léo", role: .comptable)
    #expect(try await other.draftActs() == DraftActStack([]))
    var theirs = try await other.draft(draft.id)
    theirs.voucherReference = "F9"
    try await other.saveDraft(theirs)
    await #expect(throws: DraftRefusal.changedSince(1)) { try await books.undoDrafts() }
    #expect(try await books.draft(draft.id).voucherReference == "F9")
    try await other.undoDrafts()
    // Taken back by its author, it is still not what was seen: a change stands on top.
    await #expect(throws: DraftRefusal.changedSince(1)) { try await books.undoDrafts() }
    let posted = try await daily.post([daily.purchase(100, voucher: "F4")])
    #expect(posted.count == 1)
    await #expect(throws: DraftRefusal.changedSince(1)) { try await books.undoDrafts() }
    try await daily.close()
  }

  @Test("an act of more drafts than one event tells is one act")
  func long() async throws {
    let daily = try await DailyBench()
    var ids: [Identifier<Draft>] = []
    for number in 0..<DraftActDone.mostChanges + 20 {
      ids.append(try await daily.books.saveDraft(daily.purchase(Int64(number + 1), voucher: "L\(number)")).id)
    }
    try await daily.books.discardDrafts(ids)
    #expect(try await daily.books.drafts().cards.isEmpty)
    #expect(try await daily.books.undoDrafts().draftCount == ids.count)
    #expect(try await daily.books.drafts().totals.count == ids.count)
    try await daily.close()
  }
}
