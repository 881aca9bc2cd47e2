import Model

/// The texts of all entries of a year, close together: what the whole ledger needs beside amounts.
struct YearTexts {
  struct Line {
    let journal: String
    let number: String
    let piece: String
    let label: String
    let matching: String
  }

  private let firstEntry: Int64
  private let journals: [Int64: String]
  private let parties: [Int64: String]
  /// For each entry from the first on: the journal's local number.
  private var entryJournals: [Int32] = []
  /// Number, piece and label of each entry, one after the other.
  private var entryTexts = TextShelf()
  private var matchings = SparseTexts()
  private var pieces = SparseTexts()
  private var labels = SparseTexts()

  /// Nil when the year shows no entry.
  init?(year: Int64, _ reader: any ReadTransaction) throws {
    let bounds = try reader.queryOne(
      "SELECT COUNT(*), MIN(entry_no), MAX(entry_no) FROM entry_by_journal WHERE year_no = ?", [.integer(year)]
    ) { (count: $0.integer(0), first: $0.integer(1), last: $0.integer(2)) }
    guard let bounds, bounds.count > 0 else { return nil }
    firstEntry = bounds.first
    journals = Dictionary(
      try reader.journals().map { ($0.number, $0.code) }, uniquingKeysWith: { first, _ in first })
    parties = Dictionary(
      try reader.parties().map { ($0.number, $0.key.code) }, uniquingKeysWith: { first, _ in first })
    let range = [Value.integer(bounds.first), .integer(bounds.last)]
    try readEntries(year, range, reader)
    try readLines(range, reader)
  }

  private mutating func readEntries(_ year: Int64, _ range: [Value], _ reader: any ReadTransaction) throws {
    var (journals, texts, next) = (entryJournals, entryTexts, firstEntry)
    try reader.scan(
      """
      SELECT entry_no, journal_no, number, voucher_reference, label FROM entry
      WHERE entry_no BETWEEN ? AND ? AND year_no = ? ORDER BY entry_no
      """, range + [.integer(year)]
    ) { row in
      // Entries of another year may lie between those of this one.
      while next < row.integer(0) {
        journals.append(0)
        for _ in 0..<3 { texts.appendNothing() }
        next += 1
      }
      journals.append(Int32(truncatingIfNeeded: row.integer(1)))
      for column in 2...4 { texts.append(row, column) }
      next += 1
    }
    (entryJournals, entryTexts) = (journals, texts)
  }

  private mutating func readLines(_ range: [Value], _ reader: any ReadTransaction) throws {
    var (matchings, pieces, labels) = (matchings, pieces, labels)
    try reader.scan(
      """
      SELECT entry_no, line_no, matching_code FROM entry_line
      WHERE entry_no BETWEEN ? AND ? AND matching_code <> ''
      UNION ALL
      SELECT ml.entry_no, ml.line_no, m.code FROM matching_line ml JOIN matching m ON m.matching_no = ml.matching_no
      WHERE ml.entry_no BETWEEN ? AND ?
      ORDER BY 1, 2
      """, range + range
    ) { matchings.append($0, 2) }
    try reader.scan(
      """
      SELECT entry_no, line_no, voucher_reference, label FROM entry_line_extra
      WHERE entry_no BETWEEN ? AND ? ORDER BY entry_no, line_no
      """, range
    ) { row in
      if !row.isNull(2) { pieces.append(row, 2) }
      if !row.isNull(3) { labels.append(row, 3) }
    }
    (self.matchings, self.pieces, self.labels) = (matchings, pieces, labels)
  }

  func line(entry: Int64, line: Int64) -> Line {
    let index = Int(entry - firstEntry)
    let key = SparseTexts.Key(entry: entry, line: line)
    return Line(
      journal: journals[Int64(entryJournals[index])] ?? "", number: entryTexts[3 * index],
      piece: pieces[key] ?? entryTexts[3 * index + 1], label: labels[key] ?? entryTexts[3 * index + 2],
      matching: matchings[key] ?? "")
  }

  func party(_ number: Int64) -> String { number == 0 ? "" : parties[number] ?? "" }
}

/// Texts one after the other in one buffer.
struct TextShelf {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func append(_ row: any Row, _ column: Int) {
    row.withBytes(column) { bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  mutating func appendNothing() { ends.append(bytes.count) }

  subscript(index: Int) -> String {
    let start = index == 0 ? 0 : ends[index - 1]
    return bytes.withUnsafeBufferPointer { String(decoding: $0[start..<ends[index]], as: UTF8.self) }
  }
}

/// Texts that few lines have, found by entry and line. They are appended in that order.
struct SparseTexts {
  struct Key: Comparable {
    let entry: Int64
    let line: Int64

    static func < (left: Key, right: Key) -> Bool { (left.entry, left.line) < (right.entry, right.line) }
  }

  private var keys: [Key] = []
  private var texts = TextShelf()

  /// The row begins with its entry and its line.
  mutating func append(_ row: any Row, _ column: Int) {
    keys.append(Key(entry: row.integer(0), line: row.integer(1)))
    texts.append(row, column)
  }

  subscript(key: Key) -> String? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? texts[low] : nil
  }
}
