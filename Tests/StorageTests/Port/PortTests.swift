import Model
import PrivateServer
import Storage
import Testing

@Suite("The port")
struct PortTests {
  private static let table = BooksServer.sample
  private static let columns = ["id", "word", "bytes", "amount"]

  @Test("what is written in bulk is read back, empty and long values included", arguments: Engine.all)
  func bulk(engine: Engine) async throws {
    let made = try await TestStore(engine)
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

  @Test("a transaction that throws leaves nothing, and its error comes out unchanged", arguments: Engine.all)
  func rollback(engine: Engine) async throws {
    struct Stop: Error, Equatable {}
    let made = try await TestStore(engine)
    await #expect(throws: Stop()) {
      try await made.store.write { transaction in
        try transaction.execute("INSERT INTO sample (id, word, bytes, amount) VALUES (1, 'a', NULL, 0)")
        throw Stop()
      }
    }
    let count = try await made.store.read { try $0.integer("SELECT COUNT(*) FROM sample") }
    #expect(count == 0)
  }

  @Test("an upsert replaces, adds or leaves the row it meets", arguments: Engine.all)
  func upserts(engine: Engine) async throws {
    let made = try await TestStore(engine)
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

  @Test("a query may ask the same question again from within its rows", arguments: Engine.all)
  func nested(engine: Engine) async throws {
    let made = try await TestStore(engine)
    let pairs = try await made.store.write { transaction in
      try transaction.execute(
        "INSERT INTO sample (id, word, bytes, amount) VALUES (1, 'a', NULL, 0), (2, 'b', NULL, 0)")
      var pairs: [String] = []
      try transaction.query("SELECT word FROM sample ORDER BY id") { outer in
        let first = outer.text(0)
        try transaction.query("SELECT word FROM sample ORDER BY id") { pairs.append(first + $0.text(0)) }
      }
      return pairs
    }
    #expect(pairs == ["aa", "ab", "ba", "bb"])
  }

  @Test("a scan gives every row in order, and its rows may ask and write", arguments: Engine.all)
  func scans(engine: Engine) async throws {
    let made = try await TestStore(engine)
    let seen = try await made.store.write { transaction in
      try transaction.insertMany(into: Self.table, columns: Self.columns) { row in
        for number in 1...5_000 {
          row.set(0, number)
          row.set(3, number % 7)
          try row.insert()
        }
      }
      var seen: [Int64] = []
      try transaction.scan("SELECT id FROM sample WHERE amount <> ? ORDER BY id", [3]) { row in
        let id = row.integer(0)
        if id % 1_000 == 1 {
          try transaction.execute("UPDATE sample SET word = 'vu' WHERE id = ?", [.integer(id)])
        }
        seen.append(try transaction.integer("SELECT id FROM sample WHERE id = ?", [.integer(id)]) ?? 0)
      }
      return seen
    }
    #expect(seen == (1...5_000).filter { $0 % 7 != 3 })
    #expect(try await made.store.read { try $0.integer("SELECT COUNT(*) FROM sample WHERE word = 'vu'") } == 5)
  }

  @Test(
    "rows inserted in bulk are there for the next question, and for an upsert of the same key", arguments: Engine.all)
  func order(engine: Engine) async throws {
    let made = try await TestStore(engine)
    let sums = try await made.store.write { transaction in
      let rows = try transaction.inserter(into: Self.table, columns: ["id", "amount"])
      let upsert = Upsert(into: Self.table, columns: ["id", "amount"], key: ["id"], action: .add(["amount"]))
      let adding = try transaction.inserter(upsert)
      var sums: [Int64] = []
      for id in 1...3 {
        rows.set(0, id)
        rows.set(1, 100)
        try rows.insert()
        for _ in 1...id {
          adding.set(0, id)
          adding.set(1, 7)
          try adding.insert()
        }
        sums.append(try transaction.integer("SELECT CAST(SUM(amount) AS BIGINT) FROM sample") ?? 0)
      }
      return sums
    }
    #expect(sums == [107, 221, 342])
  }

  @Test("a place of the source is a question mark, but not inside of a text", arguments: Engine.all)
  func questionMarks(engine: Engine) async throws {
    let made = try await TestStore(engine)
    let found = try await made.store.read { transaction in
      try transaction.queryOne(
        "SELECT 'a?b''?' /* ? */, CAST(? AS TEXT) -- ?\n, CAST(? AS BIGINT)", ["c?", 7]
      ) { [$0.text(0), $0.text(1), $0.text(2)] }
    }
    #expect(found == ["a?b'?", "c?", "7"])
  }

  @Test("writers come one at a time, and a reader sees the state it began with", arguments: Engine.all)
  func writers(engine: Engine) async throws {
    let made = try await TestStore(engine)
    let store = made.store
    try await store.write { _ = try $0.execute("INSERT INTO sample (id, amount) VALUES (1, 0)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await store.write { transaction in
            let before = try transaction.integer("SELECT amount FROM sample") ?? 0
            try transaction.execute("UPDATE sample SET amount = ?", [.integer(before + 1)])
          }
        }
      }
      for _ in 0..<20 {
        group.addTask {
          let pair = try await store.read { transaction in
            let first = try transaction.integer("SELECT amount FROM sample")
            return (first, try transaction.integer("SELECT amount FROM sample"))
          }
          #expect(pair.0 == pair.1)
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.read { try $0.integer("SELECT amount FROM sample") } == 20)
  }

  @Test("a full disk is told as such")
  func full() async throws {
    let made = try await SealedTestStore()
    let large = "INSERT INTO sample (id, word, bytes, amount) VALUES (1, 'a', zeroblob(9000000), 0)"
    await #expect(throws: Fault.self) {
      try await made.store.write { transaction in
        try transaction.execute("PRAGMA max_page_count = 1")
        try transaction.execute(large)
      }
    }
    do {
      try await made.store.write { _ = try $0.execute(large) }
      Issue.record("the insertion should have found no room")
    } catch let fault as Fault { #expect(fault.code == .diskFull) }
  }

  @Test("a refused value is a fault of the database that names its engine", arguments: Engine.all)
  func database(engine: Engine) async throws {
    let made = try await TestStore(engine)
    for attempt in [
      { @Sendable (transaction: any WriteTransaction) in
        _ = try transaction.execute("INSERT INTO sample (id, word, amount) VALUES (?, 'a', 0)", [.text("texte")])
      },
      { @Sendable (transaction: any WriteTransaction) in
        try transaction.insertMany(into: Self.table, columns: ["id", "amount"]) { row in
          row.set(0, "texte")
          row.set(1, 0)
          try row.insert()
        }
      },
      { @Sendable (transaction: any WriteTransaction) in
        try transaction.insertMany(into: Self.table, columns: ["id", "amount"]) { row in
          for _ in 1...2 {
            row.set(0, 4)
            row.set(1, 0)
            try row.insert()
          }
        }
      },
    ] {
      do {
        try await made.store.write(attempt)
        Issue.record("a row that the table refuses")
      } catch let fault as Fault {
        #expect(fault.code == .database)
        #expect(fault.message.contains("SQL"))
      }
    }
    #expect(try await made.store.read { try $0.integer("SELECT COUNT(*) FROM sample") } == 0)
  }
}
