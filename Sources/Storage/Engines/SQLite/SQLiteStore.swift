import Foundation
import GRDB
import GRDBSQLite
import Model
import Synchronization

/// The books of one company in one sealed SQLite file: one writing connection, a few reading ones, in write-ahead
/// mode. One process per file is assumed; ``CompanyLock`` sees to it.
public final class SQLiteStore: Store {
  public let path: String
  /// For the log of the program: the version linked at run time.
  public static var engineVersion: String { String(cString: sqlite3_libversion()) }
  /// What the recovery at this opening could not authenticate.
  public let recoveryFinding: RecoveryFinding?

  private let pool: DatabasePool
  private let isSealed: Bool
  /// The log may hold frames that the disk did not confirm, within it or behind its end; see ``dropRemains()``.
  private let hasRemains: Mutex<Bool>
  private let isClosed = Mutex(false)

  /// Opens the file, or creates it. Blocks the thread for a few milliseconds: not for the cooperative pool.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when the file does not authenticate under this key, `.configuration`
  ///   when a connection does not take the settings it must have.
  public convenience init(path: String, seal: SQLiteSeal, readers: Int = 4) throws {
    try self.init(path: path, readers: readers, sealed: seal)
  }

  /// For controls in tests and for measurements: the same engine with nothing sealed.
  package static func plain(path: String, readers: Int = 4) throws -> SQLiteStore {
    try SQLiteStore(path: path, readers: readers, sealed: nil)
  }

  private init(path: String, readers: Int, sealed seal: SQLiteSeal?) throws {
    // A path starting with `file:` would let its parameters choose another file system.
    guard path.hasPrefix("/") else { throw Fault(.configuration, "a database is opened by absolute path, not \(path)") }
    if let seal {
      try SealedFileSystem.register()
      try SealedFileSystem.attach(path, seal)
    }
    self.path = path
    isSealed = seal != nil
    hasRemains = Mutex(true)
    do {
      pool = try DatabasePool(path: path, configuration: Self.configuration(readers: readers, isSealed: isSealed))
      try pool.writeWithoutTransaction(SQLiteSettings.makeDurable)
    } catch {
      // The key is not left behind a file that did not open; a connection still closing keeps it a moment longer.
      if seal != nil { try? SealedFileSystem.detach(path) }
      throw SQLiteFault.translated(error)
    }
    recoveryFinding = isSealed ? SealedFileSystem.recoveryFinding(path) : nil
    try protectFiles()
  }

