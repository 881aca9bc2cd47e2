import Model

/// The stamp of a change-set: wall-clock milliseconds, and a counter for what happens within one.
///
/// Stamps of one device always grow, whatever its wall clock does. They order the log for a person who reads it; the
/// order that decides between devices is the hub's.
public struct HybridClock: Hashable, Sendable {
  /// Since 1 January 1970, in UTC; 48 bits.
  public let milliseconds: Int64
  public let counter: UInt16

  public static let zero = HybridClock(milliseconds: 0, counter: 0)
  /// A stamp from elsewhere that runs further ahead of the wall clock than this is not followed: one wrong clock
  /// must not carry the others away. 24 hours.
  public static let largestLead: Int64 = 86_400_000

  private static let largestMilliseconds: Int64 = (1 << 48) - 1

  /// Milliseconds outside of 48 bits are brought to the nearest end.
  public init(milliseconds: Int64, counter: UInt16) {
    self.milliseconds = min(max(milliseconds, 0), Self.largestMilliseconds)
    self.counter = counter
  }

  /// The stamp of an event of this device at `now`: the wall clock when it has moved on, else the next counter.
  public func ticked(at now: Instant) -> HybridClock {
    let wall = HybridClock(milliseconds: now.milliseconds, counter: 0)
    guard wall <= self else { return wall }
    return counter < .max
      ? HybridClock(milliseconds: milliseconds, counter: counter + 1)
      : HybridClock(milliseconds: milliseconds + 1, counter: 0)
  }

  /// The clock after a stamp of another device was received at `now`: what follows is stamped after both.
  public func merged(with remote: HybridClock, at now: Instant) -> HybridClock {
    let wall = HybridClock(milliseconds: now.milliseconds, counter: 0)
    let isFollowed = remote.milliseconds <= wall.milliseconds + Self.largestLead
    return (isFollowed ? max(self, remote) : self).ticked(at: now)
  }
}

extension HybridClock: Comparable {
  public static func < (left: HybridClock, right: HybridClock) -> Bool { left.packed < right.packed }
}

extension HybridClock {
  /// Milliseconds in the upper 48 bits, the counter in the lower 16: its order is the order of stamps.
  public var packed: UInt64 { UInt64(milliseconds) << 16 | UInt64(counter) }

  public init(packed: UInt64) {
    self.init(milliseconds: Int64(packed >> 16), counter: UInt16(truncatingIfNeeded: packed))
  }
}
