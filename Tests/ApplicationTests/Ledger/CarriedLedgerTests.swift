import Model
import Storage
import Synchronization
import Testing

@testable import Application

@Suite("The grand livre of a year that is not opened yet")
struct CarriedLedgerTests {
  private static let end = Workbench.date("2027-12-31")

  /// 2026 as it was taken over, and 2027 with a purchase of two lines.
  private func books(_ engine: Engine) async throws -> DailyBench {
    let daily = try await DailyBench(engine, on: "2027-02-10")
    _ = try await daily.books.openNextYear(after: Workbench.year.end)
    try await daily.post([daily.purchase(5_000, on: "2027-01-20")])
    return daily
  }

  @Test(
    "its accounts and what they stand at are those of the balance, whatever a page holds, forward and backward",
    arguments: Engine.available)
  func equalsBalance(engine: Engine) async throws {
    let daily = try await books(engine)
    let rows = try await daily.books.trialBalance(yearEnd: Self.end, at: nil).rows
    let expected = rows.map { "\($0.account) \($0.balance.minor)" }
    #expect(expected.contains("120000 -50000") && expected.contains("512000 1120000"))
    #expect(rows.count == 7)
    for limit in [1, 2, 3, 500] {
      var (found, pages): ([String], [GeneralLedger]) = ([], [])
      var cursor: LedgerCursor?
      repeat {
        let page = try await daily.books.generalLedger(yearEnd: Self.end, cursor: cursor, limit: limit)
        #expect(page.sections.reduce(0) { $0 + max(1, $1.lines.count) } <= limit)
        for section in page.sections {
          if let balance = section.balance { found.append("\(section.account) \(balance.minor)") }
        }
        if let next = page.next { #expect(LedgerCursor(text: next.text) == next) }
        pages.append(page)
        cursor = page.next
      } while cursor != nil
      #expect(found == expected)
      // Back again, page by page.
      cursor = pages.last?.previous
      for page in pages.dropLast().reversed() {
        #expect(cursor != nil)
        let back = try await daily.books.generalLedger(yearEnd: Self.end, cursor: cursor, limit: limit)
        #expect(back.sections.map(\.account) == page.sections.map(\.account))
        #expect(back.sections.map(\.carried) == page.sections.map(\.carried))
        cursor = back.previous
      }
      #expect(cursor == nil)
    }
    try await daily.close()
  }

  @Test("spans and days keep what is carried; a period that begins later shows what its accounts stood at before")
  func filters() async throws {
    let daily = try await books(.sealedFile)
    let four = try await daily.books.generalLedger(
      yearEnd: Self.end, accounts: AccountSpan("4"), at: Workbench.date("2027-01-10"), cursor: nil, limit: 50)
    #expect(four.sections.map(\.account) == ["401000", "445660", "445710"])
    #expect(four.sections.map { $0.carried?.minor } == [-52_750, 2_750, -20_000])
    #expect(four.sections.allSatisfy { $0.lines.isEmpty && $0.isProvisional && $0.balance == $0.carried })
    let later = try await daily.books.generalLedger(
      yearEnd: Self.end, from: Workbench.date("2027-01-15"), cursor: nil, limit: 50)
    let supplier = try #require(later.sections.first { $0.account == "401000" })
    #expect(supplier.balance?.minor == -57_750 && later.sections.contains { $0.account == "601000" })
    // Every account of the balance is there, with or without a line of the period.
    for row in try await daily.books.trialBalance(yearEnd: Self.end, at: nil).rows where !row.balance.isZero {
      #expect(later.sections.first { $0.account == row.account }?.balance == row.balance, "\(row.account)")
    }
    try await daily.close()
  }

  @Test("the whole of it, line after line, begins each account with what is carried", arguments: Engine.available)
  func streamed(engine: Engine) async throws {
    let daily = try await books(engine)
    let last = Mutex<[String: MoneyTotal]>([:])
    let carried = Mutex(0)
    try await daily.books.streamLedger(yearEnd: Self.end, at: nil, account: nil, carriedAs: "Reprise") { line in
      last.withLock { $0[line.account] = line.balance }
      if line.label == "Reprise" { carried.withLock { $0 += 1 } }
    }
    let rows = try await daily.books.trialBalance(yearEnd: Self.end, at: nil).rows
    #expect(last.withLock { $0 } == Dictionary(uniqueKeysWithValues: rows.map { ($0.account, $0.balance) }))
    #expect(carried.withLock { $0 } == 6)
    let one = Mutex<[LedgerLine]>([])
    try await daily.books.streamLedger(yearEnd: Self.end, at: nil, account: "120000", carriedAs: "Reprise") { line in
      one.withLock { $0.append(line) }
    }
    #expect(
      one.withLock { $0.map(\.credit.minor) } == [50_000] && one.withLock { $0.map(\.date.iso) } == ["2027-01-01"])
    try await daily.close()
  }
}
