import Application
import Model
import Testing

@testable import Web

@Suite("Chart page")
struct ChartPageTests {
  private func page(_ count: Int) throws -> ChartPage {
    let year = try FiscalYear(
      start: #require(CalendarDate(iso: "2026-01-01")), end: #require(CalendarDate(iso: "2026-12-31")))
    let plan = ChartAccount(number: "411", label: "Clients", validFrom: nil, validTo: nil)
    let accounts = (0..<count).map { index in
      ChartPage.Account(
        number: "411\(1_000 + index)", label: "Client", home: plan, use: .thisYear, balance: MoneyTotal(minor: 5))
    }
    let unused = ChartPage.Account(number: "6011", label: nil, home: nil, use: .never, balance: .zero)
    return ChartPage(year: year, accounts: accounts + [unused])
  }

  @Test("a long chart goes by pages, each found by the number it starts with")
  func paging() throws {
    let page = try page(400)
    var start = ""
    var numbers: [String] = []
    for _ in 0..<5 {
      let model = ChartModel(page, filter: ChartFilter(digit: "", showsPlan: true, start: start))
      numbers += model.classes.flatMap(\.rows).map(\.number)
      guard let next = model.pager?.nextHref?.split(separator: "=").last else { break }
      start = String(next)
    }
    #expect(numbers.count == 401 && Set(numbers).count == 401)
  }

  @Test("what is only in the plan shows when it is asked for, and opens nothing")
  func unused() throws {
    let page = try page(2)
    let books = ChartModel(page, filter: ChartFilter(digit: "", showsPlan: false, start: ""))
    #expect(books.classes.flatMap(\.rows).count == 2 && books.pager == nil)
    let all = ChartModel(page, filter: ChartFilter(digit: "6", showsPlan: true, start: ""))
    let row = try #require(all.classes.flatMap(\.rows).first)
    #expect(row.number == "6011" && row.href == nil && row.isUnused && row.balance == nil)
  }
}
