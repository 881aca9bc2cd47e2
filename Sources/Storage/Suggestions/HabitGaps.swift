import Model

extension ReadTransaction {
  /// Words of labels whose counts are not those of the visible entries, in technical words, twenty at most.
  func habitGaps() throws -> [String] {
    var differences = HabitDifferences()
    try differences.addEntries(where: Self.visible, self)
    try differences.removeStored(self)
    return differences.words.prefix(20).map { "label_habit (\($0)) is off" }
  }
}

/// Words are cut by the program, not by SQL. Both sides are added up word by word, each count times the mark of its
/// key, so that memory grows with the vocabulary, not with the table.
private struct HabitDifferences {
  /// Of each word: what the entries say, less what the table says, modulo 2⁶⁴.
  private var sums: [String: UInt64] = [:]

  /// Those that differ, in order.
  var words: [String] { sums.filter { $0.value != 0 }.keys.sorted { $0.precedes($1) } }

  /// Counts the visible entries, those brought forward left out; as often as there is much of them, what was counted is
  /// added up and forgotten.
  mutating func addEntries(where condition: String, _ transaction: any ReadTransaction) throws {
    var habits = HabitProjection()
    var entry: (number: Int64, journal: Int64, label: String)?
    var lines: [(account: Int64, party: Int64, cents: Int64)] = []
    try transaction.scan(
      """
      SELECT e.entry_no, e.journal_no, e.label, l.account_no, l.party_no, l.debit, l.credit
      FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no
      WHERE \(condition) AND e.flags & 1 = 0 ORDER BY e.entry_no, l.line_no
      """, []
    ) { row in
      if entry?.number != row.integer(0) {
        if let entry { habits.add(label: entry.label, journal: entry.journal, lines) }
        if habits.isFull { add(&habits) }
        entry = (row.integer(0), row.integer(1), row.text(2))
        lines.removeAll(keepingCapacity: true)
      }
      if lines.count <= HabitProjection.mostLines {
        lines.append((row.integer(3), row.integer(4), row.integer(5) - row.integer(6)))
      }
    }
    if let entry { habits.add(label: entry.label, journal: entry.journal, lines) }
    add(&habits)
  }

  private mutating func add(_ habits: inout HabitProjection) {
    habits.drain { word, key, count in sums[word, default: 0] &+= Self.mark(key) &* UInt64(bitPattern: count) }
  }

  mutating func removeStored(_ transaction: any ReadTransaction) throws {
    let stored = "SELECT word, journal_no, account_no, party_no, side, entry_count FROM label_habit"
    try transaction.scan(stored, []) { row in
      let key = (1...4).map { row.integer($0) }
      sums[row.text(0), default: 0] &-= Self.mark(key) &* UInt64(bitPattern: row.integer(5))
    }
  }

  /// One number for a key, the same in every run: odd, so that no count is lost (SplitMix64's mixing).
  private static func mark(_ key: [Int64]) -> UInt64 {
    key.reduce(0x9E37_79B9_7F4A_7C15) { mark, part in
      var mixed = (mark ^ UInt64(bitPattern: part)) &+ 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    } | 1
  }
}
