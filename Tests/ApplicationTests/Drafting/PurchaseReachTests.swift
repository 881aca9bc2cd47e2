import Model
import Storage
import Testing

@testable import Application

@Suite("What a collaborateur reaches: purchases, their own")
struct PurchaseReachTests {
  private static let person = Identifier<Person>(high: 7, low: 7)

  private func collaborateur(_ daily: DailyBench, as person: Identifier<Person> = person) -> Books {
    Books(open: daily.books.open, personID: person, personName: "Léo", role: .collaborateur)
  }

  private func changed(_ draft: EntryDraft, _ change: (inout EntryDraft) -> Void) -> EntryDraft {
    var draft = draft
    change(&draft)
    return draft
  }

  @Test(
    "makes, changes, throws away and takes back drafts of its own, and sees nobody else's", arguments: Engine.available)
  func own(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let leo = collaborateur(daily)
    let mine = try await leo.saveDraft(daily.purchase(1_200, voucher: "L1"))
    let theirs = try await daily.books.saveDraft(daily.purchase(9_900, voucher: "K1"))
    let list = try await leo.drafts()
    #expect(list.cards.map(\.id) == [mine.id])
    #expect(list.totals.count == 1 && list.totals.debit.minor == 1_200)
    #expect(try await daily.books.drafts().totals.count == 2)
    #expect(try await leo.draft(mine.id).voucherReference == "L1")
    await #expect(throws: DraftRefusal.unknown) { _ = try await leo.draft(theirs.id) }
    let forged = changed(theirs) { $0.label = "Autre" }
    await #expect(throws: DraftRefusal.unknown) { try await leo.saveDraft(forged) }
    await #expect(throws: DraftRefusal.unknown) { try await leo.discardDrafts([theirs.id]) }
    await #expect(throws: NotAllowed(action: .draftEntries, role: .collaborateur)) {
      try await leo.changeDrafts([mine.id], DraftEdit())
    }
    await #expect(throws: NotAllowed(action: .postEntries, role: .collaborateur)) {
      try await leo.post([(mine.id, mine.heads)])
    }
    try await leo.saveDraft(changed(mine) { $0.label = "Farine bise" })
    // Somebody else may work on it: it stays with who made it.
    var helped = try await daily.books.draft(mine.id)
    helped.voucherReference = "L1 bis"
    try await daily.books.saveDraft(helped)
    #expect(try await leo.drafts().cards.map(\.voucherReference) == ["L1 bis"])
    try await leo.discardDrafts([mine.id])
    #expect(try await leo.drafts().cards.isEmpty)
    try await leo.undoDrafts()
    #expect(try await leo.drafts().cards.map(\.label) == ["Farine bise"])
    #expect(try await collaborateur(daily, as: Identifier(high: 8, low: 8)).drafts().cards.isEmpty)
    try await daily.close()
  }

  @Test("neither banks nor customers nor other journals, nor anything new in the books")
  func beyond() async throws {
    let daily = try await DailyBench()
    let leo = collaborateur(daily)
    #expect(try await leo.entryDesk().journals.map(\.code) == ["AC"])
    await #expect(throws: DraftRefusal.journalBeyondPurchases("BQ")) {
      try await leo.saveDraft(daily.purchase(100, journal: "BQ"))
    }
    let paid = changed(daily.purchase(100)) { draft in
      draft.lines[1].account = "512000"
      draft.lines[1].party = nil
    }
    await #expect(throws: DraftRefusal.accountBeyondPurchases("512000")) { try await leo.saveDraft(paid) }
    await #expect(throws: NotAllowed(action: .changeMasters, role: .collaborateur)) {
      try await leo.saveDraft(daily.purchase(100), making: [.account(number: "606300", label: "Petit équipement")])
    }
    #expect(try await leo.drafts().cards.isEmpty, "nothing of what was refused is there")
    #expect(try await leo.entryTargets("512", limit: 8).isEmpty)
    #expect(try await leo.entryTargets("hotel", limit: 8).isEmpty)
    #expect(try await leo.entryTargets("moulin", limit: 8).map(\.party?.code) == ["M1"])
    #expect(try await leo.entryTargets("6063", limit: 8).isEmpty, "an account of the plan alone would have to be made")
    #expect(try await leo.entryNames(paid).accounts["512000"] == nil)
    try await daily.close()
  }

  @Test(
    "a draft that somebody completed beyond purchases is shown no more, nor told of, nor changed",
    arguments: Engine.available)
  func completed(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let leo = collaborateur(daily)
    let mine = try await leo.saveDraft(daily.purchase(100))
    let target = DocumentTarget.draft(mine.id)
    let own = try await leo.attachDocument(DocumentTests.pdf("un"), named: "1.pdf", to: target)
    let late = try await leo.saveDraft(changed(mine) { $0.label = "Farine bise" })
    var completed = late
    completed.lines.append(
      EntryDraftLine(
        id: daily.identifier(), account: "512000", amount: DraftAmount(credit: Money(minor: 100)), place: 3))
    try await daily.books.saveDraft(completed)
    await #expect(throws: DraftRefusal.completedByOthers) { _ = try await leo.draft(mine.id) }
    await #expect(throws: DraftRefusal.completedByOthers) { try await leo.saveDraft(changed(late) { $0.label = "A" }) }
    await #expect(throws: DraftRefusal.completedByOthers) { try await leo.discardDrafts([mine.id]) }
    await #expect(throws: DraftRefusal.completedByOthers) { try await leo.undoDrafts() }
    #expect(try await leo.drafts().cards.isEmpty)
    await #expect(throws: DocumentRefusal.unknownTarget) { _ = try await leo.documents(of: target) }
    await #expect(throws: DocumentRefusal.unknownAttachment) { _ = try await leo.document(own) }
    await #expect(throws: DocumentRefusal.unknownAttachment) { try await leo.detachDocument(own) }
    await #expect(throws: DocumentRefusal.unknownTarget) {
      try await leo.attachDocument(DocumentTests.pdf("deux"), named: "2.pdf", to: target)
    }
    // Another journal is the same; and back among purchases, it is theirs again.
    let second = try await leo.saveDraft(daily.purchase(300, voucher: "L9"))
    let moved = try await daily.books.saveDraft(changed(second) { $0.journal = "BQ" })
    await #expect(throws: DraftRefusal.completedByOthers) { _ = try await leo.draft(second.id) }
    #expect(try await leo.drafts(DraftFilter(journal: "BQ")).cards.isEmpty)
    try await daily.books.saveDraft(changed(moved) { $0.journal = "AC" })
    #expect(try await leo.drafts().cards.map(\.id) == [second.id])
    try await daily.close()
  }

  @Test("the same line changed by two people tells neither account of the other")
  func clash() async throws {
    let daily = try await DailyBench()
    let leo = collaborateur(daily)
    let mine = try await leo.saveDraft(daily.purchase(100))
    try await leo.saveDraft(changed(mine) { $0.lines[0].account = "606300" })
    try await daily.books.saveDraft(changed(mine) { $0.lines[0].account = "421000" })
    await #expect(throws: DraftRefusal.completedByOthers) { _ = try await leo.draft(mine.id) }
    try await daily.close()
  }

  @Test("a new form sent in the name of a draft that is there takes nothing over, and makes no clash with itself")
  func sentTwice() async throws {
    let daily = try await DailyBench()
    let (leo, zoe) = (collaborateur(daily), collaborateur(daily, as: Identifier(high: 8, low: 8)))
    let theirs = try await zoe.saveDraft(daily.purchase(9_900, voucher: "Z1"))
    let thrown = try await daily.books.saveDraft(daily.purchase(500, voucher: "K1"))
    try await daily.books.discardDrafts([thrown.id])
    for taken in [theirs, thrown] {
      let forged = changed(daily.purchase(1, voucher: "L1")) { draft in draft.id = taken.id }
      await #expect(throws: DraftRefusal.unknown) { try await leo.saveDraft(forged) }
    }
    #expect(try await leo.drafts().cards.isEmpty)
    #expect(try await zoe.draft(theirs.id) == theirs)
    let typed = daily.purchase(700, voucher: "L2")
    try await leo.saveDraft(typed)
    let again = try await leo.saveDraft(changed(typed) { $0.label = "Farine corrigée" })
    #expect(again.clashes.isEmpty && again.label == "Farine corrigée" && again.lines.count == 2)
    try await daily.close()
  }

  @Test("who was a comptable takes back nothing that they reach no more")
  func demoted() async throws {
    let daily = try await DailyBench()
    let pay = changed(daily.purchase(100, journal: "BQ")) { $0.lines[0].account = "421000" }
    let saved = try await daily.books.saveDraft(pay)
    let demoted = collaborateur(daily, as: daily.books.personID)
    #expect(try await demoted.drafts().cards.isEmpty)
    await #expect(throws: DraftRefusal.completedByOthers) { try await demoted.undoDrafts() }
    try await daily.books.discardDrafts([saved.id])
    await #expect(throws: DraftRefusal.completedByOthers) { try await demoted.undoDrafts() }
    try await daily.close()
  }

  @Test("proposals show no account beyond purchases")
  func proposals() async throws {
    let daily = try await DailyBench()
    var paid = daily.purchase(100, voucher: "F9")
    paid.lines.append(
      EntryDraftLine(id: daily.identifier(), account: "512000", amount: DraftAmount(credit: Money(minor: 0)), place: 3))
    paid.lines[1].amount = DraftAmount(credit: Money(minor: 60))
    paid.lines[2].amount = DraftAmount(credit: Money(minor: 40))
    try await daily.post([paid])
    let typed = EntryProposal.Typed(
      account: "401000", party: PartyKey(nature: .supplier, code: "M1"), cents: -100)
    let request = ProposalRequest(journal: "AC", label: "Farine", lines: [typed], counterpart: "512000")
    #expect(try await daily.books.proposal(request).contains { $0.account == "512000" })
    let shown = try await collaborateur(daily).proposal(request)
    var elsewhere = request
    elsewhere.journal = "BQ"
    #expect(try await collaborateur(daily).proposal(elsewhere).isEmpty)
    #expect(!shown.isEmpty && shown.allSatisfy { PurchaseScope.holds(account: $0.account) })
    try await daily.close()
  }

  @Test("a document goes beside a draft of one's own alone; one that stands elsewhere is named only to who may see it")
  func documents() async throws {
    let daily = try await DailyBench()
    let leo = collaborateur(daily)
    let mine = DocumentTarget.draft(try await leo.saveDraft(daily.purchase(100)).id)
    let theirs = DocumentTarget.draft(try await daily.books.saveDraft(daily.purchase(200, voucher: "F2")).id)
    let id = try await leo.attachDocument(DocumentTests.pdf("un"), named: "1.pdf", to: mine)
    #expect(try await leo.documents(of: mine).standing.map(\.id) == [id])
    #expect(try await leo.document(id).bytes == DocumentTests.pdf("un"))
    await #expect(throws: DocumentRefusal.unknownTarget) { _ = try await leo.documents(of: theirs) }
    await #expect(throws: DocumentRefusal.unknownTarget) {
      try await leo.attachDocument(DocumentTests.pdf("deux"), named: "2.pdf", to: theirs)
    }
    let other = try await daily.books.attachDocument(DocumentTests.pdf("trois"), named: "3.pdf", to: theirs)
    await #expect(throws: DocumentRefusal.unknownAttachment) { _ = try await leo.document(other) }
    await #expect(throws: DocumentRefusal.unknownAttachment) { try await leo.attachAgain(other, to: mine) }
    await #expect(throws: DocumentRefusal.elsewhere([])) {
      try await leo.attachDocument(DocumentTests.pdf("trois"), named: "3.pdf", to: mine)
    }
    await #expect(throws: DocumentRefusal.unknownAttachment) { try await leo.detachDocument(other) }
    await #expect(throws: DocumentRefusal.unknownTarget) { try await leo.waiveDocument(of: theirs, reason: "Perdue") }
    try await leo.detachDocument(id)
    try await leo.waiveDocument(of: mine, reason: "Ticket perdu")
    await #expect(throws: DocumentRefusal.unknownTarget) { try await leo.endDocumentWaiver(of: theirs) }
    try await leo.endDocumentWaiver(of: mine)
    try await daily.close()
  }
}
