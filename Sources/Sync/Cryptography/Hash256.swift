import CSodium
import Model

/// A BLAKE2b hash of 256 bits, without key: `b2sum -l 256` of the same bytes gives the same 32 bytes.
public struct Hash256: Hashable, Sendable {
  public static let byteCount = 32
  /// What stands for « none »: the hash before the first change-set.
  public static let zero = Hash256(unchecked: [UInt8](repeating: 0, count: byteCount))

  /// Exactly 32 bytes.
  public let bytes: [UInt8]

  /// Nil unless there are 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The hash of these bytes, one part after the other.
  public init(of parts: [UInt8]...) {
    let running = RunningHash()
    for part in parts { running.update(part) }
    self = running.finish()
  }

  public var isZero: Bool { bytes.allSatisfy { $0 == 0 } }
}

extension Hash256: CustomStringConvertible {
  /// 64 hexadecimal digits.
  public var description: String { bytes.hexadecimal }
}
