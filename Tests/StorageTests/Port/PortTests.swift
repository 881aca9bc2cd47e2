import Model
import Storage
import Testing

@Suite("The port on SQLite")
struct PortTests {
  private static let table = Table(
    "sample",
    columns: [.integer("id"), .text("word").optional, .blob("bytes").optional, .integer("amount")],
    primaryKey: ["id"])
  private static let columns = ["id", "word", "bytes", "amount"]

  private func sampleStore() async throws -> TestStore {
    let made = try await TestStore()
    try await made.store.write { transaction in
      for statement in SQLiteDDL.statements([Self.table]) { try transaction.execute(statement) }
    }
    return made
  }

  @Test("what is written in bulk is read back, empty and long values included")
  func bulk() async throws {
    let made = try await sampleStore()
    let long = String(repeating: "é", count: 60_000)
    try await made.store.write { transaction in
      try transaction.insertMany(into: Self.table, columns: Self.columns) { row in
        for (index, word) in ["", "court", long, long].enumerated() {
          row.set(0, index)
          row.set(1, word)
          row.set(2, Array(word.utf8))
          row.set(3, -index)
          try row.insert()
        }
        row.set(0, 9)
        row.set(3, Int64.max)
        try row.insert()
      }
    }
    let rows = try await made.store.read { transaction in
      try transaction.list("SELECT word, bytes, amount FROM sample ORDER BY id") { row in
        (row.optionalText(0), row.isNull(1) ? nil : row.blob(1), row.integer(2))
      }
    }
    #expect(rows.map { $0.0 } == ["", "court", long, long, nil])
    #expect(rows.map { $0.1 } == [[], Array("court".utf8), Array(long.utf8), Array(long.utf8), nil])
    #expect(rows.map { $0.2 } == [0, -1, -2, -3, .max])
  }

  @Test("a transaction that throws leaves nothing, and its error comes out unchanged")
  func rollback() async throws {
    struct Stop: Error, Equatable {}
    let made = try await sampleStore()
    await #expect(throws: Stop()) {
      try await made.store.write { transaction in
        try transaction.execute("INSERT INTO sample VALUES (1, 'a', NULL, 0)")
        throw Stop()
      }
    }
    let count = try await made.store.read { try $0.integer("SELECT COUNT(*) FROM sample") }
    #expect(count == 0)
  }

  @Test("an upsert replaces, adds or leaves the row it meets")
  func upserts() async throws {
    let made = try await sampleStore()
    func upsert(_ action: Upsert.Action, word: String, amount: Int) async throws -> String {
      try await made.store.write { transaction in
        let declared = Upsert(into: Self.table, columns: ["id", "word", "amount"], key: ["id"], action: action)
        try transaction.upsertMany(declared) { row in
          row.set(0, 1)
          row.set(1, word)
          row.set(2, amount)
          try row.insert()
        }
        return try transaction.queryOne("SELECT word, amount FROM sample", []) { "\($0.text(0)) \($0.integer(1))" }
          ?? ""
      }
    }
    #expect(try await upsert(.nothing, word: "un", amount: 1) == "un 1")
    #expect(try await upsert(.nothing, word: "deux", amount: 2) == "un 1")
    #expect(try await upsert(.add(["amount"]), word: "deux", amount: 2) == "un 3")
    #expect(try await upsert(.replace(["word"]), word: "trois", amount: 5) == "trois 3")
  }

  @Test("a query may ask the same question again from within its rows")
  func nested() async throws {
    let made = try await sampleStore()
    let pairs = try await made.store.write { transaction in
      try transaction.execute("INSERT INTO sample VALUES (1, 'a', NULL, 0), (2, 'b', NULL, 0)")
      var pairs: [String] = []
      try transaction.query("SELECT word FROM sample ORDER BY id") { outer in
        let first = outer.text(0)
        try transaction.query("SELECT word FROM sample ORDER BY id") { pairs.append(first + $0.text(0)) }
      }
      return pairs
    }
    #expect(pairs == ["aa", "ab", "ba", "bb"])
  }

  @Test("a full disk is told as such")
  func full() async throws {
    let made = try await sampleStore()
    await #expect(throws: Fault.self) {
      try await made.store.write { transaction in
        try transaction.execute("PRAGMA max_page_count = 1")
        try transaction.execute("INSERT INTO sample VALUES (1, 'a', zeroblob(9000000), 0)")
      }
    }
    do {
      try await made.store.write { _ = try $0.execute("INSERT INTO sample VALUES (1, 'a', zeroblob(9000000), 0)") }
      Issue.record("the insertion should have found no room")
    } catch let fault as Fault { #expect(fault.code == .diskFull) }
  }

  @Test("a refused value or an unknown table is a fault of the database that names its code")
  func database() async throws {
    let made = try await sampleStore()
    do {
      try await made.store.write { _ = try $0.execute("INSERT INTO sample VALUES ('texte', 'a', NULL, 0)") }
      Issue.record("a text is no integer")
    } catch let fault as Fault {
      #expect(fault.code == .database)
      #expect(fault.message.contains("SQLite"))
    }
  }
}
