/// What is done to a value before its encoding is known.
enum FECBytes {
  typealias Slice = UnsafeBufferPointer<UInt8>

  /// Spaces and no-break spaces dropped at both ends.
  ///
  /// The encoding is not known before the last byte of the file, so that 0xA0 is taken for a no-break space of Latin-9
  /// only where it cannot be the end of a character of UTF-8.
  static func trimmed(_ value: Slice) -> Slice {
    var start = 0
    var end = value.count
    while start < end {
      if isBlank(value[start]) || value[start] == 0xA0 {
        start += 1
      } else if value[start] == 0xC2, start + 1 < end, value[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      let last = value[end - 1]
      if isBlank(last) {
        end -= 1
      } else if last == 0xA0, end - start >= 2, value[end - 2] == 0xC2 {
        end -= 2
      } else if last == 0xA0, end - start < 2 || value[end - 2] < 0x80 || value[end - 2] > 0xDF {
        end -= 1
      } else {
        break
      }
    }
    return Slice(rebasing: value[start..<end])
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 }

  /// Nothing but zeros, or nothing at all.
  @inline(__always)
  static func isZeros(_ value: Slice) -> Bool {
    for byte in value where byte != 0x30 { return false }
    return true
  }

  @inline(__always)
  static func areEqual(_ left: Slice, _ right: Slice) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }

  /// Spreads short values well: a product and a shift for each eight bytes.
  @inline(__always)
  static func hash(_ value: Slice) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: value.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(value)
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    var tail: UInt64 = 0
    while index < raw.count {
      tail = tail << 8 | UInt64(raw[index])
      index += 1
    }
    hash = (hash ^ tail) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 29)
  }
}
