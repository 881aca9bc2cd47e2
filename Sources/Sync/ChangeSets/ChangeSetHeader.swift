import Model

/// What a change-set says of itself, before its events.
public struct ChangeSetHeader: Equatable, Sendable {
  public var company: Identifier<Company>
  /// The device that signs.
  public var device: Identifier<Device>
  /// Grows when the device changes its key or is restored; 1 for the first.
  public var epoch: UInt32
  /// 1, 2, 3… without hole in each (device, epoch).
  public var sequence: UInt64
  /// Hash of the change-set before in the same (device, epoch); zero for the first.
  public var previousHash: Hash256
  public var clock: HybridClock
  /// Last position of the hub that the device had applied; 0 when it has none.
  public var baseHubSequence: UInt64
  /// Hash of the last change-set known to the device that enrols a device or a person; zero before any.
  public var keyringHead: Hash256
  /// The person who acted; nil when the device acted by itself.
  public var user: Identifier<Person>?
  /// Version of the program's event catalogue.
  public var schemaVersion: UInt32

  public init(
    company: Identifier<Company>, device: Identifier<Device>, epoch: UInt32, sequence: UInt64, previousHash: Hash256,
    clock: HybridClock, baseHubSequence: UInt64, keyringHead: Hash256, user: Identifier<Person>?, schemaVersion: UInt32
  ) {
    self.company = company
    self.device = device
    self.epoch = epoch
    self.sequence = sequence
    self.previousHash = previousHash
    self.clock = clock
    self.baseHubSequence = baseHubSequence
    self.keyringHead = keyringHead
    self.user = user
    self.schemaVersion = schemaVersion
  }
}
