import Model
import Storage
import Synchronization
import Testing

@testable import Application

@Suite("Closing a year")
struct ClosingTests {
  @Test(
    "the next year opens with what this one left, account by account and third party by third party",
    arguments: Engine.available)
  func opening(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    try await daily.post([daily.purchase(30_000, on: "2026-12-20", voucher: "F9"), daily.purchase(500, party: "M1")])
    let expected = try await daily.expectedOpening()
    let outcome = try await daily.close2026()
    #expect(outcome.closing.generation == 1 && outcome.closing.result == MoneyTotal(minor: 19_500))
    #expect(outcome.closing.resultAccount == "120000" && outcome.closing.openings.count == 1)
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    let entry = try await daily.books.entryDetail(outcome.closing.openings[0], limit: 50)
    #expect(entry.journal == "AN" && entry.number == "1" && entry.date == Workbench.date("2027-01-01"))
    // In detail: the three purchases of the supplier are three lines, each with its piece and its day to be paid.
    let lines = try await daily.books.matchingDesk(account: "401000", party: "M1").lines
    #expect(Set(lines.map(\.voucherReference)) == ["F77", "F9", "F1"])
    #expect(lines.first { $0.voucherReference == "F9" }?.dueDate == Workbench.date("2027-01-19"))
    #expect(try await daily.books.verify { _ in }.problems == [])
    let known = try await daily.books.closings()
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.closings() == known && known.map(\.fact) == [outcome.closing])
    #expect(try await daily.books.verify { _ in }.problems == [])
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    try await daily.close()
  }

  @Test("months, perpetual total and documents are signed; the sealed legal file is the one of the day")
  func facts() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    let before = try await daily.books.exportFEC(yearEnd: Workbench.year.end, toFolder: daily.bench.folder)
    let closing = try await daily.close2026().closing
    #expect(closing.months.map(\.month) == [202_602, 202_603])
    #expect(closing.months.map(\.debit.minor) == [120_000, 172_750] && closing.months.map(\.entryCount) == [1, 2])
    #expect(closing.perpetualDebit.minor == 292_750 && closing.perpetualCredit.minor == 292_750)
    #expect(closing.documents.map(\.kind) == ClosingDocument.Kind.allCases)
    let file = try await daily.books.closingDocument(closing.documents[0].id)
    var bytes: [UInt8] = []
    while let piece = try await file.next() { bytes += piece }
    #expect(closing.documents[0].hash == before.hash && bytes.count == before.sizeBytes)
    let known = try #require(try await daily.books.closings().first)
    #expect(known.fact == closing && known.isClosed)
    try await daily.close()
  }

  @Test("the key changes after a closing, and the sealed documents with it; they outlive the next opening")
  func key() async throws {
    let bench = try Workbench()
    var environment = bench.environment
    environment.day = { _ in Workbench.date("2027-02-10") }
    let home = try NodeHome(
      folder: bench.folder, environment: environment, chart: [], liasse: .shipped, passwordCost: .lowest)
    let books = try await home.create(Workbench.creation(), password: Workbench.password).books
    try await books.take(books.control(SampleFEC.year2026))
    let before = try await books.keys().map(\.fingerprint)
    let outcome = try await books.closeYear(endingOn: Workbench.year.end, accepting: Set(ClosingCheck.allCases))
    #expect(outcome.key == .renewed)
    #expect(try await books.keys().map(\.fingerprint) == before)
    let document = outcome.closing.documents[2].id
    let text = try await books.closingDocument(document).next()
    #expect(text?.isEmpty == false)
    await home.closeAll()
    let (again, _) = try await home.borrow(Workbench.siren, .password(Workbench.password))
    #expect(try await again.closingDocument(document).next() == text)
    #expect(try await again.verify { _ in }.problems == [])
    await home.closeAll()
  }

  @Test("what it does is told step after step, and how far it is never goes back")
  func progress() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    let told = Mutex<[ClosingProgress]>([])
    let end = Workbench.year.end
    let all = Set(ClosingCheck.allCases)
    #expect(try await daily.books.checkClosing(endingOn: end, accepting: all) == Workbench.year)
    try await daily.books.closeYear(endingOn: end, accepting: all) { step in told.withLock { $0.append(step) } }
    let steps = told.withLock { $0 }
    #expect(steps.map(\.permille) == steps.map(\.permille).sorted() && steps.last?.permille == 1_000)
    #expect(steps.first == ClosingProgress(.controls) && steps.first?.permille == 0)
    let order = steps.map(\.step).reduce(into: [ClosingProgress.Step]()) { if $0.last != $1 { $0.append($1) } }
    #expect(order == ClosingProgress.Step.allCases)
    // Every entry of the legal file is a step of it: there are four.
    #expect(steps.filter { $0.step == .documents }.count >= 4)
    await #expect(throws: ClosingRefusal.alreadyClosed(Workbench.year)) {
      try await daily.books.checkClosing(endingOn: end, accepting: all)
    }
    try await daily.close()
  }

  @Test("what stands in the way, and what nobody accepted, refuses with nothing written")
  func refused() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    let draft = try await daily.books.saveDraft(daily.purchase(100))
    let before = try await daily.books.logHead()
    await #expect(throws: ClosingRefusal.blocked([.draftsLeft])) { try await daily.close2026() }
    try await daily.books.discardDrafts([draft.id])
    await #expect(throws: ClosingRefusal.self) {
      try await daily.books.closeYear(endingOn: Workbench.year.end, accepting: [])
    }
    await #expect(throws: ClosingRefusal.self) {
      try await daily.books.checkClosing(endingOn: Workbench.year.end, accepting: [])
    }
    #expect(try await daily.books.logHead()?.changeSetCount == before.map { $0.changeSetCount + 1 })
    #expect(try await daily.books.years().count == 1)
    try await daily.close()
    let early = try await DailyBench()
    await #expect(throws: ClosingRefusal.blocked([.yearNotOver])) { try await early.close2026() }
    try await early.close()
  }

  @Test("nothing enters a closed year, and nothing leaves it", arguments: Engine.available)
  func frozen(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    let posted = try #require(try await daily.post([daily.purchase(12_000)]).first).entry
    try await daily.post([daily.supplierPayment(12_000, on: "2026-06-01")])
    let matched = try await daily.books.matchLines(daily.open(12_000))
    try await daily.close2026()
    let draft = try await daily.books.saveDraft(daily.purchase(100))
    #expect(
      try await daily.books.reviewPosting([draft.id]).refused.first?.problems == [.yearClosed(Workbench.year)])
    await #expect(throws: PostingRefusal.dayRefused([.yearClosed(Workbench.year)])) {
      try await daily.books.reverse(posted.id, on: posted.date, label: "Reprise", reason: "erreur")
    }
    await #expect(throws: YearIsClosed(Workbench.year)) {
      try await daily.books.setPeriodLocks(months: [202_604], isLocked: true, reason: "")
    }
    await #expect(throws: YearIsClosed(Workbench.year)) {
      try await daily.books.unmatch([matched.id], reason: "erreur")
    }
    let imported = try #require(try await daily.books.imports().first)
    await #expect(throws: ImportRefusal.yearClosed(Workbench.year)) {
      try await daily.books.withdrawImport(imported.id, reason: "erreur")
    }
    await #expect(throws: ClosingRefusal.alreadyClosed(Workbench.year)) { try await daily.close2026() }
    // A late entry goes into the open year.
    try await daily.post([daily.purchase(100, on: "2027-01-01")])
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("letters reach across the closing, and come back with the reopening", arguments: Engine.available)
  func letters(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    let invoice = try #require(try await daily.post([daily.purchase(12_000, on: "2026-12-20")]).first).entry
    _ = try await daily.books.openNextYear(after: Workbench.year.end)
    try await daily.post([
      daily.supplierPayment(12_000, on: "2027-01-15"), daily.supplierPayment(900, on: "2027-01-16"),
    ])
    let first = try await daily.books.matchLines(daily.open(12_000))
    #expect(first.lines.contains { $0.entry == invoice.id })
    let closing = try await daily.close2026().closing
    let carried = try #require(try await daily.books.matchingDesk(account: "401000", party: "M1").matchings.first)
    #expect(carried.code == first.code && carried.remainder.isZero)
    #expect(carried.lines.contains { $0.reference.entry == closing.openings[0] })
    #expect(!carried.lines.contains { $0.reference.entry == invoice.id })
    await #expect(throws: YearIsClosed(Workbench.year)) {
      let mixed = try await daily.open(52_750, endingOn: Workbench.year.end) + daily.open(900)
      try await daily.books.matchLines(mixed, isPartial: true)
    }
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: "facture oubliée")
    let back = try #require(
      try await daily.books.matchingDesk(account: "401000", party: "M1").matchings.first { $0.code == first.code })
    #expect(back.lines.contains { $0.reference.entry == invoice.id } && back.lines.count == 2)
    #expect(try await daily.open(52_750).count == 1)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("a year reopened takes entries again, and closes again with the next numbers", arguments: Engine.available)
  func reopening(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    await #expect(throws: ClosingRefusal.notClosed(Workbench.year)) {
      try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: "erreur")
    }
    let first = try await daily.close2026().closing
    await #expect(throws: ClosingRefusal.reasonMissing) {
      try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: " ")
    }
    let reopened = try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: "facture oubliée")
    #expect(reopened.generation == 2 && reopened.reversals.count == 1)
    // What was signed stands at nothing; the provisional opening is there again.
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == daily.expectedOpening())
    #expect(try await daily.books.provisionalYear(yearEnd: DailyBench.year2027) == Workbench.year)
    try await daily.post([daily.purchase(777, on: "2026-12-31")])
    let second = try await daily.close2026().closing
    #expect(second.generation == 3 && second.result == first.result - MoneyTotal(minor: 777))
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == daily.expectedOpening())
    let entry = try await daily.books.entryDetail(second.openings[0], limit: 1)
    #expect(entry.number == "3")
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("whatever was written, the opening is what was left", arguments: [1, 2, 3] as [UInt64])
  func property(seed: UInt64) async throws {
    var dice = SeededNumbers(seed)
    let daily = try await DailyBench(on: "2027-02-10")
    var drafts: [EntryDraft] = []
    for _ in 0..<30 {
      let day = "2026-\(dice.below(2) == 0 ? "11" : "12")-\(10 + dice.below(20))"
      let cents = Int64(1 + dice.below(90_000))
      drafts.append(dice.below(3) == 0 ? daily.supplierPayment(cents, on: day) : daily.purchase(cents, on: day))
    }
    try await daily.post(drafts)
    let open = try await daily.books.matchingDesk(account: "401000", party: "M1").lines.map(\.reference)
    for start in stride(from: 0, to: open.count - 3, by: 4) where dice.below(2) == 0 {
      try await daily.books.matchLines(Array(open[start..<start + 2]), isPartial: true)
    }
    let expected = try await daily.expectedOpening()
    try await daily.close2026()
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: "essai")
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close2026()
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    try await daily.close()
  }
}

