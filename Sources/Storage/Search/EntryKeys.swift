import Model

/// Fills `entry_key`: the number of each entry, its piece references, and the numbers these end with, all folded.
///
/// Texts come in the order of entries and are wanted in their own: they are gathered in one buffer and sorted by
/// their first eight bytes, which settles nearly all of them, so that the tree is only appended to.
struct EntryKeys {
  private struct Key {
    /// The first eight bytes, most significant first, zeros after the end.
    let start: UInt64
    let offset: UInt32
    let count: UInt32
    let entry: Int64
  }

  /// Longer references are found by their beginning.
  private static let longest = 64

  private var bytes: [UInt8] = []
  private var keys: [Key] = []

  mutating func add(_ entry: ShownEntry) {
    var number = entry.texts.number
    number.withUTF8 { add(UnsafeRawBufferPointer($0), entry.number) }
    for var voucher in entry.texts.vouchers {
      voucher.withUTF8 { addVoucher(UnsafeRawBufferPointer($0), entry.number) }
    }
  }

  private mutating func addVoucher(_ reference: UnsafeRawBufferPointer, _ entry: Int64) {
    add(reference, entry)
    if let number = SearchText.endNumber(reference) { add(UnsafeRawBufferPointer(rebasing: reference[number]), entry) }
  }

  /// Folded, and cut to what a key may hold.
  static func appendKey(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let offset = bytes.count
    SearchText.appendKey(text, to: &bytes)
    if bytes.count > offset + longest { bytes.removeSubrange((offset + longest)...) }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, _ entry: Int64) {
    let offset = bytes.count
    Self.appendKey(text, to: &bytes)
    let count = bytes.count - offset
    guard count > 0 else { return }
    var start: UInt64 = 0
    for place in 0..<8 { start = start << 8 | (place < count ? UInt64(bytes[offset + place]) : 0) }
    keys.append(Key(start: start, offset: UInt32(offset), count: UInt32(count), entry: entry))
  }

  /// - Parameter importNumber: 0 for entries validated here.
  mutating func write(year: Int64, importNumber: Int64, _ writer: any WriteTransaction) throws {
    let bytes = bytes
    keys.sort { Self.isBefore($0, $1, bytes) }
    var last: Key?
    try writer.insertMany(into: LedgerTables.entryKey, columns: LedgerTables.entryKey.columnNames) { row in
      for key in keys {
        // An entry may bear the same text twice: as its number and as its piece, on several of its lines.
        if let last, last.entry == key.entry, !Self.isBefore(last, key, bytes) { continue }
        last = key
        row.set(0, year)
        row.set(1, String(decoding: bytes[Int(key.offset)..<Int(key.offset + key.count)], as: UTF8.self))
        row.set(2, key.entry)
        row.set(3, importNumber)
        try row.insert()
      }
    }
  }

  private static func isBefore(_ left: Key, _ right: Key, _ bytes: [UInt8]) -> Bool {
    if left.start != right.start { return left.start < right.start }
    let (one, other) = (text(left, bytes), text(right, bytes))
    if one.elementsEqual(other) { return left.entry < right.entry }
    return one.lexicographicallyPrecedes(other)
  }

  private static func text(_ key: Key, _ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[Int(key.offset)..<Int(key.offset + key.count)]
  }
}
