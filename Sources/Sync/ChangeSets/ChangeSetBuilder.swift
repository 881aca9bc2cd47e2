import Model

/// Makes the change-sets of one device, one after the other, and signs them.
///
/// ```swift
/// var builder = ChangeSetBuilder(company: company, head: head, key: key, schemaVersion: 1)
/// let signed = try builder.seal(events, by: user, at: environment.now())
/// // store `signed` and `builder.head` in one transaction
/// ```
public struct ChangeSetBuilder: Sendable {
  public let company: Identifier<Company>
  public let schemaVersion: UInt32
  /// Last position of the hub that was applied here; 0 when there is none.
  public var baseHubSequence: UInt64 = 0
  /// Where the chain stands after the last change-set that was sealed.
  public private(set) var head: ChainHead
  private let key: SigningKey

  public init(company: Identifier<Company>, head: ChainHead, key: SigningKey, schemaVersion: UInt32 = 1) {
    self.company = company
    self.head = head
    self.key = key
    self.schemaVersion = schemaVersion
  }

  /// One change-set of these events. `head` moves on only when it succeeds; when the transaction that stores it fails,
  /// throw this builder away and start from the stored head.
  ///
  /// Refuses no event at all, and more than 16 MiB of them: see ``EventBatcher``.
  public mutating func seal(
    _ events: [EncodedEvent], by user: Identifier<Person>?, at now: Instant
  ) throws(EnvelopeDefect) -> SignedChangeSet {
    let header = ChangeSetHeader(
      company: company, device: head.device, epoch: head.epoch, sequence: head.sequence + 1, previousHash: head.hash,
      clock: head.clock.ticked(at: now), baseHubSequence: baseHubSequence, keyringHead: head.keyringHead, user: user,
      schemaVersion: schemaVersion)
    let changeSet = ChangeSet(header: header, events: events)
    let body = try changeSet.bytes()
    let signed = SignedChangeSet(body: body, signature: key.signature(of: body, in: .changeset))
    head = head.following(changeSet, hash: signed.hash)
    return signed
  }
}

extension ChangeSetBuilder {
  /// Encodes, then seals. For the few events of one command; an import goes through ``EventBatcher``.
  ///
  /// Throws ``EventFault`` or ``EnvelopeDefect``.
  public mutating func seal(
    _ events: [BookEvent], by user: Identifier<Person>?, at now: Instant
  ) throws -> SignedChangeSet {
    var encoded: [EncodedEvent] = []
    encoded.reserveCapacity(events.count)
    for (index, event) in events.enumerated() {
      do {
        encoded.append(try EventCodec.encode(event))
      } catch {
        throw EventFault(eventIndex: index, defect: error)
      }
    }
    return try seal(encoded, by: user, at: now)
  }
}