/// Numbers drawn from a seed.
private struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % bound)
  }
}

@Suite("Provisional opening")
struct ProvisionalOpeningTests {
  @Test(
    "the next year shows what this one would leave, before the closing as after it, and nothing is written",
    arguments: Engine.available)
  func live(engine: Engine) async throws {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    _ = try await daily.books.openNextYear(after: Workbench.year.end)
    try await daily.post([daily.supplierPayment(12_750, on: "2027-01-15"), daily.purchase(30_000, on: "2026-12-20")])
    let head = try await daily.books.logHead()
    let expected = try await daily.expectedOpening()
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    let before = try await Reports(daily)
    #expect(before.opening == MoneyTotal(minor: -82_750) && before.running == MoneyTotal(minor: -70_000))
    #expect(try await daily.books.provisionalYear(yearEnd: DailyBench.year2027) == Workbench.year)
    #expect(try await daily.books.logHead() == head)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close2026()
    #expect(try await daily.standing(DailyBench.year2027, isOpening: true) == expected)
    #expect(try await daily.books.provisionalYear(yearEnd: DailyBench.year2027) == nil)
    let after = try await Reports(daily)
    #expect(after.assets == before.assets && after.cash == before.cash && after.owed == before.owed)
    #expect(after.balances == before.balances)
    try await daily.books.reopenYear(endingOn: Workbench.year.end, reason: "essai")
    #expect(try await Reports(daily).balances == before.balances)
    try await daily.close()
  }

