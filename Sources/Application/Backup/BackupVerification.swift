import Foundation
import Model
import Storage

/// What a backup was found to be, by somebody who had a key to it.
public struct BackupVerification: Sendable {
  public let siren: SIREN
  public let companyName: String
  public let madeAt: Instant
  public let originalCount: Int
  public let documentCount: Int
  /// Of the books inside: the signed log from its first change-set, and the tables, if this program made them.
  public let verification: Verification
  /// An older program made the tables: the log alone was read. They are built again when the backup is restored.
  public let hasOlderTables: Bool

  /// Reads everything: parts against their hashes, pages, signed log, tables, originals, documents.
  ///
  /// - Parameters:
  ///   - parent: an absolute folder with room for the books, on a disk where SQLite may work.
  ///   - progress: told how far it is, from 0 to 1000; throwing stops.
  /// - Throws: ``BackupRefusal``; ``Model/Fault``.
  static func run(
    _ file: BackupFile, rootKey: SecretBytes, below parent: String, progress: @escaping @Sendable (Int) throws -> Void
  ) async throws -> BackupVerification {
    let opening = try await BlockingWork.run {
      try BackupRefusal.translating(file.path) {
        let size = max(1, file.contentSize)
        var done: UInt64 = 0
        return try BackupOpening(file, rootKey: rootKey, below: parent, booksOnly: false) { count in
          done += count
          try progress(Int(done * 300 / size))
        }
      }
    }
    let result: Result<BackupVerification, any Error>
    do {
      result = .success(try await read(file, opening, progress))
    } catch { result = .failure(error) }
    try await BlockingWork.run { try opening.close() }
    return try result.get()
  }

  private static func read(
    _ file: BackupFile, _ opening: BackupOpening, _ progress: @escaping @Sendable (Int) throws -> Void
  ) async throws -> BackupVerification {
    let isOutdated: Bool
    do {
      isOutdated = try await opening.isOutdated()
    } catch { throw BackupRefusal.translated(error, path: file.path) }
    return try await BlockingWork.run {
      try BackupRefusal.translating(file.path) { try opening.checkOriginals() }
      let verification = try opening.read { transaction in
        isOutdated
          ? try Verification(readingLogOf: transaction) { try progress(300 + $0 * 7 / 10) }
          : try Verification(reading: transaction, alteredLog: nil) { try progress(300 + $0 * 7 / 10) }
      }
      // Tables of an older program may know of no documents: every file that is there was read all the same.
      let missing =
        isOutdated
        ? [] : try DocumentCheck.problems(opening.read(DocumentCheck.cards), in: opening.documents) { _ in }
      return BackupVerification(
        siren: file.head.siren, companyName: opening.facts.name, madeAt: file.head.madeAt,
        originalCount: file.originalCount, documentCount: file.documentCount,
        verification: verification.adding(missing), hasOlderTables: isOutdated)
    }
  }
}
