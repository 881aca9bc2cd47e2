import Model

/// Counts what entries stand on under the words of their labels; those brought forward, and long ones, teach nothing.
struct HabitProjection {
  /// What is counted under a word; `word` is its place among the words met.
  private struct Key: Hashable {
    let word: Int
    let journal: Int64
    let account: Int64
    let party: Int64
    let side: Int64
  }

  /// An entry of more lines is a summary of many things.
  private static let mostLines = 20
  /// Counts held before they are written: memory does not grow with an import.
  private static let mostKeys = 100_000

  private var words: [String] = []
  private var places: [String: Int] = [:]
  private var labels: [String: [Int]] = [:]
  private var counts: [Key: Int64] = [:]
  private let sign: Int64

  /// - Parameter sign: -1 takes back what was learnt.
  init(sign: Int64 = 1) { self.sign = sign }

  mutating func add(label: String, journal: Int64, _ lines: [(account: Int64, party: Int64, cents: Int64)]) {
    guard lines.count <= Self.mostLines else { return }
    let own = places(of: label)
    guard !own.isEmpty else { return }
    let seen = Set(
      lines.map { Key(word: 0, journal: journal, account: $0.account, party: $0.party, side: $0.cents < 0 ? 1 : 0) })
    for word in own {
      counts[Key(word: word, journal: journal, account: 0, party: 0, side: 0), default: 0] += sign
      for key in seen {
        counts[Key(word: word, journal: journal, account: key.account, party: key.party, side: key.side), default: 0] +=
          sign
      }
    }
  }

  private mutating func places(of label: String) -> [Int] {
    if let known = labels[label] { return known }
    let found = LabelWords.of(label).map { word in
      if let place = places[word] { return place }
      words.append(word)
      places[word] = words.count - 1
      return words.count - 1
    }
    if labels.count > Self.mostKeys { labels = [:] }
    labels[label] = found
    return found
  }

  private var isFull: Bool { counts.count > Self.mostKeys }

  /// Writes what was counted, in the order of the table's key, and forgets it.
  mutating func flush(_ writer: any WriteTransaction) throws {
    guard !counts.isEmpty else { return }
    let table = HabitTables.label
    let upsert = Upsert(
      into: table, columns: table.columnNames, key: table.primaryKey, action: .add(["entry_count"]))
    let sorted = words.enumerated().sorted { $0.element.precedes($1.element) }
    var rank = [Int](repeating: 0, count: words.count)
    for (place, one) in sorted.enumerated() { rank[one.offset] = place }
    let keys = counts.keys.sorted {
      (rank[$0.word], $0.journal, $0.account, $0.party, $0.side)
        < (rank[$1.word], $1.journal, $1.account, $1.party, $1.side)
    }
    try writer.upsertMany(upsert) { row in
      for key in keys {
        row.set(0, words[key.word])
        row.set(1, key.journal)
        row.set(2, key.account)
        row.set(3, key.party)
        row.set(4, key.side)
        row.set(5, counts[key] ?? 0)
        try row.insert()
      }
    }
    counts = [:]
  }
}

extension HabitProjection {
  /// Learns the entries of an import that becomes visible.
  static func show(_ run: ImportRange, _ writer: any WriteTransaction) throws { try scan(run, sign: 1, writer) }

  /// Forgets those of an import that is withdrawn, while they are still there.
  static func hide(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    try scan(run, sign: -1, writer)
    try writer.execute("DELETE FROM label_habit WHERE entry_count = 0")
  }

  private static func scan(_ run: ImportRange, sign: Int64, _ writer: any WriteTransaction) throws {
    var habits = HabitProjection(sign: sign)
    try habits.add(
      entriesWhere: "e.import_no = ? AND e.entry_no BETWEEN ? AND ?",
      [.integer(run.number), .integer(run.firstEntry), .integer(run.lastEntry)], writer
    ) { try $0.flush(writer) }
  }

  /// Counts the entries that a condition names, those brought forward left out; `flush` takes what was counted as often
  /// as there is much, and at the end.
  mutating func add(
    entriesWhere condition: String, _ arguments: [Value], _ transaction: any ReadTransaction,
    flush: (inout HabitProjection) throws -> Void
  ) throws {
    var entry: (number: Int64, journal: Int64, label: String)?
    var lines: [(account: Int64, party: Int64, cents: Int64)] = []
    try transaction.scan(
      """
      SELECT e.entry_no, e.journal_no, e.label, l.account_no, l.party_no, l.debit, l.credit
      FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no
      WHERE \(condition) AND e.flags & 1 = 0 ORDER BY e.entry_no, l.line_no
      """, arguments
    ) { row in
      if entry?.number != row.integer(0) {
        if let entry { add(label: entry.label, journal: entry.journal, lines) }
        if isFull { try flush(&self) }
        entry = (row.integer(0), row.integer(1), row.text(2))
        lines.removeAll(keepingCapacity: true)
      }
      if lines.count <= Self.mostLines {
        lines.append((row.integer(3), row.integer(4), row.integer(5) - row.integer(6)))
      }
    }
    if let entry { add(label: entry.label, journal: entry.journal, lines) }
    try flush(&self)
  }

  /// Hands what was counted over, word by word, and forgets it.
  mutating func drain(_ body: (_ word: String, _ key: [Int64], _ count: Int64) -> Void) {
    for (key, count) in counts { body(words[key.word], [key.journal, key.account, key.party, key.side], count) }
    counts = [:]
  }
}
