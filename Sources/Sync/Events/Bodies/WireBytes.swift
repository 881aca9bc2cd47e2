import Model
import SwiftProtobuf

/// Between the bytes of a message and ours. The generated code keeps bytes in a type of Foundation; here it is only
/// known as what the library asks of it, so that nothing of ours needs Foundation.
enum WireBytes {
  static func count(_ data: some SwiftProtobufContiguousBytes) -> Int { data.count }

  static func array(_ data: some SwiftProtobufContiguousBytes) -> [UInt8] { data.withUnsafeBytes { [UInt8]($0) } }

  /// Nil unless there are 16 bytes.
  static func identifier<Subject>(_ data: some SwiftProtobufContiguousBytes) -> Identifier<Subject>? {
    data.withUnsafeBytes { bytes in
      guard bytes.count == 16 else { return nil }
      let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      return Identifier(high: high, low: low)
    }
  }

  static func data<Subject, Bytes: SwiftProtobufContiguousBytes>(_ identifier: Identifier<Subject>) -> Bytes {
    withUnsafeBytes(of: (identifier.high.bigEndian, identifier.low.bigEndian)) { Bytes($0) }
  }

  static func data<Bytes: SwiftProtobufContiguousBytes>(_ bytes: [UInt8]) -> Bytes { Bytes(bytes) }
}
