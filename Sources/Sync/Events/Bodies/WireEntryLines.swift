import Model

/// The lines of an entry, with what few of them have.
enum WireEntryLines {
  static func write(_ lines: [EntryLine]) throws(EventDefect) -> ([WireEntryLine], [WireLineDetail]) {
    var written: [WireEntryLine] = []
    var details: [WireLineDetail] = []
    written.reserveCapacity(lines.count)
    var expectedRank: Int64 = 0
    for (index, line) in lines.enumerated() {
      written.append(try WireEntryLine(line, expectedRank: expectedRank))
      expectedRank = Int64(line.sourceRank) + 1
      if let detail = try WireLineDetail(line, at: index) { details.append(detail) }
    }
    return (written, details)
  }

  static func read(_ lines: [WireEntryLine], _ details: [WireLineDetail]) throws(EventDefect) -> [EntryLine] {
    guard !lines.isEmpty else { throw .entryWithoutLines }
    var result: [EntryLine] = []
    result.reserveCapacity(lines.count)
    var expectedRank: Int64 = 0
    for (index, line) in lines.enumerated() {
      let read = try line.value(at: index, expectedRank: expectedRank)
      expectedRank = Int64(read.sourceRank) + 1
      result.append(read)
    }
    var next = 0
    for detail in details {
      let place = Int(detail.line)
      guard place >= next, place < result.count else { throw .detailOutOfOrder(line: place) }
      try detail.apply(to: &result[place])
      next = place + 1
    }
    return result
  }
}
