/// A change-set that verified: its header, its hash and its events, ready to be projected.
public struct VerifiedChangeSet: Equatable, Sendable {
  public let header: ChangeSetHeader
  public let hash: Hash256
  public let events: [DecodedEvent]
}
