/// Where a change stands in the common order of a company's log, and what its writer had seen.
public struct LogPlace: Hashable, Sendable {
  /// Given by who orders the log for all devices; nil for a change that has not met it yet, which sorts last.
  public var position: UInt64?
  public var device: Identifier<Device>
  /// Place in the device's own chain.
  public var sequence: UInt64
  /// Place in its change-set.
  public var event: Int
  /// The last common position its writer had applied; 0 for none.
  public var base: UInt64

  public init(position: UInt64?, device: Identifier<Device>, sequence: UInt64, event: Int, base: UInt64) {
    self.position = position
    self.device = device
    self.sequence = sequence
    self.event = event
    self.base = base
  }

  /// Whether the writer of this change could not know the other one, which stands before it.
  public func ignored(_ earlier: LogPlace) -> Bool {
    guard device != earlier.device else { return false }
    guard let position = earlier.position else { return true }
    return base < position
  }
}

extension LogPlace: Comparable {
  public static func < (left: LogPlace, right: LogPlace) -> Bool {
    let places = (left.position ?? .max, right.position ?? .max)
    if places.0 != places.1 { return places.0 < places.1 }
    if left.device != right.device { return left.device < right.device }
    return (left.sequence, left.event) < (right.sequence, right.event)
  }
}
