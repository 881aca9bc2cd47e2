import Foundation
import GRDB
import Testing

@testable import Storage

/// What power cuts leave of a write-ahead log, and what is said of it.
@Suite("A log that power cuts tore")
struct TornLogTests {
  private static let header = 32
  private static let frame = 24 + 4_096

  /// The files of a store as they lie on the disk at this moment.
  private struct Disk {
    let books: Data
    var log: Data

    init(_ path: String) throws {
      books = try Data(contentsOf: URL(fileURLWithPath: path))
      log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    }

    /// The frame that the write which led from `before` to this began with, spoilt: it did not reach the disk, those
    /// behind it did.
    mutating func tear(since before: Disk) throws {
      let place = try #require(log.indices.first { !before.log.indices.contains($0) || before.log[$0] != log[$0] })
      let start = TornLogTests.header + (place - TornLogTests.header) / TornLogTests.frame * TornLogTests.frame
      log.replaceSubrange(start + 1_000..<start + 3_000, with: repeatElement(0, count: 2_000))
    }

    func open(in folder: TemporaryFolder, _ name: String) throws -> (SQLiteStore, path: String) {
      let path = folder.file(name)
      try books.write(to: URL(fileURLWithPath: path))
      try log.write(to: URL(fileURLWithPath: path + "-wal"))
      return (try SQLiteStore(path: path, seal: try SealedTestStore.seal()), path)
    }
  }

  private static func add(_ rows: Int, to store: SQLiteStore) async throws {
    try await store.write { transaction in
      for _ in 0..<rows {
        try transaction.execute("INSERT INTO torn (body) VALUES (?)", [.blob([UInt8](repeating: 7, count: 9_000))])
      }
    }
  }

  private static func count(_ store: SQLiteStore) async throws -> Int64? {
    try await store.read { try $0.queryOne("SELECT COUNT(*) FROM torn", []) { $0.integer(0) } }
  }

  @Test("one power cut after the other proves nothing, though each left frames that authenticate behind a bad one")
  func twice() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.file("first.db"), seal: try SealedTestStore.seal())
    try await store.write { try $0.execute("CREATE TABLE torn (id INTEGER PRIMARY KEY, body BLOB)") }
    try await Self.add(1, to: store)
    let before = try Disk(store.path)
    try await Self.add(20, to: store)
    var cut = try Disk(store.path)
    try cut.tear(since: before)
    try store.close()

    let (again, path) = try cut.open(in: folder, "second.db")
    let finding = try #require(again.recoveryFinding)
    #expect(finding.laterCommits == 1 && !finding.provesAlteration)
    #expect(try await Self.count(again) == 1)
    try await Self.add(1, to: again)
    let small = try Disk(path)
    try await Self.add(1, to: again)
    var second = try Disk(path)
    try second.tear(since: small)
    try again.close()

    let (last, _) = try second.open(in: folder, "third.db")
    #expect(last.recoveryFinding?.provesAlteration != true, "\(String(describing: last.recoveryFinding))")
    #expect(try await Self.count(last) == 2)
    try last.close()
  }

  @Test("a power cut during the first commit after an opening proves nothing, wherever it tore what was not confirmed")
  func firstCommit() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.file("first.db"), seal: try SealedTestStore.seal())
    try await store.write { try $0.execute("CREATE TABLE torn (id INTEGER PRIMARY KEY, body BLOB)") }
    try store.close()
    let again = try SQLiteStore(path: store.path, seal: try SealedTestStore.seal())
    try await Self.add(1, to: again)
    let whole = try Disk(store.path)
    try again.close()
    let frames = (whole.log.count - Self.header) / Self.frame
    #expect(frames > 1)
    for frame in 0..<frames {
      var cut = whole
      let start = Self.header + frame * Self.frame
      cut.log.replaceSubrange(start + 1_000..<start + 3_000, with: repeatElement(0, count: 2_000))
      let (last, _) = try cut.open(in: folder, "cut-\(frame).db")
      #expect(last.recoveryFinding?.provesAlteration != true, "\(String(describing: last.recoveryFinding))")
      try last.close()
    }
  }

  @Test("a commit that the disk refused leaves nothing behind the end of the log once something is written again")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.file("first.db"), seal: try SealedTestStore.seal())
    try await store.write { try $0.execute("CREATE TABLE torn (id INTEGER PRIMARY KEY, body BLOB)") }
    try await Self.add(20, to: store)
    let before = try Disk(store.path).log.count
    await #expect(throws: (any Error).self) {
      try await store.write { _ in throw DatabaseError(resultCode: .SQLITE_IOERR) }
    }
    try await Self.add(1, to: store)
    #expect(try Disk(store.path).log.count < before)
    #expect(try await Self.count(store) == 21)
    try store.close()
  }

  @Test("two commits behind a bad frame prove that the log was altered, whatever was cut before")
  func altered() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.file("first.db"), seal: try SealedTestStore.seal())
    try await store.write { try $0.execute("CREATE TABLE torn (id INTEGER PRIMARY KEY, body BLOB)") }
    let before = try Disk(store.path)
    for _ in 0..<3 { try await Self.add(1, to: store) }
    var spoilt = try Disk(store.path)
    try spoilt.tear(since: before)
    try store.close()
    let (again, _) = try spoilt.open(in: folder, "second.db")
    #expect(again.recoveryFinding?.provesAlteration == true)
    try again.close()
  }
}
