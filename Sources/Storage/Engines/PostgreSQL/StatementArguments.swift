import Model

/// The arguments of one statement as libpq takes them: integers as their digits, which fit any width of column; texts
/// and blobs as their bytes with a count, so that a zero byte is refused by the server and never cuts a value short.
struct StatementArguments {
  private static let absent = -1

  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [Value]) {
    for value in values { append(value) }
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .integer(let number): append(String(number).utf8, format: 0)
    case .text(let text): append(text.utf8, format: 1)
    case .blob(let blob): append(blob, format: 1)
    case .null:
      starts.append(Self.absent)
      lengths.append(0)
      formats.append(0)
    }
  }

  private mutating func append(_ value: some Collection<UInt8>, format: Int32) {
    starts.append(bytes.count)
    lengths.append(Int32(value.count))
    formats.append(format)
    bytes.append(contentsOf: value)
    // Ends the digits; a value with a count does not need it, but needs an address even when it is empty.
    bytes.append(0)
  }

  /// - Parameter body: given the count, then the values, lengths and formats, good for the call.
  func withPointers<Result>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws ->
      Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = starts.map { start in start == Self.absent ? nil : base.map { $0 + start } }
      return try body(Int32(values.count), values, lengths, formats)
    }
  }
}
