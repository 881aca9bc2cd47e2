import Foundation
import Model
import PrivateServer
import Synchronization
import Testing

@testable import Storage

@Suite("The PostgreSQL engine", .enabled(if: PrivatePostgreSQL.isAvailable))
struct PostgreSQLEngineTests {
  private static let columns = ["id", "word", "bytes", "amount"]

  private func code(_ work: () async throws -> Void) async -> Fault.Code? {
    do {
      try await work()
      return nil
    } catch { return (error as? Fault)?.code }
  }

  /// Connections of this test alone, to the database of the others.
  private func pool(readers: Int = 1, writers: Int = 1) async throws -> PostgreSQLPool {
    let server = try BooksServer.shared()
    _ = try await server.pool(partitions: 4)
    return PostgreSQLPool(server.address("books4", as: BooksServer.application), readers: readers, writers: writers)
  }

  private func store(_ pool: PostgreSQLPool) throws -> PostgreSQLStore {
    PostgreSQLStore(pool, company: try BooksServer.shared().nextCompany())
  }

  private static func backend(_ transaction: any ReadTransaction) throws -> Int64 {
    try transaction.integer("SELECT pg_backend_pid()") ?? 0
  }

  @Test("companies that share their connections never see each other's rows")
  func tenants() async throws {
    let pool = try await pool(readers: 2, writers: 2)
    let stores = try (0..<12).map { _ in try store(pool) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in stores {
        group.addTask {
          for round in 1...10 {
            try await store.write { transaction in
              try transaction.insertMany(into: BooksServer.sample, columns: ["id", "amount"]) { row in
                row.set(0, round)
                row.set(1, store.company)
                try row.insert()
              }
            }
            let seen = try await store.read { transaction in
              try transaction.list("SELECT id, amount FROM sample") { ($0.integer(0), $0.integer(1)) }
            }
            #expect(seen.count == round && seen.allSatisfy { $0.1 == store.company })
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("a connection that the server closed while idle is replaced, and nothing is noticed")
  func idleConnection() async throws {
    let store = try store(try await pool())
    let killed = try await store.write { try Self.backend($0) }
    try BooksServer.shared().postgreSQL.run("SELECT pg_terminate_backend(\(killed));")
    #expect(try await store.write { try Self.backend($0) } != killed)
  }

  @Test("a connection lost in the middle of a transaction is told, leaves nothing, and the next one works")
  func lostConnection() async throws {
    let store = try store(try await pool())
    let lost = await code {
      try await store.write { transaction in
        try transaction.execute("INSERT INTO sample (id, amount) VALUES (1, 1)")
        try BooksServer.shared().postgreSQL.run("SELECT pg_terminate_backend(\(try Self.backend(transaction)));")
        try transaction.execute("INSERT INTO sample (id, amount) VALUES (2, 1)")
      }
    }
    #expect(lost == .connectionLost)
    #expect(try await store.write { try $0.integer("SELECT COUNT(*) FROM sample") } == 0)
  }

  @Test("a task that is cancelled stops its statement, and the connection serves the next one")
  func cancelled() async throws {
    let pool = try await pool()
    let store = try store(pool)
    let task = Task {
      try await store.write { transaction in
        try transaction.execute("INSERT INTO sample (id, amount) VALUES (1, 1)")
        _ = try transaction.queryOne("SELECT pg_sleep(3600)", []) { $0.text(0) }
      }
    }
    let queued = Task { try await store.read { _ = try $0.queryOne("SELECT pg_sleep(0.3)", []) { $0.text(0) } } }
    try await Task.sleep(for: .milliseconds(150))
    task.cancel()
    // The statement would go on for an hour.
    #expect(await code { try await task.value } == .cancelled)
    try await queued.value
    #expect(try await store.write { try $0.integer("SELECT COUNT(*) FROM sample") } == 0)
  }

  @Test("cancelling at any moment gives the work or nothing of it, never half, and leaves the pool whole")
  func cancelledAnywhere() async throws {
    let store = try store(try await pool(readers: 2, writers: 2))
    for round in 0..<60 {
      let task = Task {
        try await store.write { transaction in
          try transaction.execute("DELETE FROM sample")
          for id in 1...5 { try transaction.execute("INSERT INTO sample (id, amount) VALUES (?, 1)", [.number(id)]) }
        }
      }
      try await Task.sleep(for: .microseconds(round * 70))
      task.cancel()
      _ = try? await task.value
      let count = try await store.read { try $0.integer("SELECT COUNT(*) FROM sample") }
      #expect(count == 0 || count == 5, "round \(round)")
    }
    try await store.write { _ = try $0.execute("DELETE FROM sample") }
  }

  @Test("a closure that goes on after a refused statement is not told that it committed")
  func swallowed() async throws {
    let store = try store(try await pool())
    let found = await code {
      try await store.write { transaction in
        try transaction.execute("INSERT INTO sample (id, amount) VALUES (1, 1)")
        do { try transaction.execute("INSERT INTO sample (id, amount) VALUES (1, 1)") } catch is Fault {}
      }
    }
    #expect(found == .database)
    #expect(try await store.read { try $0.integer("SELECT COUNT(*) FROM sample") } == 0)
  }

  @Test(
    "the failures of the server are told by their kind",
    arguments: [
      ("53100", Fault.Code.diskFull), ("XX001", .alteredData), ("58030", .inputOutput), ("40001", .conflict),
      ("40P01", .conflict), ("42501", .configuration), ("23505", .database), ("57014", .cancelled),
    ])
  func kinds(state: String, expected: Fault.Code) async throws {
    let store = try store(try await pool())
    let found = await code {
      _ = try await store.write { try $0.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '\(state)'; END $$") }
    }
    #expect(found == expected)
  }

  @Test("a server that is not there, and a role that is above row-level security, are told before any book is opened")
  func misconfigured() async throws {
    let nowhere = PostgreSQLPool(PostgreSQLServer(["host": "/nonexistent", "dbname": "x", "user": "y"]))
    #expect(await code { try await nowhere.check() } == .connectionLost)
    let server = try BooksServer.shared()
    _ = try await server.pool(partitions: 4)
    for role in ["postgres", BooksServer.owner] {
      let above = PostgreSQLPool(server.address("books4", as: role))
      #expect(await code { try await above.check() } == .configuration)
    }
  }

  @Test("a sum that was not cast is refused, rather than read wrongly")
  func uncast() async throws {
    let store = try store(try await pool())
    #expect(await code { _ = try await store.read { try $0.integer("SELECT SUM(amount) FROM sample") } } == .database)
  }

  @Test("rows beyond one sending, empty ones and long ones come back as they went in")
  func bulk() async throws {
    let store = try store(try await pool())
    let count: Int64 = 9_001
    try await store.write { transaction in
      try transaction.insertMany(into: BooksServer.sample, columns: Self.columns) { row in
        for id in 1...count {
          row.set(0, id)
          if id % 3 != 0 { row.set(1, "é" + String(id)) }
          if id % 2 == 0 { row.set(2, [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 300))) }
          row.set(3, -id)
          row.set(3, id)
          try row.insert()
        }
      }
    }
    var id: Int64 = 0
    let rows = try await store.read { transaction in
      var rows: [(String?, [UInt8]?, Int64)] = []
      try transaction.scan("SELECT word, bytes, amount FROM sample ORDER BY id", []) {
        rows.append(($0.optionalText(0), $0.isNull(1) ? nil : $0.blob(1), $0.integer(2)))
      }
      return rows
    }
    #expect(rows.count == count)
    for row in rows {
      id += 1
      #expect(row.0 == (id % 3 == 0 ? nil : "é" + String(id)))
      #expect(row.1 == (id % 2 == 1 ? nil : Array(repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 300))))
      #expect(row.2 == id)
    }
  }

  @Test("an upsert that meets its own rows again adds them all")
  func repeated() async throws {
    let store = try store(try await pool())
    let upsert = Upsert(
      into: BooksServer.sample, columns: ["id", "amount"], key: ["id"], action: .add(["amount"]))
    try await store.write { transaction in
      try transaction.upsertMany(upsert) { row in
        for number in 0..<10_000 {
          row.set(0, number % 6_000)
          row.set(1, 1)
          try row.insert()
        }
      }
    }
    let found = try await store.read { transaction in
      (
        try transaction.integer("SELECT COUNT(*) FROM sample"),
        try transaction.integer("SELECT CAST(SUM(amount) AS BIGINT) FROM sample")
      )
    }
    #expect(found == (6_000, 10_000))
  }
}
