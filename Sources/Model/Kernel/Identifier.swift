/// The name of one thing for ever: 128 bits made on the device that creates it, ordered by time of creation.
///
/// 48 bits of milliseconds, then 80 random bits (the layout of UUID version 7 without its fixed bits). It is not a
/// legal number: those are given without gaps by the owner of a series.
public struct Identifier<Subject>: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// `random` is drawn by the caller's source of randomness: 10 bytes of it are used.
  public init(at instant: Instant, random: some Sequence<UInt8>) {
    var bits: UInt128 = 0
    var count = 0
    for byte in random.prefix(10) {
      bits = bits << 8 | UInt128(byte)
      count += 1
    }
    precondition(count == 10, "an identifier needs 10 random bytes")
    let value = UInt128(UInt64(truncatingIfNeeded: instant.milliseconds) & 0xFFFF_FFFF_FFFF) << 80 | bits
    high = UInt64(truncatingIfNeeded: value >> 64)
    low = UInt64(truncatingIfNeeded: value)
  }

  /// The identifier `count` places further: a bulk import draws one and numbers its entries from it.
  public func advanced(by count: UInt64) -> Identifier {
    let (sum, carry) = low.addingReportingOverflow(count)
    return Identifier(high: carry ? high + 1 : high, low: sum)
  }
}

extension Identifier: Comparable {
  public static func < (left: Identifier, right: Identifier) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension Identifier {
  /// The 16 bytes, most significant first.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }

  /// Nil unless there are exactly 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    let read = bytes.withContiguousStorageIfAvailable { Self(memory: UnsafeRawBufferPointer($0)) }
    guard let found = read ?? Array(bytes).withUnsafeBytes(Self.init(memory:)) else { return nil }
    self = found
  }

  /// The same for bytes in memory: pages and exports read millions of them.
  public init?(memory: UnsafeRawBufferPointer) {
    guard memory.count == 16 else { return nil }
    high = UInt64(bigEndian: memory.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    low = UInt64(bigEndian: memory.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }
}

extension Identifier: CustomStringConvertible {
  /// 32 hexadecimal digits, the form used in addresses.
  public var description: String { bytes.hexadecimal }

  /// Reads 32 hexadecimal digits and nothing else.
  public init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 32, text.utf8.allSatisfy({ UInt8(ascii: "0") <= $0 }),
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}