  @Test("it says where it comes from: the account of the year before, or the result of that year")
  func source() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    _ = try await daily.books.openNextYear(after: Workbench.year.end)
    try await daily.post([daily.purchase(30_000, on: "2026-12-20")])
    func source(_ account: String, party: String? = nil) async throws -> Application.AccountPage.OpeningSource? {
      try await daily.books.accountPage(
        account, party: party, yearEnd: DailyBench.year2027, cursor: nil, limit: 10
      ).source
    }
    let fromAccount = Application.AccountPage.OpeningSource(year: Workbench.year, hasAccount: true, hasResult: false)
    #expect(try await source("401000") == fromAccount)
    #expect(try await source("401000", party: "M1") == fromAccount)
    let opening = try await daily.expectedOpening()
    let result = try #require(opening.keys.first { $0.hasPrefix("12") })
    #expect(
      try await source(result)
        == Application.AccountPage.OpeningSource(year: Workbench.year, hasAccount: false, hasResult: true))
    try await daily.close2026()
    #expect(try await source("401000") == nil)
    try await daily.close()
  }

  /// The figures of 2027 that must not change when 2026 is closed.
  private struct Reports {
    let opening: MoneyTotal?
    let running: MoneyTotal?
    let assets: MoneyTotal?
    let cash: MoneyTotal
    let owed: [MoneyTotal]
    let balances: [String: MoneyTotal]

    init(_ daily: DailyBench) async throws {
      let end = DailyBench.year2027
      let page = try await daily.books.accountPage("401000", party: "M1", yearEnd: end, cursor: nil, limit: 50)
      (opening, running) = (page.opening, page.lines.last?.runningBalance)
      assets = try await daily.books.statements(yearEnd: end).statements.total(of: .asset)?.net
      let overview = try await daily.books.overview(yearEnd: end).shown
      (cash, owed) = (overview.treasury, overview.largestPayables.map(\.amount))
      balances = try await daily.standing(end, isOpening: false)
    }
  }
}
