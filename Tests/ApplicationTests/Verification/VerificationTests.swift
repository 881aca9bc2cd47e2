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
      ("DELETE FROM entry_line WHERE line_no = 3", "projection.count"),
    ])
  func alteredTable(sql: String, code: String) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let store = try books.store
    try await store.write { _ = try $0.execute(sql, []) }
    let found = try await books.verify { _ in }
    #expect(found.problems.contains { $0.code == code })
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
    #expect(found.problems.map(\.sequence) == [3])
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
