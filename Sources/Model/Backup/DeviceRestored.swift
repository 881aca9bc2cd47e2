/// A backup was restored: the copy goes on under a device of its own, so that it never continues the chain of the one
/// the backup was made on, which may go on elsewhere.
public struct DeviceRestored: Equatable, Sendable {
  /// The new device, which signs the change-set that bears this.
  public var id: Identifier<Device>
  /// Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// The device the backup was made on.
  public var from: Identifier<Device>
  /// 16 bytes that name the backup.
  public var backup: [UInt8]
  public var madeAt: Instant
  /// How many change-sets the backup holds.
  public var changeSetCount: UInt64
  /// Hash of the last of them, 32 bytes.
  public var head: [UInt8]
  /// Signature of ``vouchedBytes(_:)`` by the key of `from`, 64 bytes.
  public var proof: [UInt8]

  public init(
    id: Identifier<Device>, publicKey: [UInt8], from: Identifier<Device>, backup: [UInt8], madeAt: Instant,
    changeSetCount: UInt64, head: [UInt8], proof: [UInt8]
  ) {
    self.id = id
    self.publicKey = publicKey
    self.from = from
    self.backup = backup
    self.madeAt = madeAt
    self.changeSetCount = changeSetCount
    self.head = head
    self.proof = proof
  }

  /// What the device of the backup signs: who goes on, under which key, from where.
  public func vouchedBytes(_ company: Identifier<Company>) -> [UInt8] {
    let count = (0..<8).map { UInt8(truncatingIfNeeded: changeSetCount >> (56 - 8 * $0)) }
    return company.bytes + from.bytes + id.bytes + publicKey + backup + count + head
  }
}
