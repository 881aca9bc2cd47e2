import Foundation
import Model

/// Makes a company's folder out of a backup: books of their own, under an identifier and a root key of their own, so
/// that no page of them is sealed as a page of the backup, or of the books it was made of. Passwords, recovery kit and
/// key file stay what they were when it was made.
///
/// Made in a folder aside: what gives it its name comes after, and a stop on the way leaves no company.
public struct BackupRestoration: Sendable {
  /// The stages, in their order; a test stops after each of them.
  package enum Step: String, CaseIterable, Sendable {
    case booksWritten, booksChecked, originalsSealed, keysWritten, madeCurrent
  }

  private let opening: BackupOpening
  private let slots: KeySlots
  private let rootKey: SecretBytes
  private let after: @Sendable (Step) throws -> Void

  /// - Parameter opening: with its originals.
  public init(_ opening: BackupOpening, slots: KeySlots, rootKey: SecretBytes) {
    self.init(opening, slots: slots, rootKey: rootKey) { _ in }
  }

  package init(
    _ opening: BackupOpening, slots: KeySlots, rootKey: SecretBytes, after: @escaping @Sendable (Step) throws -> Void
  ) {
    self.opening = opening
    self.slots = slots
    self.rootKey = rootKey
    self.after = after
  }

  /// - Parameters:
  ///   - folder: where the company is made; a folder that a stop left half made is made again from the start.
  ///   - progress: told how far it is, from 0 to 999.
  /// - Returns: the company, open, and its keys.
  /// - Throws: ``NotEnoughSpace``; ``CompanyInUse``; ``Model/Fault``.
  public func run(
    into folder: CompanyFolder, progress: @escaping @Sendable (Int) throws -> Void
  ) async throws -> (vault: CompanyVault, slots: KeySlots) {
    let work = self
    let next = try await BlockingWork.run { try work.make(folder, progress) }
    let vault = try await CompanyVault.open(folder, slots: next.slots, rootKey: next.rootKey)
    return (vault, next.slots)
  }

  private func make(
    _ folder: CompanyFolder, _ progress: (Int) throws -> Void
  ) throws -> (slots: KeySlots, rootKey: SecretBytes) {
    try folder.removeUnfinished()
    let parent = (folder.path as NSString).deletingLastPathComponent
    try NotEnoughSpace.check(parent, needed: try FolderSize.of(opening.folder) + (16 << 20))
    try DurableFolder.create(folder.path)
    let lock = try CompanyLock(folder)
    defer { lock.release() }
    let next = try slots.restored(rootKey)
    try DurableFolder.create(folder.folder(of: .first))
    let seal = SQLiteSeal(
      rootKey: next.rootKey, databaseID: next.slots.databaseID, pageEpoch: Generation.first.number)
    try opening.store.copy(to: folder.books(of: .first), seal: seal)
    try after(.booksWritten)
    try progress(400)
    try check(folder, next)
    try after(.booksChecked)
    try progress(600)
    let originals = folder.originals(of: next.slots.pageEpoch)
    try DurableFolder.create(originals)
    try SealedOriginals(folder: opening.folder, rootKey: rootKey).sealAgain(
      into: SealedOriginals(folder: originals, rootKey: next.rootKey))
    try after(.originalsSealed)
    try progress(800)
    try KeySlotFile.save(next.slots, to: folder.path)
    try after(.keysWritten)
    try DurableFolder.synchronize(folder: folder.folder(of: .first))
    try folder.makeCurrent(.first)
    try after(.madeCurrent)
    return next
  }

  /// The copy holds the whole log, and every page of it authenticates under the new key.
  private func check(_ folder: CompanyFolder, _ next: (slots: KeySlots, rootKey: SecretBytes)) throws {
    let copy = try CompanyVault.openStore(folder, .first, next.slots, next.rootKey)
    do {
      try copy.checkPagesBlocking()
      try opening.store.readBlocking { old in
        try copy.readBlocking { try GenerationSwap.compareLogs(old, $0) }
      }
    } catch {
      try copy.close()
      throw error
    }
    try copy.close()
  }
}
