import Model

/// Where the chain of one device stands: all that the next change-set needs to know of those before. A node keeps it
/// in the same transaction as the change-set.
public struct ChainHead: Equatable, Sendable {
  public var device: Identifier<Device>
  public var epoch: UInt32
  /// Sequence of the last change-set; 0 before the first.
  public var sequence: UInt64
  /// Its hash; zero before the first.
  public var hash: Hash256
  public var clock: HybridClock
  /// Hash of the last change-set known here that enrols a device or a person.
  public var keyringHead: Hash256

  public init(
    device: Identifier<Device>, epoch: UInt32, sequence: UInt64, hash: Hash256, clock: HybridClock,
    keyringHead: Hash256
  ) {
    self.device = device
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
    self.clock = clock
    self.keyringHead = keyringHead
  }

  /// Before the first change-set of a device.
  public static func start(device: Identifier<Device>, epoch: UInt32 = 1, keyringHead: Hash256 = .zero) -> ChainHead {
    ChainHead(device: device, epoch: epoch, sequence: 0, hash: .zero, clock: .zero, keyringHead: keyringHead)
  }

  /// After `changeSet`, whose bytes have this hash.
  func following(_ changeSet: ChangeSet, hash: Hash256) -> ChainHead {
    let header = changeSet.header
    let changesKeyring = changeSet.events.contains { $0.type.changesKeyring }
    return ChainHead(
      device: header.device, epoch: header.epoch, sequence: header.sequence, hash: hash, clock: header.clock,
      keyringHead: changesKeyring ? hash : header.keyringHead)
  }
}
