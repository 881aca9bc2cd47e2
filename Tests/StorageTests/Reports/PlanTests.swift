import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("Plans of the queries")
struct PlanTests {
  @Test("no paged query reads a table from end to end, nor sorts more than it shows")
  func paged() async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 100))
    try await made.store.read { transaction in
      let recording = RecordingTransaction(transaction)
      try AllQueries.paged(recording, year: 1)
      #expect(recording.statements.count > 12)
      for (sql, plan) in recording.plans {
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(sql)\n\(plan)")
        if sql.contains("LIMIT") { #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(sql)\n\(plan)") }
      }
    }
  }

  @Test("a balance at a day reads the lines of its month alone")
  func partialMonth() async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 100))
    try await made.store.read { transaction in
      let recording = RecordingTransaction(transaction)
      try AllQueries.others(recording, year: 1)
      let plan = try #require(recording.plans.first { $0.key.contains("l.entry_date BETWEEN") }?.value)
      #expect(
        plan.contains {
          $0.contains("SEARCH l USING PRIMARY KEY (year_no=? AND account_no=? AND entry_date>? AND entry_date<?)")
        }, "\(plan)")
    }
  }

  @Test("whether an account has lines is sought in the sums of that account, year by year")
  func accountsInUse() async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 100))
    try await made.store.read { transaction in
      let recording = RecordingTransaction(transaction)
      _ = try recording.accountsWithLines()
      let plan = try #require(recording.plans.values.first)
      #expect(plan.contains { $0.contains("SEARCH m USING PRIMARY KEY (year_no=? AND account_no=?)") }, "\(plan)")
    }
  }

  @Test(
    "on PostgreSQL too every paged query has an index to go by, in one partition, and one that gives the order",
    arguments: Engine.all)
  func shared(engine: Engine) async throws {
    guard case .postgreSQL = engine else { return }
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 100), on: engine)
    try await made.store.read { transaction in
      // The tables of a test are small: a scan would be right. What remains when it is dear is what has no other way.
      for way in ["enable_seqscan", "enable_sort"] {
        _ = try transaction.queryOne("SELECT set_config(?, 'off', true)", [.text(way)]) { $0.text(0) }
      }
      let recording = RecordingTransaction(transaction, of: engine)
      try AllQueries.paged(recording, year: 1)
      #expect(recording.statements.count > 12)
      for (sql, plan) in recording.plans {
        #expect(!plan.contains { $0.contains("Seq Scan") || $0.contains("Append") }, "\(sql)\n\(plan)")
        // An incremental sort orders the ties of an index only, and stops with the page.
        let sorts = plan.contains { $0.contains("Sort  (") && !$0.contains("Incremental Sort") }
        if sql.contains("LIMIT") { #expect(!sorts, "\(sql)\n\(plan)") }
      }
    }
  }
}
