import Foundation
import Model

/// Makes one backup of a company that is open: a snapshot of its books under a seal of its own, the originals of its
/// imports, its documents, and the ways to its key, in one file. Nobody waits for it: the snapshot is a reading.
///
/// Killed at any point, no file passes for a backup: it gets its name last, once it was opened and checked.
public struct BackupMaking: Sendable {
  /// The stages, in their order; a test stops after each of them.
  package enum Step: String, CaseIterable, Sendable {
    case snapshotTaken, booksChecked, partsWritten, sealed, readBack, named
  }

  /// Looks at the books of the snapshot, and says what it found.
  public typealias Check<Finding> = @Sendable (any ReadTransaction) throws -> Finding

  private static let margin: UInt64 = 16 << 20
  /// In the folder of the company: SQLite works on the disk of the books, never on that of the backup.
  static let stagingName = "backup.tmp"

  private let vault: CompanyVault
  private let target: String
  private let siren: SIREN
  private let origin: BackupHead.Origin
  private let madeAt: Instant
  private let after: @Sendable (Step) throws -> Void

  /// - Parameter target: absolute path of the file to make; nothing may be there.
  public init(_ vault: CompanyVault, siren: SIREN, origin: BackupHead.Origin, madeAt: Instant, to target: String) {
    self.init(vault, siren: siren, origin: origin, madeAt: madeAt, to: target) { _ in }
  }

  package init(
    _ vault: CompanyVault, siren: SIREN, origin: BackupHead.Origin, madeAt: Instant, to target: String,
    after: @escaping @Sendable (Step) throws -> Void
  ) {
    self.vault = vault
    self.siren = siren
    self.origin = origin
    self.madeAt = madeAt
    self.target = target
    self.after = after
  }

  public struct Made<Finding: Sendable>: Sendable {
    public let file: BackupFile
    public let facts: BackupFacts
    public let finding: Finding
    /// Originals of imports that are not where they should be: the books are whole, those files are lost.
    public let missingOriginals: Int
    /// The same of documents.
    public let missingDocuments: Int
  }

  /// - Parameters:
  ///   - progress: told how far it is, from 0 to 999; throwing stops the work, and nothing is left.
  ///   - check: reads the snapshot whole.
  /// - Throws: ``NotEnoughSpace`` before anything is written; ``BackupDefect``; ``Model/Fault``.
  public func run<Finding: Sendable>(
    progress: @escaping @Sendable (Int) throws -> Void, check: @escaping Check<Finding>
  ) async throws -> Made<Finding> {
    let work = self
    return try await BlockingWork.run { try work.make(progress, check) }
  }

  private func make<Finding>(
    _ progress: (Int) throws -> Void, _ check: Check<Finding>
  ) throws -> Made<Finding> {
    let staging = vault.folder.path + "/" + Self.stagingName
    try Self.tidy(vault.folder)
    let slots = try KeySlotFile.load(from: vault.folder.path).slots
    try slots.verify(vault.rootKey)
    let head = BackupHead(
      backupID: try Sodium.randomBytes(16), madeAt: madeAt, siren: siren, origin: origin,
      slots: KeySlotCodec.encode(slots))
    try checkRoom()
    try DurableFolder.create(staging)
    defer { drop(staging) }
    let books = staging + "/" + BackupFile.booksName
    let seal = SQLiteSeal(rootKey: vault.rootKey, databaseID: head.backupID, pageEpoch: Generation.first.number)
    try vault.store.snapshot(to: books, seal: seal)
    try after(.snapshotTaken)
    try progress(100)
    let seen = try look(books, seal, slots, check)
    try after(.booksChecked)
    try progress(700)
    let missing = try write(head, books, seen, progress)
    return Made(
      file: try BackupFile(path: target), facts: seen.facts, finding: seen.finding,
      missingOriginals: missing.originals, missingDocuments: missing.documents)
  }

  private func drop(_ staging: String) {
    do {
      try FileManager.default.removeItem(atPath: staging)
    } catch {
      // The next backup, or the next opening, does it.
      return
    }
  }

  private struct Seen<Finding> {
    let facts: BackupFacts
    /// Originals of imports, then documents of closings.
    let files: [Identifier<Import>]
    /// Hashes of every document that was ever attached.
    let documents: [[UInt8]]
    let finding: Finding
  }

