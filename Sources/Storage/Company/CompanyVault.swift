import Foundation
import Model

/// A company's folder, open: the lock, the root key, the store, and the sealed originals.
public final class CompanyVault: Sendable {
  public let folder: CompanyFolder
  public let store: SQLiteStore
  public let rootKey: SecretBytes
  private let lock: CompanyLock

  private init(folder: CompanyFolder, store: SQLiteStore, rootKey: SecretBytes, lock: CompanyLock) {
    self.folder = folder
    self.store = store
    self.rootKey = rootKey
    self.lock = lock
  }

  /// Makes the folder of a new company, with its tables, and leaves it open. A folder that a kill left half made is
  /// made again from the start.
  ///
  /// - Throws: ``CompanyInUse``; ``Model/Fault`` `.configuration` when a company is already there.
  public static func create(
    at folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes
  ) async throws -> CompanyVault {
    let vault = try await BlockingWork.run {
      try DurableFolder.create(folder.path)
      let lock = try CompanyLock(folder)
      guard !folder.isComplete else { throw Fault(.configuration, "\(folder.path) already holds a company") }
      try folder.removeOtherGenerations(than: nil)
      try KeySlotFile.save(slots, to: folder.path)
      try DurableFolder.create(folder.originals)
      try DurableFolder.create(folder.folder(of: .first))
      let store = try openStore(folder, .first, slots, rootKey)
      return CompanyVault(folder: folder, store: store, rootKey: rootKey, lock: lock)
    }
    try await vault.store.migrate()
    try await BlockingWork.run {
      try DurableFolder.synchronize(folder: folder.folder(of: .first))
      try folder.makeCurrent(.first)
    }
    return vault
  }

  /// Opens the books with the root key that ``KeySlots`` gave.
  ///
  /// - Throws: ``CompanyInUse``; ``KeyRefusal``; ``Model/Fault`` `.alteredData`.
  public static func open(
    _ folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes
  ) async throws -> CompanyVault {
    let vault = try await BlockingWork.run {
      let lock = try CompanyLock(folder)
      let current = try folder.currentGeneration()
      guard access(folder.books(of: current), F_OK) == 0 else {
        throw Fault(.alteredData, "\(folder.path)/CURRENT names \(current.name), which is not there")
      }
      let store = try openStore(folder, current, slots, rootKey)
      // Only once the one in use has opened: a CURRENT that lies must not cost the books it hides.
      try folder.removeOtherGenerations(than: current)
      return CompanyVault(folder: folder, store: store, rootKey: rootKey, lock: lock)
    }
    try await vault.store.migrate()
    return vault
  }

  static func openStore(
    _ folder: CompanyFolder, _ generation: Generation, _ slots: KeySlots, _ rootKey: SecretBytes
  ) throws -> SQLiteStore {
    guard generation.number >= slots.pageEpoch else {
      throw Fault(.alteredData, "generation \(generation.name) is older than the keys allow")
    }
    let seal = SQLiteSeal(rootKey: rootKey, databaseID: slots.databaseID, pageEpoch: generation.number)
    return try SQLiteStore(path: folder.books(of: generation), seal: seal)
  }

  /// Empties the log into the file and closes; the folder is then free for another process.
  public func close() async throws {
    let store = store
    try await BlockingWork.run { try store.close() }
    lock.release()
  }
}

extension CompanyVault {
  private static let purpose = "import original"

  /// Takes in the original file of an import. It is there once ``SealedFileWriter/finish()`` returned.
  public func originalWriter(of id: Identifier<Import>) throws -> SealedFileWriter {
    try SealedFileWriter(
      path: folder.original(of: id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  /// Gives the original file of an import back.
  public func originalReader(of id: Identifier<Import>) throws -> SealedFileReader {
    try SealedFileReader(
      path: folder.original(of: id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  private static let reportPurpose = "import report"

  /// Takes in what the control of an import said, under the same rules as its original.
  public func reportWriter(of id: Identifier<Import>) throws -> SealedFileWriter {
    try SealedFileWriter(
      path: folder.report(of: id), rootKey: rootKey, purpose: Self.reportPurpose, identifier: id.bytes)
  }

  public func reportReader(of id: Identifier<Import>) throws -> SealedFileReader {
    try SealedFileReader(
      path: folder.report(of: id), rootKey: rootKey, purpose: Self.reportPurpose, identifier: id.bytes)
  }

  public func hasReport(of id: Identifier<Import>) -> Bool { access(folder.report(of: id), F_OK) == 0 }

  public func hasOriginal(of id: Identifier<Import>) -> Bool { access(folder.original(of: id), F_OK) == 0 }
}
