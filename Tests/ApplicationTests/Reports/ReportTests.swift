import Model
import Testing

@testable import Application

@Suite("Pages of the books")
struct ReportTests {
  @Test("the pages of an account follow each other without a hole, and their balances agree")
  func paging() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.sales(250)))
    var cursor: AccountPage.Cursor?
    var lines: [AccountPage.Line] = []
    var pages = 0
    repeat {
      let page = try await books.accountPage("411000", yearEnd: Workbench.year.end, cursor: cursor, limit: 60)
      #expect(page.balanceBefore.minor == Int128(lines.count) * 1234)
      lines += page.lines
      pages += 1
      cursor = page.next
    } while cursor != nil
    #expect(pages == 5)
    #expect(Set(lines.map(\.entryID)).count == 250)
    #expect(lines.last?.runningBalance == MoneyTotal(minor: 308_500))
    #expect(lines.map(\.date) == lines.map(\.date).sorted())
    await home.closeAll()
  }

  @Test("a page and the one before it lead to each other")
  func backAndForth() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.sales(100)))
    func page(_ cursor: AccountPage.Cursor?) async throws -> AccountPage {
      try await books.accountPage("707000", yearEnd: Workbench.year.end, cursor: cursor, limit: 40)
    }
    let first = try await page(nil)
    let second = try await page(first.next)
    let back = try await page(second.previous)
    #expect(back.lines.map(\.entryID) == first.lines.map(\.entryID))
    #expect(first.previous == nil)
    await #expect(throws: ReportRefusal.unknownAccount("999")) {
      try await books.accountPage("999", yearEnd: Workbench.year.end, cursor: nil, limit: 40)
    }
    await home.closeAll()
  }

  @Test("the first page's figures are those of the lines")
  func overview() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let overview = try await books.overview(yearEnd: Workbench.year.end).shown
    #expect(overview.result.minor == 50_000)
    #expect(overview.treasury.minor == 1_120_000)
    #expect(overview.receivables.minor == 0)
    #expect(overview.payables.minor == 52_750)
    #expect(overview.months.count == 12)
    #expect(overview.months[1].income.minor == 100_000)
    #expect(overview.months[2].expenses.minor == 50_000)
    #expect(overview.months[11].treasury.minor == 1_120_000)
    #expect(overview.largestPayables.map(\.label) == ["Moulin de Barbery"])
    #expect(overview.largestReceivables.isEmpty)
    await home.closeAll()
  }
}