  /// Opens the snapshot, authenticates every page, and holds its log against that of the books.
  private func look<Finding>(
    _ books: String, _ seal: SQLiteSeal, _ slots: KeySlots, _ check: Check<Finding>
  ) throws -> Seen<Finding> {
    let copy = try SQLiteStore(path: books, seal: seal, readers: 1)
    var seen: Seen<Finding>?
    do {
      try copy.checkPagesBlocking()
      try copy.readBlocking { transaction in
        guard let end = try transaction.logEnd(), let profile = try transaction.companyProfile() else {
          throw Fault(.database, "the books hold no company")
        }
        let facts = BackupFacts(
          name: profile.name, sourceID: slots.databaseID, keyEpoch: slots.pageEpoch, changeSetCount: end.count,
          head: end.hash)
        let files = try transaction.imports().map(\.id) + transaction.sealedDocuments().map(\.asFile)
        seen = Seen(
          facts: facts, files: files, documents: try transaction.documentHashes(), finding: try check(transaction))
      }
      try vault.store.readBlocking { live in
        guard let seen, try live.changeSetHash(at: seen.facts.changeSetCount) == seen.facts.head else {
          throw BackupDefect.otherLog
        }
      }
    } catch {
      try copy.close()
      throw error
    }
    try copy.close()
    guard let seen else { throw Fault(.database, "the snapshot was not read") }
    return seen
  }

  /// - Returns: how many originals and documents are missing.
  private func write<Finding>(
    _ head: BackupHead, _ books: String, _ seen: Seen<Finding>, _ progress: (Int) throws -> Void
  ) throws -> (originals: Int, documents: Int) {
    let writer = try BackupWriter(target: target, head: head)
    try writer.append(.books, from: books) { _ in try progress(720) }
    var missing = (originals: 0, documents: 0)
    for id in seen.files {
      let original = vault.originals.path(id)
      if access(original, F_OK) == 0 {
        try writer.append(.original(id), from: original) { _ in try progress(760) }
      } else {
        missing.originals += 1
      }
      guard vault.originals.hasReport(of: id) else { continue }
      try writer.append(.report(id), from: vault.originals.reportPath(id)) { _ in try progress(780) }
    }
    let documents = vault.originals.documents
    for hash in seen.documents {
      let name = try documents.name(of: hash)
      if access(documents.path(name), F_OK) == 0 {
        try writer.append(.document(name), from: documents.path(name)) { _ in try progress(790) }
      } else {
        missing.documents += 1
      }
    }
    try after(.partsWritten)
    try writer.finish(facts: seen.facts, rootKey: vault.rootKey)
    try after(.sealed)
    try progress(800)
    try readBack(writer.path, seen.facts, progress)
    try after(.readBack)
    try progress(990)
    try writer.name(target)
    try after(.named)
    return missing
  }

  /// What the disk gives back is what was written.
  private func readBack(_ path: String, _ facts: BackupFacts, _ progress: (Int) throws -> Void) throws {
    let file = try BackupFile(path: path)
    guard try file.facts(rootKey: vault.rootKey) == facts else { throw BackupDefect.otherLog }
    let size = max(1, file.contentSize)
    var done: UInt64 = 0
    try file.checkHashes { count in
      done += count
      try progress(800 + Int(done * 190 / size))
    }
  }

  /// The snapshot beside the books, and the file: on one disk, both must find room at once.
  private func checkRoom() throws {
    let folder = (target as NSString).deletingLastPathComponent
    let books = try vault.store.fileSize()
    let whole = books + (try FolderSize.of(vault.originals.folder)) + Self.margin
    let isOneDisk = try DurableFolder.device(of: folder) == DurableFolder.device(of: vault.folder.path)
    try NotEnoughSpace.check(folder, needed: isOneDisk ? whole + books : whole)
    if !isOneDisk { try NotEnoughSpace.check(vault.folder.path, needed: books + Self.margin) }
  }

  /// Removes what a stop left in the folder of the company.
  static func tidy(_ folder: CompanyFolder) throws {
    let staging = folder.path + "/" + stagingName
    guard access(staging, F_OK) == 0 else { return }
    try FileManager.default.removeItem(atPath: staging)
  }

  /// Removes what a stop left of backups of a company beside them.
  public static func tidy(_ folder: String, siren: SIREN) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(siren.digits + "-") && name.hasSuffix(BackupName.ending + BackupWriter.suffix) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}
