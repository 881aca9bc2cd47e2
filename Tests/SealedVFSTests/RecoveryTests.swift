import CSealedVFS
import Foundation
import GRDBSQLite
import Testing

@Suite("After a crash")
struct RecoveryTests {
  /// Twenty commits; commit k leaves rows 1 to k and the number k.
  private func commits(_ db: Connection) throws {
    try db.run("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB); CREATE TABLE last(k)")
    try db.run("INSERT INTO last VALUES(0)")
    for k in 1...20 {
      try db.run("BEGIN; INSERT INTO t VALUES(\(k), randomblob(3000)); UPDATE last SET k = \(k); COMMIT")
    }
  }

  /// The last commit that is there; nil when the file holds none. Throws when it is no state that was ever committed.
  private func state(_ store: Store) throws -> Int? {
    let db = try store.open()
    guard try db.row("SELECT count(*) FROM sqlite_schema WHERE name = 'last'") == "1",
      let last = Int(try db.row("SELECT k FROM last"))
    else { return nil }
    #expect(try db.row("SELECT count(*), coalesce(max(id), 0) FROM t") == "\(last)|\(last)")
    #expect(try db.row("PRAGMA integrity_check") == "ok")
    return last
  }

  @Test("A log that was never copied back is recovered whole")
  func control() throws {
    let store = try Store().crashed(commits)
    #expect(try state(store) == 20)
    #expect(store.walFinding.dropped_frame == 0)
  }

  @Test("A log cut anywhere opens on a state that was committed")
  func cutLog() throws {
    let crashed = try Store().crashed(commits)
    let size = try crashed.bytes("-wal").count
    let log = try crashed.bytes("-wal")
    var dice = Dice(seed: 5)
    var states: Set<Int> = []
    for _ in 0..<80 {
      let store = try Store()
      try store.replace(with: crashed.bytes())
      try store.replace("-wal", with: Array(log[..<dice.below(size)]))
      if let last = try state(store) { states.insert(last) }
    }
    #expect(states.count > 5)
  }

