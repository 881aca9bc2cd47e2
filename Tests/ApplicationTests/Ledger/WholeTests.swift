import Model
import Synchronization
import Testing

@testable import Application

@Suite("Whole reports")
struct WholeTests {
  private let end = Workbench.year.end

  @Test("page after page, a whole report holds every line that the books stream, in the same order")
  func complete() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.sales(700)))
    let streamed = Mutex<[LedgerLine]>([])
    try await books.streamLedger(yearEnd: end, at: nil, account: nil, carriedAs: "") { line in
      streamed.withLock { $0.append(line) }
    }
    let expected = streamed.withLock { $0 }
    var lines: [AccountPage.Line] = []
    var pages = 0
    let ledger = try await books.wholeLedger(yearEnd: end, for: .export)
    try await ledger.each { page in
      lines += page.sections.flatMap(\.lines)
      pages += 1
    }
    #expect(pages == 3 && ledger.lineCount == 1_400)
    #expect(lines.map(\.entryNumber) == expected.map(\.number))
    #expect(lines.map(\.runningBalance) == expected.compactMap(\.balance))
    var account: [AccountPage.Line] = []
    let walk = try await books.wholeAccount("411000", yearEnd: end, for: .reading)
    try await walk.each { account += $0.lines }
    #expect(account.count == 700 && walk.lineCount == 700)
    var entries = 0
    let journal = try await books.wholeJournal("VE", yearEnd: end, month: nil, for: .reading)
    try await journal.each { entries += $0.entries.count }
    #expect(entries == 700 && journal.lineCount == 1_400)
    var parties: [String] = []
    let auxiliary = try await books.wholeAuxiliaryBalance(yearEnd: end, for: .reading, limit: 20)
    try await auxiliary.each { parties += $0.accounts.flatMap(\.rows).compactMap(\.party?.code) }
    #expect(parties.count == 50 && Set(parties).count == 50)
    await home.closeAll()
  }

  @Test("an entry of many lines comes with all of them, and filters count what they leave")
  func filters() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let lines = (0..<40).map { rank in
      "OD|Divers|1|20260131|\(rank % 2 == 0 ? 421_000 : 641_000)|Paie|||OD1|20260131|Paie|"
        + (rank % 2 == 0 ? "0,00|10,00" : "10,00|0,00") + "|||20260131||"
    }
    try await books.take(books.control(SampleFEC.text(lines)))
    let journal = try await books.wholeJournal("OD", yearEnd: end, month: 202_601, for: .reading)
    #expect(journal.first.entries.map(\.lines.count) == [40])
    let page = try await books.journalSheet("OD", yearEnd: end, month: nil, cursor: nil, limit: 10)
    #expect(page.entries.map(\.lines.count) == [JournalSheet.shownLines])
    func count(_ prefix: String, _ date: String?) async throws -> Int {
      try await books.wholeLedger(
        yearEnd: end, accounts: AccountSpan(prefix), at: date.flatMap { CalendarDate(iso: $0) }, for: .reading
      ).lineCount
    }
    #expect(try await count("", nil) == 40)
    #expect(try await count("64", nil) == 20)
    #expect(try await count("64", "2026-01-30") == 0)
    #expect(try await count("64", "2026-01-31") == 20)
    await home.closeAll()
  }

  @Test("to take the books away needs the right to export, to read them the right to read")
  func rights() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let assistant = Books(open: books.open, personID: books.personID, personName: "Aide", role: .collaborateur)
    let refused = NotAllowed(action: .exportBooks, role: .collaborateur)
    await #expect(throws: refused) { try await assistant.wholeLedger(yearEnd: end, for: .export) }
    await #expect(throws: refused) { try await assistant.wholeAccount("411000", yearEnd: end, for: .export) }
    await #expect(throws: refused) { try await assistant.wholeJournal("VE", yearEnd: end, month: nil, for: .export) }
    await #expect(throws: refused) { try await assistant.wholeAuxiliaryBalance(yearEnd: end, for: .export, limit: 9) }
    await #expect(throws: refused) { try await assistant.exportedTrialBalance(yearEnd: end) }
    await #expect(throws: refused) { try await assistant.exportedStatements(yearEnd: end) }
    await #expect(throws: NotAllowed(action: .readBooks, role: .collaborateur)) {
      try await assistant.wholeLedger(yearEnd: end, for: .reading)
    }
    await home.closeAll()
  }

  @Test("what was read while the import of the year was withdrawn does not pass for whole")
  func changedMeanwhile() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let status = try await books.take(books.control(SampleFEC.year2026))
    let walk = try await books.wholeLedger(yearEnd: end, for: .export)
    try await books.withdrawImport(status.id, reason: "Essai")
    await #expect(throws: ReportRefusal.changedMeanwhile(end)) { try await walk.each { _ in } }
    await home.closeAll()
  }

  @Test("an entry validated meanwhile is seen too, and counts in its year")
  func postedMeanwhile() async throws {
    let daily = try await DailyBench()
    let walk = try await daily.books.wholeJournal("AC", yearEnd: end, month: nil, for: .reading)
    let count = try await daily.books.years().first?.entryCount
    try await daily.post([daily.purchase(5)])
    #expect(try await daily.books.years().first?.entryCount == count.map { $0 + 1 })
    await #expect(throws: ReportRefusal.changedMeanwhile(end)) { try await walk.each { _ in } }
    try await daily.close()
  }
}
