import Foundation
import Model

/// The books of a backup, taken out of it to be read: in a folder aside, on a disk where SQLite may work.
public final class BackupOpening: Sendable {
  /// Beside the companies of a node.
  static let prefix = ".backup-"

  public let facts: BackupFacts
  /// Read only by what follows; closed with this.
  let store: SQLiteStore
  let folder: String
  let rootKey: SecretBytes
  private let lock: CompanyLock

  /// Takes the books out, and their originals with them if asked, each held against its hash; then authenticates every
  /// page, and the end of the log. Blocking.
  ///
  /// - Parameters:
  ///   - parent: absolute; what is taken out stands below until ``close()``.
  ///   - progress: told the bytes that were read, as they are; throwing stops.
  /// - Throws: ``BackupDefect``; ``NotEnoughSpace``; ``KeyRefusal``; ``Model/Fault``.
  public init(
    _ file: BackupFile, rootKey: SecretBytes, below parent: String, booksOnly: Bool,
    progress: (UInt64) throws -> Void
  ) throws {
    facts = try file.facts(rootKey: rootKey)
    self.rootKey = rootKey
    try NotEnoughSpace.check(parent, needed: file.contentSize + (16 << 20))
    try Self.tidy(parent)
    let place = try CompanyFolder(path: parent + "/" + Self.prefix + file.head.backupID.hexadecimal)
    folder = place.path
    try DurableFolder.create(folder)
    lock = try CompanyLock(place)
    do {
      try file.extract(to: folder, booksOnly: booksOnly, progress: progress)
      store = try Self.store(folder, file, rootKey)
    } catch {
      try FileManager.default.removeItem(atPath: folder)
      throw error
    }
    do { try check() } catch {
      try close()
      throw error
    }
  }

  private static func store(_ folder: String, _ file: BackupFile, _ rootKey: SecretBytes) throws -> SQLiteStore {
    let seal = SQLiteSeal(rootKey: rootKey, databaseID: file.head.backupID, pageEpoch: Generation.first.number)
    do {
      return try SQLiteStore(path: folder + "/" + BackupFile.booksName, seal: seal, readers: 1)
    } catch let fault as Fault where fault.code == .alteredData { throw BackupDefect.page(1) }
  }

  private func check() throws {
    if let page = try store.firstAlteredPage() { throw BackupDefect.page(page) }
    try store.readBlocking { transaction in
      guard let end = try transaction.logEnd(), end.count == facts.changeSetCount, end.hash == facts.head else {
        throw BackupDefect.otherLog
      }
    }
  }

  /// Reads the books inside. Blocking.
  public func read<Result>(_ body: (any ReadTransaction) throws -> Result) throws -> Result {
    var result: Result?
    try store.readBlocking { result = try body($0) }
    guard let result else { throw Fault(.database, "the books of a backup were not read") }
    return result
  }

  /// Opens every original and document that was taken out, whole: each authenticates by itself. Blocking.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData`.
  public func checkOriginals() throws {
    try SealedOriginals(folder: folder, rootKey: rootKey).checkAll()
  }

  /// The documents that were taken out.
  public var documents: SealedDocuments { SealedOriginals(folder: folder, rootKey: rootKey).documents }

  /// Whether a newer program made these books, or an older one, whose tables are to be built again.
  ///
  /// - Throws: ``BackupDefect`` `.newerBooks`.
  public func isOutdated() async throws -> Bool {
    do {
      return try await store.isOutdated()
    } catch let fault as Fault where fault.code == .configuration { throw BackupDefect.newerBooks }
  }

  /// Closes the books and removes what was taken out. Blocking.
  public func close() throws {
    defer { lock.release() }
    let closing = Result { try store.close() }
    try FileManager.default.removeItem(atPath: folder)
    try closing.get()
  }

  /// Removes what stops left below `parent`; what another process works on is left alone.
  static func tidy(_ parent: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: parent) where name.hasPrefix(prefix) {
      do {
        try CompanyFolder(path: parent + "/" + name).removeUnfinished()
      } catch is CompanyInUse {}
    }
  }
}
