import Model
import Storage
import Testing

@testable import Application

@Suite("Validating")
struct PostingTests {
  @Test(
    "numbers follow those of the file, in the order of days; pages, statements and the FEC have the entries",
    arguments: Engine.available)
  func numbers(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let posted = try await daily.post([
      daily.purchase(300, on: "2026-06-01", voucher: "F3"), daily.purchase(100, on: "2026-04-15", voucher: "F1"),
      daily.purchase(200, on: "2026-04-15", voucher: "F2", party: "M1"),
      daily.purchase(50, on: "2026-04-02", voucher: "V1", journal: "VE"),
    ])
    #expect(posted.map { "\($0.entry.journal)\($0.entry.number)" } == ["VE2", "AC2", "AC3", "AC4"])
    // The clock of the bench stands: which of one day came first is chance here.
    #expect(Set(posted[1...2].map(\.entry.voucherReference)) == ["F1", "F2"])
    #expect(posted.allSatisfy { $0.entry.validationDate == Workbench.date("2026-11-18") })
    let balance = try await daily.books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let flour = try #require(balance.rows.first { $0.account == "601000" })
    #expect(flour.debit == MoneyTotal(minor: 50_650))
    #expect(try await daily.books.drafts().cards.isEmpty)
    let verified = try await daily.books.verify { _ in }
    #expect(verified.problems == [] && verified.entryCount == 8)
    let file = try await daily.books.exportFEC(yearEnd: Workbench.year.end, toFolder: daily.bench.folder)
    #expect(file.lineCount == 18)
    // A later one takes the next number, whatever its day.
    #expect(try await daily.post([daily.purchase(1, on: "2026-01-10")]).first?.number == 5)
    try await daily.close()
  }

