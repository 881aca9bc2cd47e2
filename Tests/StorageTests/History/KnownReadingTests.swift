import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("The books as they were known at a moment")
struct KnownReadingTests {
  @Test(
    "every report at any moment says what the log up to that moment, projected into an empty store, says",
    arguments: Engine.all, [1, 2, 3] as [UInt64])
  func replayed(engine: Engine, seed: UInt64) async throws {
    let log = try HistoryLog(seed: seed, steps: 40)
    let whole = try await TestStore(engine)
    try await log.write(first: log.changeSets.count, to: whole.store)
    for count in stride(from: 5, through: log.changeSets.count, by: 7) {
      // A moment at which the clock was set back is not told from the one before: what follows is known with it.
      let moment = Instant(milliseconds: log.times.prefix(count).max() ?? 0)
      var latest = Int64.min
      let reached = log.times.prefix { time in
        latest = max(latest, time)
        return latest <= moment.milliseconds
      }.count
      let replay = try await TestStore(engine)
      try await log.write(first: reached, to: replay.store)
      let expected = try await replay.store.read { try ReportSnapshot.take($0) }
      let found = try await whole.store.read { transaction in
        let point = try transaction.knownPoint(at: moment)
        #expect(point.position == Int64(reached))
        return try ReportSnapshot.take(transaction.asKnown(at: point))
      }
      for (place, (one, other)) in zip(found, expected).enumerated() where one != other {
        Issue.record("\(engine) \(seed), after \(reached) change-sets, \(place): \(one) instead of \(other)")
        break
      }
      #expect(found.count == expected.count)
    }
  }

  @Test("the present looked at as a moment says what the tables of the present say", arguments: Engine.all)
  func present(engine: Engine) async throws {
    let log = try HistoryLog(seed: 8, steps: 60)
    let made = try await TestStore(engine)
    try await log.write(first: log.changeSets.count, to: made.store)
    try await made.store.read { transaction in
      let found = try ReportSnapshot.take(transaction.asKnown(at: transaction.latestPoint()))
      #expect(found == (try ReportSnapshot.take(transaction)))
      #expect(try transaction.pageTableGaps() == [])
      let none = try transaction.asKnown(at: transaction.knownPoint(at: Instant(milliseconds: 0)))
      #expect(try none.trialBalance(year: 3, through: .latest).rows.isEmpty)
    }
  }

  @Test("what holds the present only is refused by name, never answered")
  func presentOnly() async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 20))
    try await made.store.read { transaction in
      let past = try transaction.asKnown(at: transaction.latestPoint())
      #expect(throws: Fault.self) { try past.rootMonths(year: 1) }
      #expect(throws: Fault.self) { try past.findEntries(year: 1, key: "1", limit: 1) }
    }
  }

  @Test("a past page seeks the lines it shows: no table of lines or entries is read from end to end")
  func plans() async throws {
    let log = try HistoryLog(seed: 5, steps: 40)
    let made = try await TestStore(.sqlite)
    try await log.write(first: log.changeSets.count, to: made.store)
    try await made.store.read { transaction in
      let recording = RecordingTransaction(transaction)
      let point = try transaction.latestPoint()
      let past = recording.asKnown(at: point)
      let account = try #require(try past.account("411000"))
      _ = try past.accountPage(year: 3, account: account.number, limit: 5)
      _ = try past.accountSums(year: 3, account: account.number)
      _ = try past.generalLedger(year: 3, limit: 5)
      _ = try past.trialBalance(year: 3, through: .latest)
      _ = try past.standings(year: 3, through: .latest, splitting: ["40", "41"])
      for card in try past.journalCards(year: 3) {
        _ = try past.journalPage(year: 3, journal: card.journal.number, limit: 5)
      }
      let span = RecordedSpan(after: try transaction.knownPoint(at: Instant(milliseconds: 9_000)), through: point)
      _ = try recording.recordedEntries(span, year: 3, account: account, limit: 5)
      _ = try recording.recordedMatchings(span, limit: 5)
      _ = try recording.recordedLabels(span, limit: 5)
      _ = try recording.knownPoint(at: Instant(milliseconds: 9_000))
      #expect(recording.statements.count > 12)
      for (sql, plan) in recording.plans {
        // The names under which definitions ask the stored tables.
        let whole = plan.filter { step in
          ["SCAN v", "SCAN e", "SCAN l", "SCAN main.", "SCAN matching_moment", "SCAN master_label", "SCAN log_moment"]
            .contains { step == $0 || step.hasPrefix($0 + " ") || ($0.hasSuffix(".") && step.hasPrefix($0)) }
        }
        #expect(whole.isEmpty, "\(sql)\n\(plan)")
      }
    }
  }
}
