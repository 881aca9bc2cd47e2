import Model
import Storage
import Testing

@testable import Application

@Suite("One entry held against its signature")
struct EntryVerificationTests {
  private static func sale(_ books: Books) async throws -> Identifier<JournalEntry.Validated> {
    let sheet = try await books.journalSheet("VE", yearEnd: Workbench.year.end, month: nil, cursor: nil, limit: 1)
    return try #require(sheet.entries.first).id
  }

  @Test("an untouched entry is sound: key, signature, hash, chain and rows")
  func sound() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let found = try await books.verifyEntry(Self.sale(books))
    #expect(found.isSound)
    #expect(found.isFollowed == true, "the completion comes after")
    await home.closeAll()
  }

  @Test(
    "a validated row changed with the key in hand is found from its own page",
    arguments: [
      ("UPDATE entry_line SET debit = debit + 1 WHERE debit = 120000", EntryDifference.Field.debit),
      ("UPDATE entry SET label = 'Autre' WHERE voucher_reference = 'FA1'", .label),
      ("DELETE FROM entry_line WHERE credit = 20000", .lineCount),
    ])
  func altered(sql: String, field: EntryDifference.Field) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let id = try await Self.sale(books)
    try await books.store.write { _ = try $0.execute(sql, []) }
    let found = try await books.verifyEntry(id)
    #expect(!found.isSound && found.isSigned && found.isHashRight && found.isInChangeSet)
    #expect(found.differences.map(\.field) == [field])
    await home.closeAll()
  }

  @Test("an entry added behind the log's back, or taken away, is named")
  func addedAndMissing() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let id = try await Self.sale(books)
    try await books.store.write { transaction in
      let number = try transaction.integer("SELECT entry_no FROM entry WHERE entry_id = ?", [.blob(id.bytes)]) ?? 0
      try transaction.execute("DELETE FROM entry_line WHERE entry_no = ?", [.integer(number)])
      try transaction.execute("DELETE FROM entry WHERE entry_no = ?", [.integer(number)])
    }
    let codes = try await books.verify { _ in }.problems.map(\.code)
    #expect(codes.contains("projection.entry_missing"))
    try await books.rebuild { _ in }
    try await books.store.write { transaction in
      try transaction.execute(
        """
        INSERT INTO entry SELECT 900, ?, year_no, journal_no, number, entry_date, validation_date, voucher_reference,
          voucher_date, label, flags, import_no, origin_device_no, origin_device_epoch, origin_seq
        FROM entry WHERE voucher_reference = 'FA1'
        """, [.blob([UInt8](repeating: 7, count: 16))])
    }
    #expect(try await books.verify { _ in }.problems.map(\.code).contains("projection.entry_added"))
    await home.closeAll()
  }

  @Test("a change-set whose bytes changed no longer bears its signature")
  func alteredChangeSet() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let id = try await Self.sale(books)
    let place = try await books.entryDetail(id, limit: 1).changeSet.sequence
    try await books.store.write { transaction in
      let body = try transaction.queryOne("SELECT body FROM change_set WHERE seq = ?", [.integer(place)]) { $0.blob(0) }
      var altered = body ?? []
      altered[altered.count - 3] ^= 1
      try transaction.execute("UPDATE change_set SET body = ? WHERE seq = ?", [.blob(altered), .integer(place)])
    }
    let found = try await books.verifyEntry(id)
    #expect(!found.isSound && !found.isSigned && !found.isHashRight)
    await home.closeAll()
  }

  @Test("what a verification found is kept, with who and when, and survives a rebuild")
  func kept() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    #expect(try await books.lastVerification() == nil)
    let found = try await books.verify { _ in }
    let kept = try #require(try await books.lastVerification())
    #expect(kept.problemCount == 0 && kept.headHash == found.headHash && kept.person == books.personName)
    #expect(kept.entryCount == found.entryCount && kept.lineCount == found.lineCount)
    let head = try #require(try await books.logHead())
    #expect(head.hash == found.headHash && UInt64(head.changeSetCount) == found.changeSetCount)
    try await books.rebuild { _ in }
    #expect(try await books.lastVerification() == kept)
    await home.closeAll()
  }
}