  @Test("after a file that numbers all journals as one, so do the entries typed here", arguments: Engine.available)
  func oneSequence(engine: Engine) async throws {
    let daily = try await DailyBench(
      engine,
      importing: SampleFEC.text([
        "AC|Achats|1|20260101|601000|Farine|||F1|20260101|Un|10,00|0,00|||20260105||",
        "AC|Achats|1|20260101|401000|Fournisseurs|M1|Moulin|F1|20260101|Un|0,00|10,00|||20260105||",
        "VE|Ventes|2|20260102|411000|Clients|C1|Hôtel|V1|20260102|Deux|10,00|0,00|||20260105||",
        "VE|Ventes|2|20260102|707000|Ventes|||V1|20260102|Deux|0,00|10,00|||20260105||",
        "AC|Achats|3|20260103|601000|Farine|||F2|20260103|Trois|10,00|0,00|||20260105||",
        "AC|Achats|3|20260103|401000|Fournisseurs|M1|Moulin|F2|20260103|Trois|0,00|10,00|||20260105||",
      ]))
    let posted = try await daily.post([
      daily.purchase(1, journal: "VE"), daily.purchase(2, journal: "AC"), daily.purchase(3, journal: "AC"),
    ])
    #expect(posted.map(\.number) == [4, 5, 6])
    #expect(try await daily.post([daily.purchase(4, journal: "VE")]).first?.number == 7)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.rebuild { _ in }
    #expect(try await daily.post([daily.purchase(5, journal: "BQ")]).first?.number == 8)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("every reason is told, with its line, and nothing is numbered")
  func problems() async throws {
    let daily = try await DailyBench()
    let book = EntryDraft(
      id: daily.identifier(), journal: "", date: Workbench.date("2026-12-24"), label: "",
      lines: [
        EntryDraftLine(id: daily.identifier(), account: "40", amount: DraftAmount(debit: Money(minor: 5)), place: 1),
        EntryDraftLine(
          id: daily.identifier(), account: "999999", party: PartyKey(nature: .customer, code: "Z"),
          amount: DraftAmount(debit: Money(minor: 1), credit: Money(minor: 1)), place: 2),
        EntryDraftLine(id: daily.identifier(), account: "", place: 3),
      ])
    try await daily.books.saveDraft(book)
    let review = try await daily.books.reviewPosting([book.id])
    #expect(review.planned.isEmpty)
    #expect(
      review.refused.first?.problems == [
        .journalMissing, .dateToCome(Workbench.date("2026-12-24")), .voucherReferenceMissing, .labelMissing,
        .line(1, .accountMalformed), .line(2, .accountUnknown), .line(2, .partyUnknown), .line(2, .bothSides),
        .line(3, .accountMissing), .line(3, .amountMissing), .unbalanced(MoneyTotal(minor: 5)),
      ])
    let other = try await daily.books.saveDraft(daily.purchase(100))
    await #expect(throws: PostingRefusal.reviewOutdated) {
      try await daily.books.post([(other.id, other.heads), (book.id, [])])
    }
    #expect(try await daily.books.drafts().cards.count == 2)
    #expect(try await daily.post([daily.purchase(7)]).first?.number == 2)
    try await daily.close()
  }

  @Test("a draft that changed since it was reviewed refuses all")
  func outdated() async throws {
    let daily = try await DailyBench()
    let seen = try await daily.books.saveDraft(daily.purchase(100))
    var changed = seen
    changed.label = "Autre"
    try await daily.books.saveDraft(changed)
    await #expect(throws: PostingRefusal.reviewOutdated) { try await daily.books.post([(seen.id, seen.heads)]) }
    try await daily.close()
  }

  @Test("taken back by the same lines on the other side, once, linked both ways", arguments: Engine.available)
  func reversal(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let entry = try #require(try await daily.post([daily.purchase(12_000)]).first).entry
    await #expect(throws: PostingRefusal.reasonMissing) {
      try await daily.books.reverse(entry.id, on: entry.date, label: "Contre-passation", reason: " ")
    }
    let taken = try await daily.books.reverse(
      entry.id, on: Workbench.date("2026-05-02"), label: "Contre-passation de AC 2", reason: "double")
    #expect(taken.entry.lines.map(\.debit) == entry.lines.map(\.credit) && taken.number == 3)
    await #expect(throws: PostingRefusal.alreadyReversed(by: taken.entry.id)) {
      try await daily.books.reverse(entry.id, on: entry.date, label: "encore", reason: "encore")
    }
    await #expect(throws: PostingRefusal.isReversal(of: entry.id)) {
      try await daily.books.reverse(taken.entry.id, on: entry.date, label: "encore", reason: "encore")
    }
    // An entry of a file is taken back too.
    let imported = try await daily.books.store.read { transaction in
      var found: JournalEntry.Validated?
      try transaction.entries(year: 1) { if $0.journal == "VE" { found = $0 } }
      return found
    }
    let back = try await daily.books.reverse(
      try #require(imported).id, on: Workbench.date("2026-03-01"), label: "Contre-passation", reason: "essai")
    #expect(back.entry.journal == "VE" && back.number == 2)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("a locked month takes nothing, but from those it does not hold; open again, it does")
  func locks() async throws {
    let daily = try await DailyBench()
    let draft = try await daily.books.saveDraft(daily.purchase(100))
    try await daily.books.setPeriodLocks(months: [202_604], isLocked: true, exempt: [], reason: "TVA déclarée")
    #expect(try await daily.books.reviewPosting([draft.id]).refused.first?.problems == [.monthLocked(202_604)])
    try await daily.books.setPeriodLocks(
      months: [202_604], isLocked: true, exempt: [daily.books.personID], reason: "TVA déclarée")
    #expect(try await daily.books.reviewPosting([draft.id]).refused.isEmpty)
    try await daily.books.setPeriodLocks(months: [202_604], isLocked: true, exempt: [], reason: "")
    await #expect(throws: PostingRefusal.reasonMissing) {
      try await daily.books.setPeriodLocks(months: [202_604], isLocked: false, reason: " ")
    }
    try await daily.books.setPeriodLocks(months: [202_604], isLocked: false, reason: "erreur")
    #expect(try await daily.books.reviewPosting([draft.id]).planned.count == 1)
    #expect(try await daily.books.periodLocks().map(\.generation) == [4])
    try await daily.close()
  }

  @Test("whatever is validated, imported and withdrawn, pages and log agree", arguments: Engine.available)
  func agreement(engine: Engine) async throws {
    let daily = try await DailyBench(engine, importing: nil)
    let books = daily.books
    let sales = try await books.take(books.control(SampleFEC.sales(300)))
    try await books.withdrawImport(sales.id, reason: "essai")
    try await books.take(books.control(SampleFEC.year2026))
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<6 {
      let drafts = (0..<12).map { _ in
        var draft = daily.purchase(
          Int64.random(in: 1...9_999, using: &dice),
          on: "2026-\(["01", "03", "06", "10"].randomElement(using: &dice)!)-17",
          journal: ["AC", "VE", "BQ"].randomElement(using: &dice)!)
        // On either side of zero, so that what third parties owe changes its side.
        if Bool.random(using: &dice) {
          for index in draft.lines.indices {
            draft.lines[index].amount = DraftAmount(
              debit: draft.lines[index].amount.credit, credit: draft.lines[index].amount.debit)
          }
        }
        if Bool.random(using: &dice) {
          draft.lines[1].account = "411000"
          draft.lines[1].party = PartyKey(nature: .customer, code: "C1")
        }
        return draft
      }
      try await daily.post(drafts)
      #expect(try await books.verify { _ in }.problems == [])
    }
    let before = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    try await books.rebuild { _ in }
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
    #expect(try await books.verify { _ in }.problems == [])
    try await daily.close()
  }
}
