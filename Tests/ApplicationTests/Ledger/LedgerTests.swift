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
      yearEnd: Workbench.year.end, prefix: "41", cursor: nil, limit: 500)
    #expect(whole.sections.map(\.account) == ["411000"])
    #expect(whole.sections[0].total?.balance == MoneyTotal(minor: 123_400))
    #expect(whole.sections[0].carried == nil)
    let none = try await books.generalLedger(yearEnd: Workbench.year.end, prefix: "9", cursor: nil, limit: 500)
    #expect(none.sections.isEmpty && none.next == nil)
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
