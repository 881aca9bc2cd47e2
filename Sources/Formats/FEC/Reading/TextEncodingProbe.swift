import Model

/// Tells the encoding of a file from all of its bytes: ASCII, UTF-8 when every sequence is valid, else ISO 8859-15.
struct TextEncodingProbe: Sendable {
  private(set) var isASCII = true
  private(set) var isUTF8 = true
  /// Characters of more than one byte met while the file was valid UTF-8.
  private(set) var wideCharacters = 0
  private var pending = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    guard isUTF8 else { return }
    var index = 0
    while index < bytes.count {
      if pending == 0 {
        while index + 8 <= bytes.count,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
        }
        guard index < bytes.count else { return }
      }
      guard step(bytes[index]) else {
        isUTF8 = false
        isASCII = false
        return
      }
      index += 1
    }
  }

  /// A file that ends inside of a character is not UTF-8.
  mutating func finish() {
    if pending > 0 { isUTF8 = false }
  }

  func encoding(hasMark: Bool) -> FECFacts.TextEncoding {
    guard isUTF8 else { return .latin9 }
    return hasMark ? .utf8WithBOM : isASCII ? .ascii : .utf8
  }

  /// One byte of UTF-8 (Unicode, table 3-7); false when it cannot stand here.
  private mutating func step(_ byte: UInt8) -> Bool {
    if pending > 0 {
      guard low <= byte, byte <= high else { return false }
      (low, high) = (0x80, 0xBF)
      pending -= 1
      if pending == 0 { wideCharacters += 1 }
      return true
    }
    guard byte >= 0x80 else { return true }
    isASCII = false
    switch byte {
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, low) = (2, 0xA0)
    case 0xED: (pending, high) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, low) = (3, 0x90)
    case 0xF4: (pending, high) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: return false
    }
    return true
  }
}
