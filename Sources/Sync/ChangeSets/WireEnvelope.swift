import Model
import SwiftProtobuf

extension WireChangeSet {
  init(_ changeSet: ChangeSet) {
    let header = changeSet.header
    self.init()
    proto = ChangeSet.protocolVersion
    company = WireBytes.data(header.company)
    device = WireBytes.data(header.device)
    epoch = header.epoch
    seq = header.sequence
    prevHash = WireBytes.data(header.previousHash.bytes)
    hlc = header.clock.packed
    baseHubSeq = header.baseHubSequence
    keyringHead = WireBytes.data(header.keyringHead.bytes)
    if let person = header.user { user = WireBytes.data(person) }
    schemaVersion = header.schemaVersion
    events = changeSet.events.map(WireEvent.init)
  }
}

extension WireEvent {
  init(_ event: EncodedEvent) {
    self.init()
    type = WireEventType(rawValue: Int(event.type.rawValue)) ?? .UNRECOGNIZED(Int(event.type.rawValue))
    version = event.version
    body = WireBytes.data(event.body)
  }
}

extension EncodedEvent {
  init(_ event: WireEvent) {
    // An enum of the wire is 32 bits wide.
    let type = EventType(rawValue: Int32(truncatingIfNeeded: event.type.rawValue))
    self.init(type: type, version: event.version, body: WireBytes.array(event.body))
  }
}

extension ChangeSetHeader {
  init(_ wire: WireChangeSet) throws(EnvelopeDefect) {
    guard wire.epoch > 0 else { throw .zero(field: "epoch") }
    guard wire.seq > 0 else { throw .zero(field: "seq") }
    let person: Identifier<Person>? = WireBytes.count(wire.user) == 0 ? nil : try Self.identifier(wire.user, "user")
    self.init(
      company: try Self.identifier(wire.company, "company"), device: try Self.identifier(wire.device, "device"),
      epoch: wire.epoch, sequence: wire.seq, previousHash: try Self.hash(wire.prevHash, "prev_hash"),
      clock: HybridClock(packed: wire.hlc), baseHubSequence: wire.baseHubSeq,
      keyringHead: try Self.hash(wire.keyringHead, "keyring_head"), user: person, schemaVersion: wire.schemaVersion)
  }

  private static func identifier<Subject>(
    _ data: some SwiftProtobufContiguousBytes, _ field: String
  ) throws(EnvelopeDefect) -> Identifier<Subject> {
    guard let identifier: Identifier<Subject> = WireBytes.identifier(data) else {
      throw .wrongLength(field: field, found: data.count, expected: 16)
    }
    return identifier
  }

  private static func hash(
    _ data: some SwiftProtobufContiguousBytes, _ field: String
  ) throws(EnvelopeDefect) -> Hash256 {
    guard let hash = Hash256(bytes: WireBytes.array(data)) else {
      throw .wrongLength(field: field, found: data.count, expected: Hash256.byteCount)
    }
    return hash
  }
}
