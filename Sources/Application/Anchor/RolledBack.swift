import Model

/// The books are not where they were last seen: an older copy took their place, or another one.
public struct RolledBack: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// So many of the last change-sets are missing.
    case behind(missing: Int64)
    /// The log says something else at the place that was noted.
    case diverged
    /// The keys are those of before a change.
    case olderKeys
    /// The write-ahead log was altered: so many commits after the frame, counted from 1, were left out though they
    /// authenticate. 0 for its very beginning.
    case logAltered(frame: UInt32, commits: UInt32)
    /// What was noted is damaged, or somebody else's: nothing can be said.
    case unreadable
    /// A backup made then was restored here. `missing` is how many change-sets this machine had seen beyond it; nil
    /// when it had seen none of these books.
    case restored(madeAt: Instant, missing: Int64?)
  }

  public let kind: Kind
  /// How many change-sets the books held when they were last noted; 0 when that cannot be read.
  public let noted: Int64
}
