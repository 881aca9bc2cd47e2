import Foundation
import Model

/// A company's folder, open: the lock, the root key, the store, and the sealed originals.
public final class CompanyVault: Sendable {
  public let folder: CompanyFolder
  public let store: SQLiteStore
  public let rootKey: SecretBytes
  /// The epoch of pages that came with this root key.
  let keyEpoch: UInt32
  let databaseID: [UInt8]
  private let lock: CompanyLock

  private init(
    folder: CompanyFolder, store: SQLiteStore, slots: KeySlots, rootKey: SecretBytes, lock: CompanyLock
  ) {
    self.folder = folder
    self.store = store
    self.rootKey = rootKey
    keyEpoch = slots.pageEpoch
    databaseID = slots.databaseID
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
      try DurableFolder.create(folder.originals(of: slots.pageEpoch))
      try DurableFolder.create(folder.folder(of: .first))
      let store = try openStore(folder, .first, slots, rootKey)
      return CompanyVault(folder: folder, store: store, slots: slots, rootKey: rootKey, lock: lock)
    }
    try await vault.store.migrate()
    try await BlockingWork.run {
      try DurableFolder.synchronize(folder: folder.folder(of: .first))
      try folder.makeCurrent(.first)
    }
    return vault
  }

  /// Opens the books with the root key that ``KeySlots`` gave. See ``isOutdated()`` before they are used.
  ///
  /// - Throws: ``CompanyInUse``; ``KeyRefusal``; ``Model/Fault`` `.alteredData`.
  public static func open(
    _ folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes
  ) async throws -> CompanyVault {
    try await BlockingWork.run {
      let lock = try CompanyLock(folder)
      let current = try folder.currentGeneration()
      var facts = stat()
      guard stat(folder.books(of: current), &facts) == 0 else {
        throw Fault(.alteredData, "\(folder.path)/CURRENT names \(current.name), which is not there")
      }
      // SQLite would take an empty file for books that nobody began.
      guard facts.st_size >= SQLiteSettings.pageSize else {
        throw Fault(.alteredData, "\(folder.books(of: current)) holds \(facts.st_size) bytes")
      }
      let store = try openStore(folder, current, slots, rootKey)
      noteAlteredLog(store, folder)
      // Only once the one in use has opened: a CURRENT that lies must not cost the books it hides.
      try KeySlotFile.adopt(in: folder.path)
      try folder.removeOtherGenerations(than: current)
      try folder.removeOriginals(olderThan: slots.pageEpoch)
      try BackupMaking.tidy(folder)
      return CompanyVault(folder: folder, store: store, slots: slots, rootKey: rootKey, lock: lock)
    }
  }

  /// The log is emptied before long, and what was found in it is known to this process alone.
  private static func noteAlteredLog(_ store: SQLiteStore, _ folder: CompanyFolder) {
    guard let finding = store.recoveryFinding, finding.provesAlteration else { return }
    do {
      try AlteredLogNote(folder: folder.path).write(finding)
    } catch {
      // Told as long as the company stays open: a full disk must not keep the books shut.
    }
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
  ///
  /// - Throws: ``Model/Fault`` when the disk refuses. The folder is free all the same, and the log holds what could not
  ///   be brought into the file.
  public func close() async throws {
    defer { lock.release() }
    let store = store
    try await BlockingWork.run { try store.close() }
  }

  /// The books under a new root key. They go on in the vault that is given back, whether the key was changed or not;
  /// this one is not to be used any more.
  public func rotated(
    without removed: Set<Identifier<Person>> = [], dropsKeyFile: Bool = false,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> RotatedVault {
    let (folder, rootKey) = (folder, rootKey)
    var keys = (slots: try KeySlotFile.load(from: folder.path).slots, rootKey: rootKey)
    var failure: (any Error)?
    do {
      try await close()
      keys = try await KeyRotation(folder: folder, slots: keys.slots, rootKey: rootKey).run(
        without: removed, dropsKeyFile: dropsKeyFile, progress: progress)
    } catch { failure = error }
    let opened = try await CompanyVault.open(folder, slots: keys.slots, rootKey: keys.rootKey)
    return RotatedVault(vault: opened, failure: failure)
  }
}

public struct RotatedVault: Sendable {
  public let vault: CompanyVault
  /// Why the old key stays; nil when it was changed.
  public let failure: (any Error)?
}
