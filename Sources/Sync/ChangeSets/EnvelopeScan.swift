/// A walk over the outer fields of a message, before anything is built from it: bytes come from the network and are
/// not verified yet, and a message of 16 MiB could announce millions of empty events.
struct EnvelopeScan {
  private static let eventField: UInt64 = 12

  private let bytes: [UInt8]
  private var place = 0

  /// How many events the envelope announces; nil when its outer fields cannot be walked.
  static func eventCount(of bytes: [UInt8]) -> Int? {
    var scan = EnvelopeScan(bytes: bytes)
    var count = 0
    while scan.place < bytes.count {
      guard let key = scan.varint(), scan.skip(wireType: key & 7) else { return nil }
      if key >> 3 == eventField { count += 1 }
    }
    return count
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func skip(wireType: UInt64) -> Bool {
    switch wireType {
    case 0: varint() != nil
    case 1: advance(by: 8)
    case 2: varint().map { advance(by: $0) } ?? false
    case 5: advance(by: 4)
    default: false
    }
  }

  private mutating func advance(by count: UInt64) -> Bool {
    guard count <= UInt64(bytes.count - place) else { return false }
    place += Int(count)
    return true
  }

  /// At most ten bytes, seven bits in each.
  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
    }
    return nil
  }
}
