import Foundation
import Model

/// Gives a company a new root key: the books are written anew under it, in a new generation, the originals are sealed
/// again, and the ways in are sealed to the new key. Old copies and backups stay readable with the old key.
///
/// Killed at any point, the folder opens whole, with the old key or with the new one: `CURRENT` is renamed last, and
/// names the books and the keys that belong together.
public struct KeyRotation: Sendable {
  /// The stages, in their order; a test stops after each of them.
  package enum Step: CaseIterable, Sendable {
    case booksWritten, booksChecked, originalsSealed, keysWritten, madeCurrent, keysMoved
  }

  private let folder: CompanyFolder
  private let slots: KeySlots
  private let rootKey: SecretBytes
  private let after: @Sendable (Step) throws -> Void

  /// The company must be closed: the rotation takes its lock.
  public init(folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes) {
    self.init(folder: folder, slots: slots, rootKey: rootKey) { _ in }
  }

  package init(
    folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes, after: @escaping @Sendable (Step) throws -> Void
  ) {
    self.folder = folder
    self.slots = slots
    self.rootKey = rootKey
    self.after = after
  }

  /// - Parameters:
  ///   - removed: people who must not get the new key.
  ///   - dropsKeyFile: the key file must not either.
  ///   - progress: told how far it is, from 0 to 999.
  /// - Throws: ``NotEnoughSpace`` before anything is written; ``KeyRefusal`` `.lastUser`; ``CompanyInUse``.
  public func run(
    without removed: Set<Identifier<Person>> = [], dropsKeyFile: Bool = false,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (slots: KeySlots, rootKey: SecretBytes) {
    let work = self
    return try await BlockingWork.run { try work.rotate(without: removed, dropsKeyFile, progress) }
  }

  private func rotate(
    without removed: Set<Identifier<Person>>, _ dropsKeyFile: Bool, _ progress: @Sendable (Int) -> Void
  ) throws -> (slots: KeySlots, rootKey: SecretBytes) {
    let lock = try CompanyLock(folder)
    defer { lock.release() }
    let old = try folder.currentGeneration()
    let new = old.next
    try KeySlotFile.adopt(in: folder.path)
    try folder.removeOtherGenerations(than: old)
    try NotEnoughSpace.check(folder.path, needed: try FolderSize.of(folder.path) + Self.margin)
    let next = try slots.rotated(rootKey, epoch: new.number, without: removed, dropsKeyFile: dropsKeyFile)
    do {
      try DurableFolder.create(folder.folder(of: new))
      try copyBooks(old, new, next, progress)
      try sealOriginals(next)
      progress(950)
      try DurableFolder.replace(folder.keys(of: new), with: KeySlotCodec.encode(next.slots))
      try after(.keysWritten)
      try DurableFolder.synchronize(folder: folder.folder(of: new))
    } catch {
      try folder.removeOtherGenerations(than: old)
      throw error
    }
    do {
      try folder.makeCurrent(new)
    } catch {
      // Its name may be there although the disk did not confirm it: what it says is what the next opening will read.
      guard try folder.currentGeneration() == new else { throw error }
    }
    try after(.madeCurrent)
    try? tidy(new)
    try after(.keysMoved)
    progress(999)
    return next
  }

  /// The new key is in force already: what fails here is done again at the next opening.
  private func tidy(_ new: Generation) throws {
    try KeySlotFile.adopt(in: folder.path)
    try folder.removeOtherGenerations(than: new)
    try folder.removeOriginals(olderThan: new.number)
  }

  private static let margin: UInt64 = 64 << 20

  private func copyBooks(
    _ old: Generation, _ new: Generation, _ next: (slots: KeySlots, rootKey: SecretBytes),
    _ progress: @Sendable (Int) -> Void
  ) throws {
    let source = try CompanyVault.openStore(folder, old, slots, rootKey)
    do {
      let seal = SQLiteSeal(rootKey: next.rootKey, databaseID: next.slots.databaseID, pageEpoch: new.number)
      try source.copy(to: folder.books(of: new), seal: seal)
      progress(600)
      try after(.booksWritten)
      try check(source, new, next)
      progress(800)
      try after(.booksChecked)
    } catch {
      try source.close()
      throw error
    }
    try source.close()
  }

  /// The copy holds the whole log, and every page of it authenticates under the new key.
  private func check(
    _ source: SQLiteStore, _ new: Generation, _ next: (slots: KeySlots, rootKey: SecretBytes)
  ) throws {
    let copy = try CompanyVault.openStore(folder, new, next.slots, next.rootKey)
    do {
      try copy.checkPagesBlocking()
      try source.readBlocking { old in try copy.readBlocking { try GenerationSwap.compareLogs(old, $0) } }
    } catch {
      try copy.close()
      throw error
    }
    try copy.close()
  }

  private func sealOriginals(_ next: (slots: KeySlots, rootKey: SecretBytes)) throws {
    let target = folder.originals(of: next.slots.pageEpoch)
    if access(target, F_OK) == 0 { try FileManager.default.removeItem(atPath: target) }
    try DurableFolder.create(target)
    let source = SealedOriginals(folder: folder.originals(of: slots.pageEpoch), rootKey: rootKey)
    try source.sealAgain(into: SealedOriginals(folder: target, rootKey: next.rootKey))
    try after(.originalsSealed)
  }
}
