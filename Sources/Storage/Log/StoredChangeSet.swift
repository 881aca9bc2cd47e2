import Model

/// A change-set as the log keeps it: the very bytes that were signed, never written again in another form.
public struct StoredChangeSet: Equatable, Sendable {
  public var device: Identifier<Device>
  /// Ed25519 public key of the device, 32 bytes.
  public var devicePublicKey: [UInt8]
  public var deviceEpoch: Int64
  /// Place in the chain of the device, from 1 without gap.
  public var sequence: Int64
  /// BLAKE2b-256 of the body, 32 bytes.
  public var hash: [UInt8]
  public var body: [UInt8]
  /// 64 bytes.
  public var signature: [UInt8]
  public var receivedAt: Instant

  public init(
    device: Identifier<Device>, devicePublicKey: [UInt8], deviceEpoch: Int64, sequence: Int64, hash: [UInt8],
    body: [UInt8], signature: [UInt8], receivedAt: Instant
  ) {
    self.device = device
    self.devicePublicKey = devicePublicKey
    self.deviceEpoch = deviceEpoch
    self.sequence = sequence
    self.hash = hash
    self.body = body
    self.signature = signature
    self.receivedAt = receivedAt
  }
}

/// The last link of a device's chain in this file.
public struct ChainHead: Equatable, Sendable {
  public var deviceEpoch: Int64
  public var sequence: Int64
  public var hash: [UInt8]
}
