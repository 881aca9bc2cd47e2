import Model
import Testing

@testable import Application

@Suite("Journals, grand livre and entries")
struct LedgerTests {
  @Test("the grand livre goes through the accounts in order, and its addresses come back as they were")
  func pages() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.sales(100)))
    var cursor: LedgerCursor?
    var lines: [String] = []
    repeat {
      let page = try await books.generalLedger(yearEnd: Workbench.year.end, cursor: cursor, limit: 70)
      for section in page.sections { lines += section.lines.map { _ in section.account } }
      if let next = page.next { #expect(LedgerCursor(text: next.text) == next) }
      cursor = page.next
    } while cursor != nil
    #expect(lines == lines.sorted())
    let whole = try await books.generalLedger(
      yearEnd: Workbench.year.end, accounts: AccountSpan("41"), cursor: nil, limit: 500)
    #expect(whole.sections.map(\.account) == ["411000"])
    #expect(whole.sections[0].balance == MoneyTotal(minor: 123_400))
    #expect(whole.sections[0].carried == nil)
    let none = try await books.generalLedger(
      yearEnd: Workbench.year.end, accounts: AccountSpan("9"), cursor: nil, limit: 500)
    #expect(none.sections.isEmpty && none.next == nil)
    await home.closeAll()
  }

  @Test("a period shows its lines, what stood before them, and what all its accounts add up to")
  func period() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let (first, last) = (Workbench.date("2026-03-01"), Workbench.date("2026-03-31"))
    let end = Workbench.year.end
    let ledger = try await books.generalLedger(
      yearEnd: end, accounts: AccountSpan("4-5"), from: first, at: last, cursor: nil, limit: 50)
    #expect(ledger.sections.map(\.account) == ["401000", "411000", "445660", "445710", "512000"])
    #expect(ledger.sections.map { $0.carried?.minor } == [0, 120_000, 0, -20_000, 1_000_000])
    #expect(ledger.sections.map { $0.balance?.minor } == [-52_750, 0, 2_750, -20_000, 1_120_000])
    #expect(ledger.sections[3].lines.isEmpty)
    #expect(ledger.sections[1].total == GeneralLedger.Total(debit: .zero, credit: MoneyTotal(minor: 120_000)))
    #expect(
      ledger.movements == GeneralLedger.Total(debit: MoneyTotal(minor: 122_750), credit: MoneyTotal(minor: 172_750)))
    let page = try await books.accountPage("411000", party: "C1", yearEnd: end, from: first, cursor: nil, limit: 50)
    #expect(page.opening?.minor == 120_000 && page.balance.isZero && page.lineCount == 1)
    #expect(page.lines.map(\.runningBalance) == [.zero])
    let whole = try await books.generalLedger(yearEnd: end, from: Workbench.year.start, cursor: nil, limit: 50)
    #expect(whole.from == nil && whole.movements == nil && whole.sections.allSatisfy { $0.carried == nil })
    await #expect(throws: ReportRefusal.periodInverted(last, first)) {
      try await books.generalLedger(yearEnd: end, from: last, at: first, cursor: nil, limit: 50)
    }
    let walk = try await books.wholeLedger(yearEnd: end, from: first, at: last, for: .reading)
    #expect(walk.lineCount == 5)
    await home.closeAll()
  }

  @Test("a journal lists its entries with their lines, and an entry says where it comes from")
  func journalAndEntry() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let book = try await books.journals(yearEnd: Workbench.year.end)
    #expect(book.journals.map(\.code) == ["AC", "AN", "BQ", "VE"])
    #expect(book.journals.map(\.lineCount).reduce(0, +) == 10)
    let sheet = try await books.journalSheet("VE", yearEnd: Workbench.year.end, month: nil, cursor: nil, limit: 10)
    let entry = try #require(sheet.entries.first)
    #expect(entry.lines.map(\.account) == ["411000", "707000", "445710"])
    #expect(sheet.months == [202_602])
    let other = try await books.journalSheet(
      "VE", yearEnd: Workbench.year.end, month: 202_603, cursor: nil, limit: 10)
    #expect(other.entries.isEmpty && other.journal.entryCount == 0)
    let detail = try await books.entryDetail(entry.id, limit: 2)
    #expect(detail.lines.map(\.account) == ["411000", "707000"])
    #expect(detail.nextAfter == 2 && detail.previousBefore == nil)
    #expect(detail.source?.firstRank == 3 && detail.source?.lastRank == 5)
    #expect(detail.lines[0].partyLabel == "Hôtel du Parc")
    #expect(detail.changeSet.hash.count == 32 && detail.changeSet.signature.count == 64)
    let rest = try await books.entryDetail(entry.id, lines: .after(2), limit: 2)
    #expect(rest.lines.map(\.account) == ["445710"] && rest.nextAfter == nil && rest.previousBefore == 3)
    await #expect(throws: ReportRefusal.unknownJournal("XX")) {
      try await books.journalSheet("XX", yearEnd: Workbench.year.end, month: nil, cursor: nil, limit: 10)
    }
    await #expect(throws: ReportRefusal.unknownEntry) {
      try await books.entryDetail(Identifier(high: 1, low: 1), limit: 2)
    }
    await home.closeAll()
  }

  @Test("the lines of one third party of an account add up by themselves, up to a day too")
  func party() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let page = try await books.accountPage(
      "411000", party: "C1", yearEnd: Workbench.year.end, cursor: nil, limit: 50)
    #expect(page.lines.count == 2 && page.lineCount == 2 && page.partyLabel == "Hôtel du Parc")
    #expect(page.debit == page.credit)
    let day = try #require(CalendarDate(iso: "2026-02-28"))
    let until = try await books.accountPage(
      "411000", party: "C1", yearEnd: Workbench.year.end, at: day, cursor: nil, limit: 50)
    #expect(until.lines.count == 1 && until.lineCount == 1 && until.debit.minor == 120_000)
    await #expect(throws: ReportRefusal.unknownParty("C9")) {
      try await books.accountPage("411000", party: "C9", yearEnd: Workbench.year.end, cursor: nil, limit: 50)
    }
    await home.closeAll()
  }
}
