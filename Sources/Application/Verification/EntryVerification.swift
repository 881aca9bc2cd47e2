import Model

/// What was found when one entry was held against the log that signed it.
public struct EntryVerification: Sendable, Equatable {
  /// The key that verified the signature was enrolled by the signed log itself.
  public let isKeyEnrolled: Bool
  /// The signature is that of the device over the very bytes of the change-set.
  public let isSigned: Bool
  /// The hash under which the change-set is stored is that of its bytes and signature.
  public let isHashRight: Bool
  /// The next change-set of the device names this one; nil when this one is the last.
  public let isFollowed: Bool?
  /// The change-set holds the entry.
  public let isInChangeSet: Bool
  /// What the change-set says of the entry and the tables say otherwise.
  public let differences: [EntryDifference]

  public init(
    isKeyEnrolled: Bool, isSigned: Bool, isHashRight: Bool, isFollowed: Bool?, isInChangeSet: Bool,
    differences: [EntryDifference]
  ) {
    self.isKeyEnrolled = isKeyEnrolled
    self.isSigned = isSigned
    self.isHashRight = isHashRight
    self.isFollowed = isFollowed
    self.isInChangeSet = isInChangeSet
    self.differences = differences
  }

  public var isSound: Bool {
    isKeyEnrolled && isSigned && isHashRight && isFollowed != false && isInChangeSet && differences.isEmpty
  }
}