  private static func configuration(readers: Int, isSealed: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.maximumReaderCount = readers
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      if isSealed {
        let name = try SQLiteSettings.fileSystemName(database)
        guard name == SealedFileSystem.connectionName else {
          throw Fault(.configuration, "SQLite opened the file through \(name), which does not seal")
        }
      }
      try SQLiteSettings.applyAndVerify(database)
    }
    return configuration
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.read { try body(SQLiteTransaction($0)) }
    } catch { throw SQLiteFault.translated(error) }
  }

  @discardableResult
  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    do {
      if hasRemains.withLock({ $0 }) { try await dropRemains() }
      return try await pool.write { try body(SQLiteTransaction($0)) }
    } catch {
      if let error = error as? DatabaseError, error.resultCode == .SQLITE_IOERR { hasRemains.withLock { $0 = true } }
      throw SQLiteFault.translated(error)
    }
  }

  /// Empties the log before anything more is written to it.
  ///
  /// Two commits behind a bad frame prove that somebody altered the log, if a power cut can tear one alone. So nothing
  /// else in it may be unconfirmed: not what GRDB commits to make the log when it opens, under `synchronous=NORMAL`;
  /// and not what a cut that tore a commit, or a commit that the disk refused, left behind the end: those frames
  /// authenticate, one of them is a commit, and shorter transactions would not cover them all.
  private func dropRemains() async throws {
    do {
      let isEmpty = try await pool.writeWithoutTransaction { try Self.checkpoint($0) }
      if isEmpty { hasRemains.withLock { $0 = false } }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      // The log then goes on where it ended; what is to be written may still find room.
    }
  }

  /// For a thread of an engine that must read a second file at the same time.
  func readBlocking(_ body: (any ReadTransaction) throws -> Void) throws {
    do {
      try pool.read { try body(SQLiteTransaction($0)) }
    } catch { throw SQLiteFault.translated(error) }
  }

  /// Reads every setting of the writer and of one reader again.
  public func verifySettings() async throws {
    do {
      try await pool.writeWithoutTransaction { database in
        try SQLiteSettings.verify(database, isReader: false)
        try SQLiteSettings.verifyDurability(database)
      }
      try await pool.read { try SQLiteSettings.verify($0, isReader: true) }
    } catch { throw SQLiteFault.translated(error) }
  }

  /// Brings the write-ahead log into the main file and empties it. Readers at work are not waited for beyond five
  /// seconds: the log is then left for the next time.
  public func checkpoint() async throws {
    do {
      try await pool.writeWithoutTransaction { _ = try Self.checkpoint($0) }
    } catch { throw SQLiteFault.translated(error) }
  }

  /// Gives the memory of the caches back, each connection when it has nothing to do: for a company nobody looks at.
  public func releaseMemory() { pool.releaseMemoryEventually() }

  /// Authenticates the whole file, free pages included, while no writer is at work. About a quarter of a second for a
  /// million lines.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` naming the first page that does not authenticate.
  public func checkPages() async throws {
    guard isSealed else { return }
    do {
      try await pool.writeWithoutTransaction(Self.authenticate)
    } catch { throw SQLiteFault.translated(error) }
  }

  /// The same, for a thread that may wait.
  func checkPagesBlocking() throws {
    guard isSealed else { return }
    do {
      try pool.writeWithoutTransaction(Self.authenticate)
    } catch { throw SQLiteFault.translated(error) }
  }

  /// The first page that does not authenticate, counted from 1; nil when all of them do. Blocking.
  func firstAlteredPage() throws -> UInt32? {
    do {
      return try pool.writeWithoutTransaction { database in
        try Self.checkpoint(database)
        return try SealedFileSystem.firstAlteredPage(database.sqliteConnection)
      }
    } catch { throw SQLiteFault.translated(error) }
  }

  private static func authenticate(_ database: Database) throws {
    do {
      try checkpoint(database)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      // Without room to empty the log, pages of the file may wait for their newer content: nothing can be said.
      return
    }
    try SealedFileSystem.check(database.sqliteConnection)
  }

  /// Writes everything, compacted, to a new file under a seal of its own, and waits for the disk. Blocking; nobody else
  /// writes meanwhile.
  package func copy(to path: String, seal: SQLiteSeal) throws {
    do {
      try SealedFileSystem.attach(path, seal)
      defer { try? SealedFileSystem.detach(path) }
      try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    } catch { throw SQLiteFault.translated(error) }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try OpenFile.reading(path).synchronize()
  }

  /// The same while others write: one reading connection stands on the state it found when it began, and nobody waits
  /// for it. Blocking.
  func snapshot(to path: String, seal: SQLiteSeal) throws {
    do {
      try SealedFileSystem.attach(path, seal)
      defer { try? SealedFileSystem.detach(path) }
      try pool.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    } catch { throw SQLiteFault.translated(error) }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// Bytes of the file and of its log.
  func fileSize() throws -> UInt64 {
    var sum: UInt64 = 0
    for name in [path, path + "-wal"] where access(name, F_OK) == 0 { sum += try OpenFile.reading(name).size() }
    return sum
  }

  /// Closes readers first, then the writer, which leaves one file with an empty log; then wipes the key. Blocking. A
  /// store that is closed stays so.
  ///
  /// - Throws: ``Model/Fault`` when the log could not be emptied, too; the store is then closed all the same.
  public func close() throws {
    guard !isClosed.withLock({ $0 }) else { return }
    do {
      pool.invalidateReadOnlyConnections()
      let emptying = Result { try pool.writeWithoutTransaction { _ = try Self.checkpoint($0) } }
      try pool.close()
      isClosed.withLock { $0 = true }
      if isSealed { try SealedFileSystem.detach(path) }
      try emptying.get()
    } catch { throw SQLiteFault.translated(error) }
  }

  /// - Returns: whether the log is empty now.
  @discardableResult
  private static func checkpoint(_ database: Database) throws -> Bool {
    do {
      try database.checkpoint(.truncate)
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // A reader still stands on an older state: what could be moved has been, and nothing is lost.
      return false
    }
  }

  /// Only the owner may read the files, whatever the mask of the process.
  private func protectFiles() throws {
    for name in [path, path + "-wal", path + "-shm"] where FileManager.default.fileExists(atPath: name) {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: name)
    }
  }

  /// For tests: the writing connection itself, outside of any transaction.
  package func withWriter<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await pool.writeWithoutTransaction(body)
  }
}
