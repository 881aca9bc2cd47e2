import CSealedVFS
import Foundation
import GRDBSQLite
import Testing

@Suite("Ways round the seal")
struct BypassTests {
  private func missing(_ store: Store, _ name: String) -> String {
    store.folder.appendingPathComponent(name).path
  }

  @Test("Registering again, from several threads, changes nothing")
  func registration() async throws {
    await withTaskGroup(of: Int32.self) { group in
      for _ in 0..<8 { group.addTask { sealed_vfs_register() } }
      for await code in group { #expect(code == SQLITE_OK) }
    }
    let store = try Store()
    #expect(try store.open().vfsName == "sealed/unix")
    #expect(String(cString: sealed_vfs_name()) == "sealed")
  }

  @Test("A path without a key is not opened, and not created")
  func unknownPath() throws {
    let store = try Store()
    let path = missing(store, "unknown.db")
    let before = sealed_vfs_read_counters().opens_refused
    #expect(throws: SQLiteFailure(code: SQLITE_CANTOPEN)) { try Connection(path) }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(sealed_vfs_read_counters().opens_refused > before)
  }

  @Test("No other VFS can be named", arguments: ["unix", "unix-none", "unix-excl", "unix-dotfile"])
  func otherVFS(_ name: String) throws {
    let store = try Store()
    let uri = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
    let path = missing(store, "clear.db")
    #expect(throws: SQLiteFailure.self) { try Connection("file:\(path)?vfs=\(name)", flags: uri) }
    #expect(throws: SQLiteFailure.self) { try Connection(path, vfs: name) }
    let db = try store.open()
    #expect(throws: SQLiteFailure.self) { try db.run("ATTACH 'file:\(path)?vfs=\(name)' AS other") }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("ATTACH, VACUUM INTO and backup stay inside")
  func copies() throws {
    let store = try Store()
    try store.fill()
    let db = try store.open()
    let path = missing(store, "copy.db")
    #expect(throws: SQLiteFailure(code: SQLITE_CANTOPEN)) { try db.run("ATTACH '\(path)' AS copy") }
    #expect(throws: SQLiteFailure(code: SQLITE_CANTOPEN)) { try db.run("VACUUM INTO '\(path)'") }
    #expect(!FileManager.default.fileExists(atPath: path))

    try Store.attach(path, id: Array(repeating: 3, count: 16))
    defer { sealed_vfs_detach(path) }
    try db.run("VACUUM INTO '\(path)'")
    let copy = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(copy.range(of: Data("Fournisseur".utf8)) == nil)
    #expect(try Connection(path).row("SELECT count(*) FROM line") == "2000")
  }

  @Test("An attached file is created only with the reserve")
  func attachedFile() throws {
    let store = try Store()
    let db = try store.open()
    let path = missing(store, "second.db")
    try Store.attach(path, id: Array(repeating: 4, count: 16))
    defer { sealed_vfs_detach(path) }
    try db.run("ATTACH '\(path)' AS second")
    #expect(throws: SQLiteFailure.self) { try db.run("CREATE TABLE second.t(a)") }
    try db.run("DETACH second; ATTACH '\(path)' AS second")
    #expect(sealed_vfs_reserve(db.handle, "second") == SQLITE_OK)
    try db.run("CREATE TABLE second.t(a); INSERT INTO second.t VALUES(5)")
    #expect(try Connection(path).row("SELECT a FROM t") == "5")
    try db.run("DETACH second")
  }

  @Test("The page size cannot be changed, and nothing is mapped into memory")
  func pragmas() throws {
    let store = try Store()
    try store.fill()
    let db = try store.open()
    try db.run("PRAGMA page_size = 8192; VACUUM")
    #expect(try db.row("PRAGMA page_size") == "4096")
    #expect(try db.row("PRAGMA mmap_size = 1000000") == "0")
    #expect(try store.open().row("SELECT count(*) FROM line") == "2000")
  }

  @Test("A backup from a database of another page size or without the reserve is refused, and harms nothing")
  func foreignBackups() throws {
    let store = try Store()
    try store.fill()
    let before = try store.bytes()
    let wide = try Connection(":memory:")
    try wide.run("PRAGMA page_size = 8192; CREATE TABLE t(a); INSERT INTO t VALUES(1)")
    #expect(throws: SQLiteFailure.self) { try wide.backUp(to: store.open()) }
    let bare = try plainDatabase(missing(store, "plain.db"))
    let refused = sealed_vfs_read_counters().writes_refused
    #expect(throws: SQLiteFailure.self) { try bare.backUp(to: store.open()) }
    #expect(sealed_vfs_read_counters().writes_refused > refused)
    #expect(try store.open().row("SELECT count(*) FROM line") == "2000")
    #expect(try store.bytes().count == before.count)
  }

  /// A database made without our VFS, in memory.
  private func plainDatabase(_ path: String) throws -> Connection {
    _ = try Driver.run("spill", path, "plain", "off")
    var image = try Data(contentsOf: URL(fileURLWithPath: path + ".copy"))
    /// A database in memory has no log: bytes 18 and 19 ask for a journal instead.
    image[18] = 1
    image[19] = 1
    let db = try Connection(":memory:")
    let bytes = try #require(sqlite3_malloc64(UInt64(image.count)))
    image.copyBytes(to: bytes.assumingMemoryBound(to: UInt8.self), count: image.count)
    let size = Int64(image.count)
    let code = sqlite3_deserialize(db.handle, "main", bytes, size, size, UInt32(SQLITE_DESERIALIZE_FREEONCLOSE))
    #expect(code == SQLITE_OK)
    return db
  }

  @Test("A backup between memory and a sealed file works")
  func memoryBackup() throws {
    let store = try Store()
    let memory = try Connection(":memory:")
    try memory.run("CREATE TABLE t(a); INSERT INTO t VALUES(8)")
    try memory.backUp(to: store.open())
    #expect(try store.open().row("SELECT a FROM t") == "8")
  }

  @Test("A key is not taken away, nor changed, while its file is open")
  func attachment() throws {
    let store = try Store()
    var db: Connection? = try store.open()
    try db?.run("CREATE TABLE t(a)")
    #expect(sealed_vfs_detach(store.path) == SQLITE_BUSY)
    try Store.attach(store.path)
    #expect(throws: SQLiteFailure(code: SQLITE_BUSY)) { try Store.attach(store.path, epoch: 8) }
    db = nil
    #expect(sealed_vfs_detach(store.path) == SQLITE_OK)
    #expect(sealed_vfs_detach(store.path) == SQLITE_NOTFOUND)
    #expect(throws: SQLiteFailure(code: SQLITE_CANTOPEN)) { try store.open() }
    #expect(throws: SQLiteFailure(code: SQLITE_MISUSE)) { try Store.attach("store.db") }
    #expect(throws: SQLiteFailure(code: SQLITE_MISUSE)) { try Store.attach("file:" + store.path) }
  }

  @Test("A link leads to the same key")
  func link() throws {
    let store = try Store()
    try store.open().run("CREATE TABLE t(a); INSERT INTO t VALUES(3)")
    let link = missing(store, "link.db")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: store.path)
    #expect(try Connection(link).row("SELECT a FROM t") == "3")
  }
}
