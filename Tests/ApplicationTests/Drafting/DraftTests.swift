import Model
import Storage
import Testing

@testable import Application

@Suite("Drafts")
struct DraftTests {
  @Test("what is typed comes back as it was, in the list and in its totals", arguments: Engine.available)
  func roundTrip(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let typed = daily.purchase(12_000)
    let saved = try await daily.books.saveDraft(typed)
    #expect(saved.lines == typed.lines && saved.heads.count == 1 && saved.clashes.isEmpty)
    #expect(try await daily.books.draft(typed.id) == saved)
    var open = daily.purchase(500, on: "2026-03-02", label: "Levure", voucher: "F2")
    open.lines.removeLast()
    try await daily.books.saveDraft(open)
    let list = try await daily.books.drafts()
    #expect(list.cards.map(\.label) == ["Levure", "Farine"] && list.cards[1].date == typed.date)
    #expect(list.totals.count == 2 && list.totals.unbalanced == 1)
    #expect(list.totals.debit.minor == 12_500 && list.totals.credit.minor == 12_000)
    #expect(try await daily.books.drafts(DraftFilter(onlyUnbalanced: true)).cards.map(\.label) == ["Levure"])
    #expect(try await daily.books.drafts(DraftFilter(month: 202_604)).cards.map(\.label) == ["Farine"])
    #expect(try await daily.books.drafts(DraftFilter(journal: "VE")).cards.isEmpty)
    let page = try await daily.books.drafts(limit: 1)
    #expect(try await daily.books.drafts(after: page.next, limit: 1).cards.map(\.label) == ["Farine"])
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("two pages of one draft: fields apart both stay, one amount twice is a clash that validation waits for")
  func twoPages() async throws {
    let daily = try await DailyBench()
    let first = try await daily.books.saveDraft(daily.purchase(12_000))
    var (mine, theirs) = (first, first)
    mine.label = "Farine de seigle"
    mine.lines[0].amount = DraftAmount(debit: Money(minor: 13_000))
    theirs.voucherReference = "F77"
    theirs.lines[0].amount = DraftAmount(debit: Money(minor: 14_000))
    try await daily.books.saveDraft(mine)
    let merged = try await daily.books.saveDraft(theirs)
    #expect(merged.label == "Farine de seigle" && merged.voucherReference == "F77" && merged.heads.count == 2)
    // The clock of the bench stands: which of the two is the earlier is chance here.
    #expect([13_000, 14_000].contains(merged.lines[0].amount.debit.minor) && merged.clashes.count == 1)
    let review = try await daily.books.reviewPosting([first.id])
    #expect(review.refused.first?.problems.contains(.clash(.line(first.lines[0].id, .amount))) == true)
    // Whoever saves what is shown has chosen.
    var chosen = merged
    chosen.lines[0].amount = DraftAmount(debit: Money(minor: 12_000))
    #expect(try await daily.books.saveDraft(chosen).clashes.isEmpty)
    try await daily.close()
  }

  @Test("saying again what it says is no event; an empty one, an unknown one, a posted one are refused")
  func refusals() async throws {
    let daily = try await DailyBench()
    let saved = try await daily.books.saveDraft(daily.purchase(12_000))
    #expect(try await daily.books.saveDraft(saved).heads == saved.heads)
    await #expect(throws: DraftRefusal.empty) {
      try await daily.books.saveDraft(EntryDraft(id: daily.identifier(), journal: "AC"))
    }
    await #expect(throws: DraftRefusal.unknown) { try await daily.books.draft(daily.identifier()) }
    let posted = try await daily.post([daily.purchase(100)])
    let draft = try #require(posted.first?.draft)
    await #expect(throws: DraftRefusal.alreadyPosted(posted[0].entry.id)) { try await daily.books.draft(draft.id) }
    try await daily.close()
  }

  @Test("thrown away and taken back", arguments: Engine.available)
  func discarded(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let saved = try await daily.books.saveDraft(daily.purchase(12_000))
    try await daily.books.discardDrafts([saved.id])
    #expect(try await daily.books.drafts().cards.isEmpty)
    await #expect(throws: DraftRefusal.unknown) { try await daily.books.draft(saved.id) }
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("the tables of drafts are what the log gives again", arguments: Engine.available)
  func rebuilt(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let kept = try await daily.books.saveDraft(daily.purchase(12_000))
    var changed = kept
    changed.lines.remove(at: 0)
    changed.label = "Autre"
    let after = try await daily.books.saveDraft(changed)
    try await daily.post([daily.purchase(700)])
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.draft(kept.id) == after)
    #expect(try await daily.books.drafts().cards.count == 1)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("several get another journal and day at once")
  func batch() async throws {
    let daily = try await DailyBench()
    let ids = [daily.purchase(100), daily.purchase(200)]
    for draft in ids { try await daily.books.saveDraft(draft) }
    try await daily.books.changeDrafts(ids.map(\.id), DraftEdit(journal: "OD", date: Workbench.date("2026-05-02")))
    #expect(try await daily.books.drafts(DraftFilter(journal: "OD", month: 202_605)).cards.count == 2)
    try await daily.close()
  }
}
