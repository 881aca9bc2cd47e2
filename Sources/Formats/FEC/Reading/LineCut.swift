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
        guard byte == 10 || index + 1 < bytes.count || isLast else { return nil }
        let isPair = byte == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
        let kind: FECFacts.LineEnding = isPair ? .crlf : byte == 10 ? .lf : .cr
        if let fileEnding, kind != fileEnding, fieldCount < expected, index > 0 {
          innerBreaks += 1
          index += isPair ? 1 : 0
        } else {
          close(field: index, from: fieldStart, ends)
          length = index
          breakLength = isPair ? 2 : 1
          ending = kind
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
