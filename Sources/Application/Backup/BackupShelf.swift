import Model

/// The backups of a company as a person looks at them.
public struct BackupShelf: Sendable {
  /// One file of the folder, or one that was made here and is not where it was any more.
  public struct Item: Sendable {
    /// Name of the file: what it is asked for by.
    public let name: String
    public let madeAt: Instant?
    /// Bytes; nil when the file is gone.
    public let size: UInt64?
    /// What is remembered of it; nil for one that was made elsewhere, or before these books were restored.
    public let record: BackupRecord?
    /// The file does not begin as a backup that this program reads.
    public let isUnreadable: Bool

    /// Of two of one second, the one with the greater number is the newer.
    var rank: (Int64, Int, String) { (madeAt?.milliseconds ?? 0, name.utf8.count, name) }
  }

  /// What is being done.
  public enum Work: Sendable, Equatable {
    case making(permille: Int)
    case verifying(name: String, permille: Int)
  }

  public let folder: String
  /// Whether the folder lies on the disk of the books, which fails with them.
  public let isOnSameDisk: Bool
  /// The newest first.
  public let items: [Item]
  public let work: Work?
  /// What the last attempt failed for, if it failed.
  public let failure: BackupFailure?
  public let lateness: BackupLateness?
}

public struct BackupFailure: Sendable {
  public let error: any Error
  public let at: Instant
  public let isAutomatic: Bool
}

/// What was written for days has no good backup.
public enum BackupLateness: Sendable, Equatable {
  /// The last good one is that old.
  case old(days: Int)
  case never(days: Int)
}
