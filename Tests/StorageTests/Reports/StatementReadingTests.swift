import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("What statements read")
struct StatementReadingTests {
  private static let days = [
    (1, 1), (1, 15), (1, 31), (2, 14), (2, 28), (3, 3), (3, 16), (3, 29), (11, 30), (12, 16), (12, 30), (12, 31),
  ]

  private func fold(_ log: GeneratedLog, year: Int64) -> NaiveFold {
    NaiveFold(log.visible.filter { $0.year == year }.map(\.entry))
  }

  private func label(_ account: String) -> String {
    ["411000": "Clients — suivi", "401000": "Fournisseurs"][account] ?? ""
  }

  @Test(
    "third parties stand on their own side at any day, as a naive fold gives them",
    arguments: Engine.all, 1...4 as ClosedRange<UInt64>)
  func standings(engine: Engine, seed: UInt64) async throws {
    let log = try GeneratedLog(seed: seed, entries: 120)
    let made = try await TestStore.holding(log, on: engine)
    for (year, calendarYear) in [(Int64(1), 2025), (2, 2024), (3, 2023)] {
      let fold = fold(log, year: year)
      for (month, day) in Self.days {
        let date = try #require(CalendarDate(year: calendarYear, month: month, day: day))
        for beginnings in [["40", "41"], ["401"], []] {
          let found = try await made.store.read {
            try $0.standings(year: year, through: date, splitting: beginnings)
          }
          let expected = fold.standings(through: date, splitting: beginnings, label: label)
          #expect(found == expected, "seed \(seed), \(date), \(beginnings)")
        }
      }
    }
  }

  @Test("pages of an auxiliary balance, one after the other, give each third party once", arguments: Engine.all)
  func auxiliary(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 8, entries: 150)
    let made = try await TestStore.holding(log, on: engine)
    let fold = fold(log, year: 1)
    for (month, day) in Self.days {
      let date = try #require(CalendarDate(year: 2025, month: month, day: day))
      let rows = try await made.store.read { transaction in
        let account = try #require(try transaction.account("411000"))
        var rows: [AuxiliaryBalance.Row] = []
        var after: PartyKey?
        repeat {
          let page = try transaction.auxiliaryPage(
            account, BookPeriod(year: 1, through: date), previous: nil, after: after, limit: 7)
          #expect(page.rows.count <= 8)
          rows += page.rows
          after = page.next
        } while after != nil
        return rows
      }
      let expected = fold.auxiliary(account: "411000", through: date)
      #expect(rows.map(\.party) == expected.map(\.party), "\(date)")
      #expect(rows.map(\.debit) == expected.map(\.debit))
      #expect(rows.map(\.credit) == expected.map(\.credit))
      #expect(rows.map(\.openingDebit) == expected.map(\.openingDebit))
    }
  }

  @Test("the balance of the year before stands beside, also for who was there then only", arguments: Engine.all)
  func auxiliaryPrevious(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 8, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    let (now, before) = (fold(log, year: 1), fold(log, year: 3))
    let rows = try await made.store.read { transaction in
      let account = try #require(try transaction.account("401000"))
      return try transaction.auxiliaryPage(
        account, BookPeriod(year: 1, through: .latest), previous: BookPeriod(year: 3, through: .latest), after: nil,
        limit: 10_000
      ).rows
    }
    let old = before.auxiliary(account: "401000", through: .latest)
    let parties = Set(now.auxiliary(account: "401000", through: .latest).map(\.party) + old.map(\.party))
    #expect(Set(rows.map(\.party)) == parties)
    #expect(rows.count == parties.count)
    for row in rows {
      #expect(row.previousBalance == old.first { $0.party == row.party }?.balance ?? .zero)
    }
  }

  @Test("a withdrawn import leaves no side behind, and doing its year again gives the same", arguments: Engine.all)
  func withdrawal(engine: Engine) async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 3, entries: 60), on: engine)
    let years = try await made.store.read { transaction in
      try transaction.list("SELECT DISTINCT year_no FROM party_side ORDER BY year_no") { $0.integer(0) }
    }
    // Year 2 is still rolling, year 3 was withdrawn and done again.
    #expect(years == [1, 3])
  }
}
