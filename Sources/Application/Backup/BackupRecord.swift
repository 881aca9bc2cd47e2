import Foundation
import Model
import Storage

/// What is remembered of a backup that was made here: beside the log, sealed with the books, so that making one changes
/// nothing that would have to be backed up again.
public struct BackupRecord: Codable, Sendable, Equatable {
  /// 32 hexadecimal digits that name the backup.
  public let id: String
  public let path: String
  /// Milliseconds since 1 January 1970.
  let madeAtMilliseconds: Int64
  /// Bytes.
  public let size: UInt64
  public let changeSetCount: Int64
  /// Hash of the last change-set, hexadecimal.
  public let head: String
  public let entryCount: UInt64
  public let isAutomatic: Bool
  /// When it was last opened and checked whole.
  var verifiedAtMilliseconds: Int64?
  /// What the verification of its books found wrong; 0 for a good one.
  public var problemCount: Int
  /// Originals of imports, and documents, that were missing beside the books.
  public let missingOriginals: Int

  public var madeAt: Instant { Instant(milliseconds: madeAtMilliseconds) }
  public var verifiedAt: Instant? { verifiedAtMilliseconds.map { Instant(milliseconds: $0) } }
  public var isGood: Bool { verifiedAtMilliseconds != nil && problemCount == 0 && missingOriginals == 0 }
}

/// The records, in the form in which they are kept.
enum BackupNotes {
  private static let name = "backups"
  /// Older ones are forgotten; their files stay.
  private static let largestCount = 200

  /// The newest first. A form that a later program wrote counts as none.
  static func read(_ transaction: any ReadTransaction) throws -> [BackupRecord] {
    guard let bytes = try transaction.note(name) else { return [] }
    return (try? JSONDecoder().decode([BackupRecord].self, from: Data(bytes))) ?? []
  }

  static func keep(_ records: [BackupRecord], _ transaction: any WriteTransaction) throws {
    let kept = Array(records.sorted { $0.madeAtMilliseconds > $1.madeAtMilliseconds }.prefix(largestCount))
    try transaction.keep(note: name, Array(try JSONEncoder().encode(kept)))
  }

  static func forget(_ transaction: any WriteTransaction) throws { try transaction.forget(note: name) }
}
