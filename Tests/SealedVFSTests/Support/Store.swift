import CSealedVFS
import Foundation
import GRDBSQLite

/// A database in a folder of its own, attached to the sealed VFS, removed at the end.
final class Store {
  static let pageSize = 4_096
  static let frameSize = 4_120
  static let walHeader = 32

  /// The same values as in SealedStoreDriver.
  static let rootKey = (0..<32).map { UInt8($0) }
  static let databaseID = (0..<16).map { UInt8(0xa0 + $0) }
  static let epoch: UInt32 = 7

  let folder: URL
  let path: String

  init() throws {
    try Self.register()
    let name = "sealed-store-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("store.db").path
    try Self.attach(path)
  }

  deinit {
    sealed_vfs_detach(path)
    try? FileManager.default.removeItem(at: folder)
  }

  static func register() throws {
    let code = sealed_vfs_register()
    guard code == SQLITE_OK else { throw SQLiteFailure(code: code) }
  }

  static func attach(
    _ path: String, key: [UInt8] = rootKey, id: [UInt8] = databaseID, epoch: UInt32 = epoch
  ) throws {
    let code = sealed_vfs_attach(path, key, id, epoch)
    guard code == SQLITE_OK else { throw SQLiteFailure(code: code) }
  }

  func open() throws -> Connection { try Connection(path) }

  /// A closed database of some forty pages, with an index and pages on the free list.
  func fill() throws {
    let db = try open()
    try db.run(
      """
      PRAGMA secure_delete = OFF;
      CREATE TABLE line(id INTEGER PRIMARY KEY, label TEXT, cents INTEGER);
      CREATE INDEX line_cents ON line(cents);
      WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 2000)
      INSERT INTO line SELECT i, 'Fournisseur Durand ' || i, (i * 7919) % 100000 FROM c;
      CREATE TABLE dropped(a); INSERT INTO dropped SELECT label FROM line LIMIT 500; DROP TABLE dropped;
      """)
  }

  /// A file left as a crash leaves it: a log that was never copied back. Returns the folder's copy.
  func crashed(_ write: (Connection) throws -> Void) throws -> Store {
    let db = try open()
    try db.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
    try write(db)
    let copy = try Store()
    for suffix in ["", "-wal"] {
      try copy.replace(suffix, with: bytes(suffix))
    }
    return copy
  }

  // MARK: Bytes of the files

  func bytes(_ suffix: String = "") throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + suffix)))
  }

  func replace(_ suffix: String = "", with bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + suffix))
  }

  func alter(_ suffix: String = "", _ change: (inout [UInt8]) -> Void) throws {
    var all = try bytes(suffix)
    change(&all)
    try replace(suffix, with: all)
  }

  func copyFiles(from other: Store) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: other.path + suffix) {
      try replace(suffix, with: other.bytes(suffix))
    }
  }

  var walFinding: sealed_vfs_wal_finding {
    var finding = sealed_vfs_wal_finding()
    sealed_vfs_last_wal_finding(path, &finding)
    return finding
  }
}
