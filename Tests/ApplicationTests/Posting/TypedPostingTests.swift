import Model
import Storage
import Testing

@testable import Application

@Suite("Validating what was typed, in one act")
struct TypedPostingTests {
  @Test(
    "the entry alone enters the log: it was never a draft; sent twice, it is told of its entry",
    arguments: Engine.available)
  func neverADraft(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    try await daily.books.keepScratch("brouillon=…")
    let before = try await daily.changeSetCount()
    let typed = daily.purchase(12_000, on: "2026-04-15", voucher: "F9", party: "M1")
    let posted = try await daily.books.post(typed: typed)
    #expect(posted.number == 2 && posted.entry.journal == "AC" && posted.entry.voucherReference == "F9")
    #expect(posted.entry.validationDate == Workbench.date("2026-11-18"))
    #expect(posted.entry.lines.map(\.account) == typed.lines.map(\.account))
    #expect(posted.draft == PostedDraft(id: typed.id, revisions: []))
    #expect(try await daily.changeSetCount() == before + 1)
    #expect(try await daily.books.scratch() == nil)
    #expect(try await daily.books.drafts().cards.isEmpty)
    #expect(try await daily.books.draftActs().undo == nil)
    await #expect(throws: PostingRefusal.sentTwice(posted.entry.id)) { try await daily.books.post(typed: typed) }
    await #expect(throws: DraftRefusal.alreadyPosted(posted.entry.id)) { try await daily.books.saveDraft(typed) }
    // Another entry under its name is not taken for it.
    for change in [
      { $0.label = "Autre" }, { $0.lines[0].amount = DraftAmount(debit: Money(minor: 1)) }, { $0.lines.removeLast() },
      { $0.voucherDate = Workbench.date("2026-04-14") }, { $0.lines[1].party = nil },
    ] as [(inout EntryDraft) -> Void] {
      var other = typed
      change(&other)
      await #expect(throws: DraftRefusal.alreadyPosted(posted.entry.id)) { try await daily.books.post(typed: other) }
    }
    await #expect(throws: DraftRefusal.alreadyPosted(posted.entry.id)) { try await daily.books.draft(typed.id) }
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.verify { _ in }.problems == [])
    await #expect(throws: PostingRefusal.sentTwice(posted.entry.id)) { try await daily.books.post(typed: typed) }
    #expect(try await daily.books.post(typed: daily.purchase(5)).number == 3)
    // What a page that is still open sends of it is kept no more.
    try await daily.books.keepScratch("libelle=en+retard", of: typed.id)
    #expect(try await daily.books.scratch() == nil)
    try await daily.close()
  }

  @Test("with a journal, an account and a third party that are made by the same act", arguments: Engine.available)
  func makingMasters(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    var typed = daily.purchase(900, journal: "HA")
    let party = PartyKey(nature: .supplier, code: "NEUF")
    typed.lines[0].account = "606800"
    typed.lines[1].party = party
    await #expect(
      throws: DraftNotPostable(problems: [.line(1, .accountUnknown), .line(2, .partyUnknown)])
    ) { try await daily.books.post(typed: typed) }
    let posted = try await daily.books.post(
      typed: typed,
      making: [
        .journal(code: "HA", label: "Achats"), .account(number: "606800", label: "Fournitures"),
        .party(party, label: "Neuf"), .account(number: "401000", label: "Autre nom"),
      ])
    #expect(posted.number == 1 && posted.entry.journal == "HA")
    let names = try await daily.books.entryNames(typed)
    #expect(names.accounts["606800"] == "Fournitures" && names.parties[party] == "Neuf")
    #expect(names.accounts["401000"] != "Autre nom")
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("every reason is told; nothing is numbered, made, or forgotten")
  func refused() async throws {
    let daily = try await DailyBench()
    try await daily.books.keepScratch("libelle=à+moitié")
    let before = try await daily.changeSetCount()
    var typed = daily.purchase(100, on: "2026-12-24", voucher: "")
    typed.lines[0].amount = DraftAmount(debit: Money(minor: 99))
    await #expect(
      throws: DraftNotPostable(problems: [
        .dateToCome(Workbench.date("2026-12-24")), .voucherReferenceMissing, .unbalanced(MoneyTotal(minor: -1)),
      ])
    ) {
      try await daily.books.post(typed: typed, making: [.account(number: "606800", label: "Fournitures")])
    }
    await #expect(throws: DraftRefusal.empty) {
      try await daily.books.post(typed: EntryDraft(id: daily.identifier(), journal: "AC"))
    }
    try await daily.books.setPeriodLocks(months: [202604], isLocked: true, reason: "TVA déclarée")
    await #expect(throws: DraftNotPostable(problems: [.monthLocked(202604)])) {
      try await daily.books.post(typed: daily.purchase(100, on: "2026-04-15"))
    }
    #expect(try await daily.changeSetCount() == before + 1)
    #expect(try await daily.books.scratch() == "libelle=à+moitié")
    #expect(try await daily.books.post(typed: daily.purchase(7, on: "2026-05-02")).number == 2)
    try await daily.close()
  }

  @Test("a draft takes its last change with it; one that somebody else changed meanwhile is not validated")
  func ofADraft() async throws {
    let daily = try await DailyBench()
    let saved = try await daily.books.saveDraft(daily.purchase(100))
    var typed = saved
    typed.label = "Corrigé"
    let posted = try await daily.books.post(typed: typed)
    #expect(posted.entry.label == "Corrigé" && posted.draft?.id == saved.id && posted.draft?.revisions.count == 1)
    #expect(posted.draft?.revisions != saved.heads)
    #expect(try await daily.books.drafts().cards.isEmpty)
    // What is validated as it was saved says nothing more of it.
    let other = try await daily.books.saveDraft(daily.purchase(200))
    #expect(try await daily.books.post(typed: other).draft?.revisions == other.heads)
    let seen = try await daily.books.saveDraft(daily.purchase(300))
    var changed = seen
    changed.label = "Par quelqu’un d’autre"
    try await daily.books.saveDraft(changed)
    await #expect(throws: PostingRefusal.changedSince) { try await daily.books.post(typed: seen) }
    #expect(try await daily.books.draft(seen.id).label == "Par quelqu’un d’autre")
    let gone = try await daily.books.saveDraft(daily.purchase(400))
    try await daily.books.discardDrafts([gone.id])
    await #expect(throws: DraftRefusal.unknown) { try await daily.books.post(typed: gone) }
    // A name that stands for another draft is no new entry.
    var stranger = daily.purchase(1)
    stranger.id = seen.id
    await #expect(throws: PostingRefusal.changedSince) { try await daily.books.post(typed: stranger) }
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("lines that would be one to whoever reads the draft are not validated as if there were two")
  func sameNames() async throws {
    let daily = try await DailyBench()
    let saved = try await daily.books.saveDraft(daily.purchase(10_000))
    var typed = saved
    typed.lines.append(saved.lines[1])
    typed.lines[2].place = 3
    typed.lines[2].party = PartyKey(nature: .supplier, code: "M2")
    await #expect(throws: PostingRefusal.changedSince) { try await daily.books.post(typed: typed) }
    #expect(try await daily.books.draft(saved.id) == saved)
    try await daily.close()
  }

  @Test("the piece may be of another day than the entry: the way of a late one", arguments: Engine.available)
  func voucherDate(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    var typed = daily.purchase(100, on: "2026-05-01")
    typed.voucherDate = Workbench.date("2026-03-31")
    let entry = try await daily.books.post(typed: typed).entry
    #expect(entry.voucherDate == Workbench.date("2026-03-31") && entry.date == Workbench.date("2026-05-01"))
    #expect(try await daily.books.postedEntry(entry.id)?.voucherDate == Workbench.date("2026-03-31"))
    try await daily.close()
  }

  @Test("the next year, asked for twice, is opened once")
  func nextYear() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    let late = daily.purchase(100, on: "2027-01-15")
    await #expect(throws: DraftNotPostable(problems: [.noYear(Workbench.date("2027-01-15"))])) {
      try await daily.books.post(typed: late)
    }
    for _ in 1...2 {
      let year = try await daily.books.openNextYear(after: Workbench.year.end)
      #expect(year.end == Workbench.date("2027-12-31"))
    }
    #expect(try await daily.books.post(typed: late).number == 1)
    try await daily.close()
  }

  @Test("whoever may not validate does not, by this door either", arguments: [Role.collaborateur, .lecteur])
  func rights(role: Role) async throws {
    let daily = try await DailyBench()
    let books = Books(open: daily.books.open, personID: daily.identifier(), personName: "L", role: role)
    await #expect(throws: NotAllowed.self) { try await books.post(typed: daily.purchase(100)) }
    try await daily.close()
  }
}

extension DailyBench {
  fileprivate func changeSetCount() async throws -> Int64 {
    try await books.store.read { try $0.logEnd()?.count ?? 0 }
  }
}
