import Model

/// Where one line ends, and where its fields do.
struct LineCut {
  /// Bytes of the line without its break.
  private(set) var length = 0
  private(set) var breakLength = 0
  private(set) var fieldCount = 1
  private(set) var innerBreaks = 0
  /// The longest field and its place.
  private(set) var longest = 0
  private(set) var longestPlace = 0
  private(set) var ending: FECFacts.LineEnding?

  /// A line that has perhaps nothing but spaces.
  var isBlank: Bool { fieldCount == 1 || longest == 0 }

  /// Nil when `bytes` does not hold the whole line yet. Breaks within a value become spaces.
  init?(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, header: FECHeader?, ending fileEnding: FECFacts.LineEnding?,
    isLast: Bool, ends: UnsafeMutableBufferPointer<Int>
  ) {
    // Before the header is known no byte separates: 10 is a line break and never reaches the test.
    let separator = header?.separator ?? 10
    let expected = header?.count ?? 0
    var fieldStart = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator, byte != 10 {
        close(field: index, from: fieldStart, ends)
        fieldCount += 1
        fieldStart = index + 1
      } else if byte == 10 || byte == 13 {
        guard let found = Self.lineBreak(bytes, at: index, isLast: isLast) else { return nil }
        if let fileEnding, found.kind != fileEnding, fieldCount < expected, index > 0 {
          innerBreaks += 1
          index += found.length - 1
        } else {
          close(field: index, from: fieldStart, ends)
          length = index
          breakLength = found.length
          ending = found.kind
          mendInnerBreaks(bytes)
          return
        }
      }
      index += 1
    }
    guard isLast else { return nil }
    close(field: bytes.count, from: fieldStart, ends)
    length = bytes.count
    mendInnerBreaks(bytes)
  }

  /// LF, CR, CRLF, or the CRCRLF of a file that went through two conversions; nil when bytes to come may belong to it.
  private static func lineBreak(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int, isLast: Bool
  ) -> (kind: FECFacts.LineEnding, length: Int)? {
    if bytes[index] == 10 { return (.lf, 1) }
    guard index + 1 < bytes.count else { return isLast ? (.cr, 1) : nil }
    if bytes[index + 1] == 10 { return (.crlf, 2) }
    guard bytes[index + 1] == 13 else { return (.cr, 1) }
    guard index + 2 < bytes.count else { return isLast ? (.cr, 1) : nil }
    return bytes[index + 2] == 10 ? (.crcrlf, 3) : (.cr, 1)
  }

  /// Only a whole line is written to, so that what a chunk's end leaves for later is still as it came.
  private func mendInnerBreaks(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    guard innerBreaks > 0 else { return }
    for index in 0..<length where bytes[index] == 10 || bytes[index] == 13 { bytes[index] = 0x20 }
  }

  @inline(__always)
  private mutating func close(field end: Int, from start: Int, _ ends: UnsafeMutableBufferPointer<Int>) {
    if fieldCount <= ends.count { ends[fieldCount - 1] = end }
    if end - start > longest {
      longest = end - start
      longestPlace = fieldCount - 1
    }
  }
}
