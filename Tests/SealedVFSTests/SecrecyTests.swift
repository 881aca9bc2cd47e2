import Foundation
import GRDBSQLite
import Testing

@Suite("What can be read on the disk")
struct SecrecyTests {
  private struct Count {
    let views: Int
    let sightings: Int
  }

  private func search(_ vfs: String) throws -> [String: Count] {
    let store = try Store()
    let folder = store.folder.appendingPathComponent(vfs)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var counts: [String: Count] = [:]
    for line in try Driver.run("search", folder.path, vfs) {
      let words = line.split(separator: " ").map(String.init)
      counts[words[0]] = Count(views: Int(words[1]) ?? 0, sightings: Int(words[2]) ?? 0)
    }
    return counts
  }

  @Test("A known text is in no file of any kind, at no moment")
  func sealed() throws {
    for (kind, count) in try search("sealed") {
      #expect(count.views > 0, "\(kind) was never looked at")
      #expect(count.sightings == 0, "\(kind)")
    }
  }

  @Test("The same search finds it in every kind of file of plain SQLite")
  func plain() throws {
    let counts = try search("plain")
    for kind in ["database", "log", "journal", "temporary"] {
      #expect((counts[kind]?.sightings ?? 0) > 0, "\(kind)")
    }
  }

  @Test("Every page looks random")
  func entropy() throws {
    let store = try Store()
    try store.fill()
    let file = try store.bytes()
    for start in stride(from: 0, to: file.count, by: Store.pageSize) {
      var seen = [Int](repeating: 0, count: 256)
      for byte in file[start..<start + 4_088] { seen[Int(byte)] += 1 }
      /// Chi-squared over 255 degrees of freedom: random bytes exceed 400 once in ten million pages.
      let expected = 4_088.0 / 256
      let distance = seen.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
      #expect(distance < 420, "page \(start / Store.pageSize + 1)")
    }
  }

  @Test("No nonce is used twice, not even on the two sides of a fork")
  func nonces() throws {
    let store = try Store()
    _ = try Driver.run("fork", store.folder.path)
    var nonces = Nonces()
    for name in ["before", "child", "parent"] {
      let path = store.folder.appendingPathComponent("\(name).db").path
      try nonces.addDatabase([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
      try nonces.addLog([UInt8](Data(contentsOf: URL(fileURLWithPath: path + "-wal"))))
    }
    let many = try Store()
    let db = try many.open()
    try db.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t(a)")
    let fill = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 4000)"
    try db.run("\(fill) INSERT INTO t SELECT randomblob(3900) FROM c")
    try nonces.addLog(many.bytes("-wal"))
    try db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    try nonces.addDatabase(many.bytes())
    try db.run("UPDATE t SET a = randomblob(3900)")
    try nonces.addLog(many.bytes("-wal"))
    #expect(nonces.count > 12_000)
    #expect(nonces.repeated == 0)
  }

  /// The nonces of files, and how many came twice.
  private struct Nonces {
    private var seen: Set<[UInt8]> = []
    private(set) var repeated = 0
    var count: Int { seen.count }

    mutating func addDatabase(_ file: [UInt8]) {
      for start in stride(from: 0, to: file.count, by: Store.pageSize) { add(file[start + 4_048..<start + 4_072]) }
    }

    mutating func addLog(_ file: [UInt8]) {
      for start in stride(from: Store.walHeader, to: file.count, by: Store.frameSize) {
        add(file[start + 4_072..<start + 4_096])
      }
    }

    private mutating func add(_ nonce: ArraySlice<UInt8>) {
      if !seen.insert(Array(nonce)).inserted { repeated += 1 }
    }
  }
}
