/// Writes the fields of a small binary file, most significant byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ value: some FixedWidthInteger & UnsignedInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

  /// At most 255 bytes, after their count.
  mutating func append(short text: String) {
    let utf8 = Array(text.utf8.prefix(255))
    append(UInt8(utf8.count))
    append(utf8)
  }
}

/// Reads them back; nil as soon as the bytes do not reach.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(_: Integer.Type) -> Integer? {
    bytes(Integer.bitWidth / 8).map { $0.reduce(0) { $0 << 8 | Integer($1) } }
  }

  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func shortText() -> String? {
    guard let count = integer(UInt8.self), let utf8 = bytes(Int(count)) else { return nil }
    return String(validating: utf8, as: UTF8.self)
  }
}
