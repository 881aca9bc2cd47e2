import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("Projection of the log")
struct ProjectionTests {
  private func entries(_ log: GeneratedLog, year: Int64) -> [JournalEntry.Validated] {
    log.visible.filter { $0.year == year }.map(\.entry)
  }

  @Test("trial balances at any day are those of a naive fold", arguments: Engine.all, 1...4 as ClosedRange<UInt64>)
  func trialBalances(engine: Engine, seed: UInt64) async throws {
    let log = try GeneratedLog(seed: seed, entries: 90)
    let made = try await TestStore.holding(log, on: engine)
    for (year, calendarYear) in [(Int64(1), 2025), (2, 2024), (3, 2023)] {
      let fold = NaiveFold(entries(log, year: year))
      for (month, day) in [(1, 1), (1, 15), (1, 31), (2, 28), (3, 3), (12, 30), (12, 31)] {
        let date = try #require(CalendarDate(year: calendarYear, month: month, day: day))
        let found = try await made.store.read { try $0.trialBalance(year: year, through: date) }
        let labels = ["411000": "Clients — suivi", "401000": "Fournisseurs"]
        #expect(found == fold.trialBalance(through: date) { labels[$0] ?? "" }, "seed \(seed), \(date)")
      }
    }
  }

  @Test("entries come back whole, in the order of the legal file", arguments: Engine.all, 1...3 as ClosedRange<UInt64>)
  func wholeEntries(engine: Engine, seed: UInt64) async throws {
    let log = try GeneratedLog(seed: seed, entries: 70)
    let made = try await TestStore.holding(log, on: engine)
    for year in 1...3 as ClosedRange<Int64> {
      let expected = entries(log, year: year).enumerated().sorted { left, right in
        func key(_ each: (offset: Int, element: JournalEntry.Validated)) -> (Int, Int32, UInt32, Int) {
          let entry = each.element
          return (
            entry.flags.contains(.opening) ? 0 : 1, entry.validationDate.number, entry.lines[0].sourceRank, each.offset
          )
        }
        return key(left) < key(right)
      }.map(\.element)
      let found = try await made.store.read { transaction in
        var found: [JournalEntry.Validated] = []
        try transaction.entries(year: year) { found.append($0) }
        return found
      }
      // Compared apart: a failure would print both years whole.
      let areEqual = found == expected
      #expect(areEqual, "seed \(seed), year \(year)")
      let first = try #require(expected.first ?? log.visible.first?.entry)
      #expect(try await made.store.read { try $0.entry(first.id) } == first)
    }
  }

  @Test("an account's pages, forward and backward, give each line once with its running balance", arguments: Engine.all)
  func pages(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 5, entries: 120)
    let made = try await TestStore.holding(log, on: engine)
    let fold = NaiveFold(entries(log, year: 1))
    let party = try #require(fold.lines.first { $0.line.account == "411000" }?.line.party)
    for key in [nil, party] {
      let expected = fold.page(account: "411000", party: key)
      let (forward, backward) = try await made.store.read { transaction in
        let account = try #require(try transaction.account("411000")).number
        let number = try key.map { try #require(try transaction.party($0)).number }
        let forward = try Self.walk(.first) {
          try transaction.accountPage(year: 1, account: account, party: number, at: $0, limit: 7)
        }
        let backward = try Self.walk(.last) {
          try transaction.accountPage(year: 1, account: account, party: number, at: $0, limit: 7)
        }
        return (forward, backward)
      }
      #expect(forward == backward)
      #expect(forward.map(\.debit) == expected.map(\.line.debit))
      #expect(forward.map(\.credit) == expected.map(\.line.credit))
      #expect(forward.map(\.key.date) == expected.map(\.date))
      for (index, line) in forward.enumerated() {
        #expect(line.balance == NaiveFold.balance(expected.prefix(index + 1)))
      }
    }
  }

  private static func walk(_ start: PagePlace, _ page: (PagePlace) throws -> AccountPage) throws -> [AccountLine] {
    var (place, lines) = (start, [AccountLine]())
    while true {
      let found = try page(place)
      guard let first = found.lines.first, let last = found.lines.last else { return lines }
      if case .last = start {
        lines = found.lines + lines
        guard found.hasEarlier else { return lines }
        place = .before(first.key)
      } else {
        lines += found.lines
        guard found.hasLater else { return lines }
        place = .after(last.key)
      }
    }
  }

  @Test("cards, third parties, matching and the first page's figures are those of a naive fold", arguments: Engine.all)
  func figures(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 8, entries: 150)
    let made = try await TestStore.holding(log, on: engine)
    let fold = NaiveFold(entries(log, year: 1))
    try await made.store.read { transaction in
      let customers = fold.page(account: "411000")
      let card = try #require(try transaction.accountCard(year: 1, account: "411000"))
      #expect(card.balance == NaiveFold.balance(customers))
      #expect(card.lineCount == customers.count)
      #expect(card.lastDate == customers.last?.date)
      let months = try transaction.rootMonths(year: 1)
      for prefix in ["41", "40", "7"] {
        let lines = fold.lines.filter { $0.line.account.hasPrefix(prefix) }
        let found = months.filter { $0.root.hasPrefix(prefix) }
        #expect(found.reduce(.zero) { $0 + $1.balance } == NaiveFold.balance(lines))
      }
      let largest = try transaction.partyBalances(years: [1], prefixes: ["411"], owedToUs: true, limit: 3)
      #expect(largest.map(\.amount.minor) == largest.map(\.amount.minor).sorted(by: >))
      let balances = try transaction.partyBalances(year: 1, account: card.account.number)
      #expect(Set(balances.map(\.party.key)) == Set(customers.compactMap(\.line.party)))
      for balance in balances {
        let lines = customers.filter { $0.line.party == balance.party.key }
        #expect(balance.balance == NaiveFold.balance(lines))
        let sums = try transaction.matchingSums(year: 1, account: card.account.number, party: balance.party.number)
        let codes = Dictionary(grouping: lines, by: \.line.matchingCode)
        #expect(sums.map(\.code) == codes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(sums.map(\.lineCount) == sums.map { Int64(codes[$0.code]?.count ?? 0) })
      }
    }
  }

  @Test("a rolling import shows nothing, and says how far it is", arguments: Engine.all)
  func rolling(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 2, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    try await made.store.read { transaction in
      let rolling = try #require(try transaction.rollingImports().first)
      #expect(rolling.entriesDone == 30 && rolling.entryCount == 60)
      #expect(try transaction.standingImport(yearEnding: rolling.year.end)?.id == rolling.id)
      for table in ["line_by_account", "line_by_party", "balance"] {
        #expect(try transaction.integer("SELECT COUNT(*) FROM \(table) WHERE year_no = 2") == 0)
      }
    }
  }

  @Test(
    "an entry of an unknown import, a second completion and a taken place of the chain are faults",
    arguments: Engine.all)
  func faults(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 2, entries: 3)
    let made = try await TestStore.holding(log, on: engine)
    var books = try GeneratedBooks(seed: 77)
    let stray = BookEvent.entryImported(books.entry())
    let again = try #require(log.changeSets.joined().first { if case .importCompleted = $0 { true } else { false } })
    let endless = BookEvent.importAccepted(books.accepted(entries: .max, lines: 3))
    let origin = Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 1)
    for event in [stray, again, endless] {
      await #expect(throws: Fault.self) {
        try await made.store.write { try Projector($0).project([event], origin: origin) }
      }
    }
    await #expect(throws: Fault.self) { try await made.store.write { try ChangeSetLog($0).append(log.stored(0)) } }
  }
}
