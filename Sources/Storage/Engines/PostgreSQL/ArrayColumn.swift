import Model

/// The values of one column over many rows, laid out as the array PostgreSQL reads in its binary form.
final class ArrayColumn {
  private static let headerSize = 20
  private static let absent: Int32 = -1

  private let kind: Column.Kind
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var used = ArrayColumn.headerSize
  private var lastValue = ArrayColumn.headerSize
  private(set) var count = 0
  private var hasNull = false

  init(_ kind: Column.Kind) {
    self.kind = kind
    capacity = 1_024
    start = .allocate(byteCount: capacity, alignment: 8)
  }

  deinit { start.deallocate() }

  /// The type of the array, as a cast names it.
  static func typeName(_ kind: Column.Kind) -> String {
    switch kind {
    case .integer: "bigint[]"
    case .small: "smallint[]"
    case .date: "integer[]"
    case .text: "text[]"
    case .blob: "bytea[]"
    }
  }

  private var elementType: Int32 {
    switch kind {
    case .integer: 20
    case .small: 21
    case .date: 23
    case .text: 25
    case .blob: 17
    }
  }

  /// - Returns: false when the column cannot hold it.
  func append(_ value: Int64) -> Bool {
    switch kind {
    case .integer: withUnsafeBytes(of: value.bigEndian, place)
    case .date:
      guard let value = Int32(exactly: value) else { return false }
      withUnsafeBytes(of: value.bigEndian, place)
    case .small:
      guard let value = Int16(exactly: value) else { return false }
      withUnsafeBytes(of: value.bigEndian, place)
    case .text, .blob: return false
    }
    return true
  }

  func append(text: UnsafeRawBufferPointer) -> Bool {
    guard kind == .text else { return false }
    place(text)
    return true
  }

  func append(blob: UnsafeRawBufferPointer) -> Bool {
    guard kind == .blob else { return false }
    place(blob)
    return true
  }

  func appendNull() {
    begin(0)
    write(Self.absent)
    hasNull = true
  }

  private func place(_ bytes: UnsafeRawBufferPointer) {
    begin(bytes.count)
    write(Int32(bytes.count))
    if let source = bytes.baseAddress { (start + used).copyMemory(from: source, byteCount: bytes.count) }
    used += bytes.count
  }

  /// Room for one more value of that size.
  private func begin(_ size: Int) {
    let needed = used + 4 + size
    if needed > capacity {
      let larger = max(capacity * 2, needed)
      let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
      moved.copyMemory(from: start, byteCount: used)
      start.deallocate()
      (start, capacity) = (moved, larger)
    }
    lastValue = used
    count += 1
  }

  private func write(_ number: Int32) {
    (start + used).storeBytes(of: number.bigEndian, as: Int32.self)
    used += 4
  }

  /// The last value in its binary form with its length before it, which tells one value from another.
  var last: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start + lastValue, count: used - lastValue) }

  func removeLast() {
    used = lastValue
    count -= 1
  }

  /// Takes back a value that ``last`` gave.
  func append(raw value: [UInt8]) {
    begin(value.count - 4)
    value.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { (start + used).copyMemory(from: source, byteCount: bytes.count) }
    }
    used += value.count
    if value.prefix(4) == [0xFF, 0xFF, 0xFF, 0xFF] { hasNull = true }
  }

  /// The whole array; good until the next change of the column.
  func finish() -> UnsafeRawBufferPointer {
    let header: [Int32] = [1, hasNull ? 1 : 0, elementType, Int32(count), 1]
    for (place, number) in header.enumerated() {
      start.storeBytes(of: number.bigEndian, toByteOffset: place * 4, as: Int32.self)
    }
    return UnsafeRawBufferPointer(start: start, count: used)
  }

  func removeAll() {
    used = Self.headerSize
    lastValue = Self.headerSize
    count = 0
    hasNull = false
  }
}
