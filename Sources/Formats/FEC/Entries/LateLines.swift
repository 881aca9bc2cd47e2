import Model

/// The lines of scattered entries that come after their entry has begun, kept as bytes until it is their turn.
struct LateLines: Sendable {
  fileprivate struct Line: Sendable {
    var bytes: [UInt8]
    var ends: [Int]
    var rank: Int
    var line: Int
  }

  /// By the rank of the first line of the entry.
  private var lines: [UInt32: [Line]] = [:]

  mutating func keep(_ record: FECRecord, of entry: UInt32) {
    let line = Line(
      bytes: Array(record.bytes), ends: Array(record.ends.prefix(record.fieldCount)), rank: record.rank,
      line: record.line)
    lines[entry, default: []].append(line)
  }

  /// Hands out the late lines of an entry, in the order of the file, and forgets them.
  mutating func take(
    of entry: UInt32, places: [Int], sides: FECHeader.Sides, _ body: (FECRecord) throws(Fault) -> Void
  ) throws(Fault) {
    guard let own = lines.removeValue(forKey: entry) else { return }
    for line in own {
      try line.withRecord(places: places, sides: sides, body)
    }
  }
}

extension LateLines.Line {
  fileprivate func withRecord(
    places: [Int], sides: FECHeader.Sides, _ body: (FECRecord) throws(Fault) -> Void
  ) throws(Fault) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(Fault) in
      try ends.withUnsafeBufferPointer { (ends) throws(Fault) in
        try places.withUnsafeBufferPointer { (places) throws(Fault) in
          try body(
            FECRecord(
              bytes: bytes, ends: ends, places: places, sides: sides, fieldCount: ends.count, rank: rank, line: line,
              flaw: .none, hasInnerBreak: false))
        }
      }
    }
  }
}
