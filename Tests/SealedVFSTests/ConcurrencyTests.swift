import Foundation
import GRDBSQLite
import Testing

@Suite("Several at once")
struct ConcurrencyTests {
  @Test("A reader beside a writing process always sees whole transactions")
  func twoProcesses() throws {
    let store = try Store()
    try store.open().run("PRAGMA journal_mode = WAL; CREATE TABLE start(a)")
    let writer = try Writer(path: store.path, mode: "wal-full", seed: 3)
    let torn = "SELECT count(*) FROM done WHERE rows <> (SELECT count(*) FROM line WHERE line.tx = done.tx)"
    var states: Set<String> = []
    let end = ContinuousClock.now + .seconds(120)
    while states.count < 40, writer.isRunning, ContinuousClock.now < end {
      let db = try store.open()
      sqlite3_busy_timeout(db.handle, 5_000)
      guard try db.row("SELECT count(*) FROM sqlite_schema WHERE name = 'done'") == "1" else { continue }
      for _ in 0..<20 {
        try db.run("BEGIN")
        states.insert(try db.row("SELECT max(tx) FROM done"))
        #expect(try db.row(torn) == "0")
        try db.run("COMMIT")
      }
    }
    #expect(states.count >= 40)
    // The empty state, and the commit that was seen before it was told, count among the states.
    #expect(try writer.kill() >= states.count - 2)
  }

  @Test("Threads with connections of their own write and read the same file")
  func threads() async throws {
    let store = try Store()
    try store.open().run("PRAGMA journal_mode = WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, who INT, body BLOB)")
    let path = store.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for who in 0..<4 {
        group.addTask {
          let db = try Connection(path)
          sqlite3_busy_timeout(db.handle, 20_000)
          try db.run("PRAGMA synchronous = OFF")
          for _ in 0..<40 {
            try db.run("INSERT INTO t(who, body) VALUES(\(who), zeroblob(5000))")
            _ = try db.row("SELECT count(*), sum(length(body)) FROM t")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.open().rows("SELECT who, count(*) FROM t GROUP BY who") == (0..<4).map { "\($0)|40" })
    #expect(try store.open().row("PRAGMA integrity_check") == "ok")
  }
}
