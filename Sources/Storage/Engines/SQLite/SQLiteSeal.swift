import CSealedVFS
import GRDBSQLite
import Model

/// What opens the sealed file of one database. All of it comes from the key-slot file beside the database.
public struct SQLiteSeal: Sendable {
  public let rootKey: SecretBytes
  /// 16 bytes, drawn when the company was created.
  public let databaseID: [UInt8]
  public let pageEpoch: UInt32

  public init(rootKey: SecretBytes, databaseID: [UInt8], pageEpoch: UInt32) {
    self.rootKey = rootKey
    self.databaseID = databaseID
    self.pageEpoch = pageEpoch
  }
}

/// The sealing file system under SQLite.
enum SealedFileSystem {
  private static let registered: Int32 = sealed_vfs_register()

  /// What `SQLITE_FCNTL_VFSNAME` answers for a file of ours: our layer, over the platform's.
  static var connectionName: String { String(cString: sealed_vfs_name()) + "/unix" }

  /// Makes every connection opened from now on a sealed one. Once per process, before the first connection.
  static func register() throws {
    guard registered == SQLITE_OK else { throw Fault(.configuration, "the sealed file system answered \(registered)") }
  }

  static func attach(_ path: String, _ seal: SQLiteSeal) throws {
    guard seal.rootKey.count == Int(SEALED_VFS_ROOT_KEY_BYTES),
      seal.databaseID.count == Int(SEALED_VFS_DATABASE_ID_BYTES)
    else { throw Fault(.configuration, "a root key has 32 bytes and a database identifier 16") }
    let code = seal.rootKey.withBytes { sealed_vfs_attach(path, $0, seal.databaseID, seal.pageEpoch) }
    guard code == SQLITE_OK else { throw Fault(.configuration, "the key of \(path) was refused: SQLite \(code)") }
  }

  /// Wipes the key. The file must be closed.
  static func detach(_ path: String) throws {
    let code = sealed_vfs_detach(path)
    guard code == SQLITE_OK else { throw Fault(.configuration, "the key of \(path) is still in use: SQLite \(code)") }
  }

  /// Authenticates every page of the file, those included that no query reads.
  static func check(_ connection: OpaquePointer?) throws {
    guard let page = try firstAlteredPage(connection) else { return }
    throw Fault(.alteredData, "page \(page) of the books does not authenticate")
  }

  /// Counted from 1; nil when every page authenticates.
  static func firstAlteredPage(_ connection: OpaquePointer?) throws -> UInt32? {
    var page: UInt32 = 0
    let code = sealed_vfs_check(connection, &page)
    if code == SQLiteFault.authenticationFailed { return page }
    guard code == SQLITE_OK else { throw Fault(.inputOutput, "the books cannot be read through: SQLite \(code)") }
    return nil
  }

  /// What the recovery of the log of `path` had to leave out, or nil when there is nothing to say.
  static func recoveryFinding(_ path: String) -> RecoveryFinding? {
    var found = sealed_vfs_wal_finding()
    guard sealed_vfs_last_wal_finding(path, &found) == SQLITE_OK,
      found.dropped_frame != 0 || found.header_damaged != 0
    else { return nil }
    return RecoveryFinding(
      droppedFrame: found.dropped_frame, isHeaderDamaged: found.header_damaged != 0,
      laterFrames: found.later_frames, laterCommits: found.later_commits)
  }
}

/// The end of the write-ahead log did not authenticate when it was recovered. A power cut may tear the last
/// transaction; two later commits that authenticate prove that something altered the file.
public struct RecoveryFinding: Equatable, Sendable {
  /// Counted from 1.
  public let droppedFrame: UInt32
  public let isHeaderDamaged: Bool
  public let laterFrames: UInt32
  public let laterCommits: UInt32

  public var provesAlteration: Bool { laterCommits > 1 }
}