  @Test("A log with one bit changed opens on a state that was committed, and later frames are reported")
  func alteredLog() throws {
    let crashed = try Store().crashed(commits)
    let log = try crashed.bytes("-wal")
    var dice = Dice(seed: 6)
    for _ in 0..<60 {
      let store = try Store()
      let offset = dice.below(log.count)
      try store.replace(with: crashed.bytes())
      try store.replace("-wal", with: log)
      try store.alter("-wal") { $0[offset] ^= UInt8(1 << dice.below(8)) }
      let last = try state(store) ?? 0
      #expect(last < 20)
      let finding = store.walFinding
      let frame = offset < Store.walHeader ? 0 : (offset - Store.walHeader) / Store.frameSize + 1
      let frames = (log.count - Store.walHeader) / Store.frameSize
      if frame == 0 {
        #expect(finding.header_damaged == 1 && finding.later_frames == UInt32(frames))
      } else if frame < frames {
        #expect(finding.dropped_frame == UInt32(frame) && finding.later_frames == UInt32(frames - frame))
      }
      if last < 18 { #expect(finding.later_commits >= 2) }
    }
  }

  @Test("A torn page 1 is repaired from the log; without the log it is refused")
  func tornFirstPage() throws {
    let crashed = try Store().crashed(commits)
    try crashed.alter { file in
      for at in 0..<2_000 { file[at] = UInt8(truncatingIfNeeded: at &* 31) }
    }
    let withoutLog = try Store()
    try withoutLog.replace(with: crashed.bytes())
    #expect(try state(crashed) == 20)
    #expect(throws: SQLiteFailure.altered) { try withoutLog.open().row("SELECT count(*) FROM sqlite_schema") }
  }

  @Test("The log of another database, or of another moment of this one, adds nothing")
  func foreignLog() throws {
    let one = try Store().crashed(commits)
    let original = try Store()
    sealed_vfs_detach(original.path)
    try Store.attach(original.path, id: Array(repeating: 5, count: 16))
    let db = try original.open()
    try db.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
    try commits(db)
    let before = try one.bytes()
    try one.replace("-wal", with: original.bytes("-wal"))
    #expect(try state(one) == nil)
    #expect(try one.bytes() == before)
  }

  /// Not the journal of the product, which is in WAL mode from its first commit on.
  @Test("An altered rollback journal gives back nothing that was never written; unaltered, it gives all back")
  func alteredJournal() throws {
    let store = try Store()
    let db = try store.open()
    try db.run(
      """
      PRAGMA cache_size = 10; CREATE TABLE t(id INTEGER PRIMARY KEY, v INTEGER, body BLOB);
      WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 200)
      INSERT INTO t SELECT i, 1, zeroblob(1000) FROM c;
      BEGIN; UPDATE t SET v = 2;
      """)
    let (file, journal) = (try store.bytes(), try store.bytes("-journal"))
    try db.run("ROLLBACK")
    #expect(journal.count > 20 * Store.pageSize)
    var dice = Dice(seed: 9)
    var whole = 0
    for trial in 0..<60 {
      let crashed = try Store()
      try crashed.replace(with: file)
      try crashed.replace("-journal", with: journal)
      if trial > 0 { try crashed.alter("-journal") { $0[dice.below($0.count)] ^= UInt8(1 << dice.below(8)) } }
      do {
        let opened = try crashed.open()
        #expect(try opened.row("SELECT count(*) FROM t WHERE v NOT IN (1, 2) OR length(body) <> 1000") == "0")
        let isWhole = try opened.row("SELECT sum(v) FROM t") == "200"
        #expect(isWhole || trial > 0)
        if isWhole { whole += 1 }
      } catch let failure as SQLiteFailure {
        #expect(trial > 0 && [SQLiteFailure.altered.code, 11].contains(failure.code & 0xFF == 11 ? 11 : failure.code))
      }
    }
    #expect((1..<60).contains(whole))
  }

  @Test("SQLite's lost commit after a spill and a rolled back savepoint", arguments: ["plain", "sealed"])
  func spilledSavepoint(_ vfs: String) throws {
    let store = try Store()
    #expect(try Driver.run("spill", store.path, vfs, "off") == ["2"])
    let other = try Store()
    let isFixed = sqlite3_libversion_number() >= 3_050_002
    #expect(try Driver.run("spill", other.path, vfs, "on") == [isFixed ? "2" : "0"])
  }

  /// Pages that left the cache early are written again in the log, and its checksums are computed anew at COMMIT.
  @Test("A transaction larger than the cache is recovered whole")
  func spilled() throws {
    let store = try Store().crashed { db in
      try db.run("PRAGMA cache_size = 10; CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB, n INT); BEGIN")
      for id in 1...400 { try db.run("INSERT INTO t VALUES(\(id), zeroblob(2000), \(id * 7919 % 400))") }
      try db.run("UPDATE t SET n = n + 1; CREATE INDEX t_n ON t(n); UPDATE t SET n = n + 1 WHERE id % 3 = 0; COMMIT")
    }
    let db = try store.open()
    #expect(try db.row("SELECT count(*), sum(n) FROM t") == "400|\(400 * 399 / 2 + 400 + 133)")
    #expect(try db.row("PRAGMA integrity_check") == "ok")
    #expect(store.walFinding.dropped_frame == 0)
  }

  /// SEALED_VFS_KILL_ROUNDS asks for more than the usual rounds, FMPRO_TEST_SEED for others.
  @Test(
    "A writer killed at any moment loses no commit it had acknowledged",
    arguments: ["wal-full", "wal-normal", "delete"])
  func kill(_ mode: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let asked = environment["SEALED_VFS_KILL_ROUNDS"].flatMap { Int($0) }
    let seed = environment["FMPRO_TEST_SEED"].flatMap { Int($0) } ?? 0
    let rounds = asked ?? 7
    let store = try Store()
    var dice = Dice(seed: UInt64(seed * 100 + mode.utf8.count))
    var acknowledged = 0
    for round in 1...rounds {
      let printed = try Driver.writeUntilKilled(
        path: store.path, mode: mode, seed: asked == nil ? round : dice.below(1_000_000),
        milliseconds: 40 + dice.below(240))
      acknowledged = max(acknowledged, printed)
      guard acknowledged > 0 else { continue }
      let db = try store.open()
      try db.run("PRAGMA cache_spill = OFF")
      #expect(try db.row("PRAGMA integrity_check") == "ok")
      let present = try #require(Int(try db.row("SELECT count(*) FROM done WHERE tx <= \(acknowledged)")))
      #expect(present == acknowledged, "\(mode), round \(round)")
      #expect(try db.row("SELECT max(tx) - count(*) FROM done") == "0")
      let torn = "SELECT count(*) FROM done WHERE rows <> (SELECT count(*) FROM line WHERE line.tx = done.tx)"
      #expect(try db.row(torn) == "0")
      acknowledged = max(acknowledged, try #require(Int(try db.row("SELECT max(tx) FROM done"))))
    }
    #expect(acknowledged > 0)
  }
}
