/// The key that seals the books was changed: whoever kept the one before reads nothing that is written from then on.
public struct RootKeyChanged: Equatable, Sendable {
  /// Epoch of the pages written under the new key.
  public var epoch: UInt32
  /// The key file opens nothing any more.
  public var dropsKeyFile: Bool

  public init(epoch: UInt32, dropsKeyFile: Bool) {
    self.epoch = epoch
    self.dropsKeyFile = dropsKeyFile
  }
}

/// Somebody said that an older copy of the books was put back on purpose: what is missing stays missing.
public struct OlderCopyAccepted: Equatable, Sendable {
  /// How many change-sets had been seen before; 0 when that is not known.
  public var noted: UInt64
  /// How many the books held when it was accepted.
  public var held: UInt64

  public init(noted: UInt64, held: UInt64) {
    self.noted = noted
    self.held = held
  }
}
