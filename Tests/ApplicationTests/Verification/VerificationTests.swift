import Model
import Storage
import Testing

@testable import Application

@Suite("Verifying and building again")
struct VerificationTests {
  @Test("sound books verify, and the head is that of the last change-set")
  func sound() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let found = try await books.verify { _ in }
    #expect(found.problems == [])
    #expect(found.entryCount == 4)
    #expect(found.lineCount == 10)
    #expect(found.headHash.count == 32)
    await home.closeAll()
  }

  @Test(
    "a table changed behind the log's back is named",
    arguments: [
      (
        "UPDATE balance SET debit = debit + 1 WHERE account_no = (SELECT account_no FROM account LIMIT 1)",
        "projection.balance"
      ),
      ("DELETE FROM line_by_account WHERE line_no = 3", "projection.lines"),
      ("UPDATE line_by_account SET entry_date = entry_date + 1 WHERE line_no = 1", "projection.lines"),
      ("UPDATE line_by_party SET matching_code = 'ZZ' WHERE line_no = 1", "projection.lines"),
      ("DELETE FROM entry_line WHERE line_no = 3", "projection.entry"),
      ("UPDATE account SET label = label || '!' WHERE number = '512000'", "projection.master"),
      ("UPDATE party_side SET creditors = creditors + 1 WHERE month = 202606", "projection.party_sides"),
      ("DELETE FROM party_side", "projection.party_sides"),
      ("UPDATE account_month_end SET opening_debit = 1 WHERE month = 202612", "projection.pages"),
      ("DELETE FROM account_month_end WHERE month = 202612", "projection.pages"),
      ("UPDATE root_month SET debit = debit + 1 WHERE root = '51'", "projection.pages"),
      ("DELETE FROM entry_key WHERE search_key = 'FA1'", "projection.search"),
      ("UPDATE entry_key SET search_key = search_key || 'X' WHERE search_key = 'FA1'", "projection.search"),
      ("DELETE FROM master_key WHERE search_key = '512000'", "projection.search"),
      ("INSERT INTO master_key (kind, search_key, master_no) VALUES (2, 'AUTRE', 1)", "projection.search"),
    ])
  func alteredTable(sql: String, code: String) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let store = try books.store
    let changed = try await store.write { try $0.execute(sql, []) }
    #expect(changed > 0, "the test itself must change something")
    let found = try await books.verify { _ in }
    #expect(found.problems.contains { $0.code == code })
    await home.closeAll()
  }

  @Test(
    "any field of a validated entry changed in the tables is found, and the entry, the line and both values are named",
    arguments: [
      ("UPDATE entry SET label = 'Autre' WHERE number = '1' AND entry_date = 20260215", EntryDifference.Field.label),
      ("UPDATE entry SET voucher_reference = 'FA9' WHERE entry_date = 20260215", .voucherReference),
      ("UPDATE entry SET voucher_date = NULL WHERE entry_date = 20260215", .voucherDate),
      ("UPDATE entry SET entry_date = 20260216 WHERE entry_date = 20260215", .date),
      ("UPDATE entry SET validation_date = 20260301 WHERE entry_date = 20260215", .validationDate),
      ("UPDATE entry SET number = '2' WHERE entry_date = 20260215", .number),
      ("UPDATE entry SET journal_no = 1 WHERE entry_date = 20260215", .journal),
      ("UPDATE entry SET flags = 1 WHERE entry_date = 20260215", .flags),
      ("UPDATE entry_line SET debit = 120001 WHERE line_no = 1 AND debit = 120000 AND party_no > 0", .debit),
      ("UPDATE entry_line SET credit = 99999 WHERE credit = 100000", .credit),
      ("UPDATE entry_line SET matching_code = 'B' WHERE debit = 120000 AND matching_code = 'A'", .matchingCode),
      ("UPDATE entry_line SET matching_date = NULL WHERE debit = 120000 AND party_no > 0", .matchingDate),
      (
        "UPDATE entry_line SET account_no = (SELECT account_no FROM account WHERE number = '101000') "
          + "WHERE credit = 100000", .account
      ),
      ("UPDATE entry_line SET party_no = 0 WHERE debit = 120000 AND party_no > 0", .party),
      ("UPDATE entry_line_extra SET original_text = '546,00'", .original),
      ("UPDATE entry_line SET source_rank = 99 WHERE source_rank = 4", .sourceRank),
    ])
  func alteredField(sql: String, field: EntryDifference.Field) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let changed = try await books.store.write { try $0.execute(sql, []) }
    #expect(changed == 1, "the test itself must change one row")
    let found = try await books.verify { _ in }
    let fields = found.problems.flatMap { problem -> [EntryDifference.Field] in
      guard case .entry(let place, let changeSet, let differences) = problem else { return [] }
      #expect(["VE", "AC"].contains(place.journal) && place.number == "1" && changeSet > 0)
      return differences.map(\.field)
    }
    #expect(fields == [field])
    await home.closeAll()
  }

  @Test("an entry whose origin was changed, one that was removed and one that nobody signed are told apart")
  func foreignEntries() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let sale = Verification.EntryPlace(journal: "VE", number: "1", date: CalendarDate(iso: "2026-02-15"))
    try await books.store.write { transaction in
      try transaction.execute("UPDATE entry SET origin_seq = origin_seq - 1 WHERE entry_date = 20260215", [])
    }
    guard case .entry(sale, _, []) = try #require(try await books.verify { _ in }.problems.first) else {
      Issue.record("the changed origin is not named")
      return
    }
    try await books.store.write { transaction in
      try transaction.execute(
        "UPDATE entry SET origin_seq = origin_seq + 1, entry_id = ? WHERE entry_date = 20260215",
        [.blob(Array(repeating: 7, count: 16))])
    }
    let problems = try await books.verify { _ in }.problems
    #expect(problems.contains(.entryAdded(sale)))
    #expect(problems.contains { if case .entryMissing(sale, _) = $0 { true } else { false } })
    await home.closeAll()
  }

  @Test("one byte changed in a signed change-set is refused, and the change-set named")
  func alteredLog() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let store = try books.store
    try await store.write { transaction in
      let body = try transaction.queryOne("SELECT body FROM change_set WHERE seq = 3", []) { $0.blob(0) }
      var altered = body ?? []
      altered[altered.count / 2] ^= 1
      try transaction.execute("UPDATE change_set SET body = ? WHERE seq = 3", [.blob(altered)])
    }
    let found = try await books.verify { _ in }
    #expect(found.problems.map(\.changeSet) == [3])
    await #expect(throws: (any Error).self) { try await books.rebuild { _ in } }
    await home.closeAll()
  }

  @Test("tables built again from the log are the same, and damage to them is mended")
  func rebuild() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let before = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let store = try books.store
    try await store.write { _ = try $0.execute("UPDATE balance SET debit = debit + 7", []) }
    try await books.rebuild { _ in }
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
    #expect(try await books.verify { _ in }.isSound)
    await home.close(Workbench.siren)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
    await home.closeAll()
  }
}
