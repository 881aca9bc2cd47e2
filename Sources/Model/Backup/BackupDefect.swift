/// What a part of a backup is.
public enum BackupPart: Equatable, Hashable, Sendable {
  /// Who and what, at the beginning of the file.
  case head
  /// The ways to the key.
  case keys
  case books
  case original(Identifier<Import>)
  case report(Identifier<Import>)
  /// A document of an entry or a draft, by the name of its sealed file.
  case document(Identifier<SealedDocument>)
  /// The list of parts, at the end of the file.
  case table
}

/// Why a file is no backup that can be trusted.
public enum BackupDefect: Refusal, Equatable {
  case missing
  /// It does not begin as one.
  case notABackup
  /// Written by a newer program, in this version of the format.
  case tooNew(version: Int)
  /// Bytes: those that are there, and those there were.
  case cut(at: UInt64, of: UInt64)
  /// Bytes follow its end.
  case extended(by: UInt64, after: UInt64)
  /// The bytes from `start` to before `end` are not those that were written.
  case altered(BackupPart, start: UInt64, end: UInt64)
  /// A page of the books, counted from 1, does not authenticate although the bytes are those that were written.
  case page(UInt32)
  /// The books inside do not end where the backup says they do.
  case otherLog
  /// Its books were made by a newer program.
  case newerBooks

  public var code: String {
    switch self {
    case .missing: "backup.missing"
    case .notABackup: "backup.not_a_backup"
    case .tooNew: "backup.too_new"
    case .cut: "backup.cut"
    case .extended: "backup.extended"
    case .altered: "backup.altered"
    case .page: "backup.page"
    case .otherLog: "backup.other_log"
    case .newerBooks: "backup.newer_books"
    }
  }
}
