import Model

/// Counts what entries stand on under the words of their labels; those brought forward, and long ones, teach nothing.
struct HabitProjection {
  /// What entries stand on, counted under the words of their labels.
  private struct Ground: Hashable {
    let journal: Int64
    let account: Int64
    let party: Int64
    let side: Int64

    /// Counts the entries of the journal, whatever they stand on.
    init(journal: Int64) { (self.journal, account, party, side) = (journal, 0, 0, 0) }

    init(journal: Int64, _ line: (account: Int64, party: Int64, cents: Int64)) {
      (self.journal, account, party, side) = (journal, line.account, line.party, line.cents < 0 ? 1 : 0)
    }

    var order: (Int64, Int64, Int64, Int64) { (journal, account, party, side) }
  }

  /// A word and a ground by their places among those met: one number, since every line of an import asks for it.
  private struct Key: Hashable {
    let number: UInt64

    init(word: Int, ground: Int) { number = UInt64(word) << 32 | UInt64(ground) }

    var word: Int { Int(number >> 32) }
    var ground: Int { Int(number & 0xFFFF_FFFF) }
  }

  /// An entry of more lines is a summary of many things.
  static let mostLines = 20
  /// Counts held before they are written: memory does not grow with an import.
  private static let mostKeys = 100_000
  private static let upsert = Upsert(into: HabitTables.label, .add(["entry_count"]))

  private var words: [String] = []
  private var places: [String: Int] = [:]
  private var labels: [String: [Int]] = [:]
  private var grounds: [Ground] = []
  private var groundPlaces: [Ground: Int] = [:]
  private var counts: [Key: Int64] = [:]
  private let sign: Int64

  /// - Parameter sign: -1 takes back what was learnt.
  init(sign: Int64 = 1) { self.sign = sign }

  mutating func add(label: String, journal: Int64, _ lines: [(account: Int64, party: Int64, cents: Int64)]) {
    guard lines.count <= Self.mostLines else { return }
    let own = places(of: label)
    guard !own.isEmpty else { return }
    var seen = [place(of: Ground(journal: journal))]
    for line in lines {
      let ground = place(of: Ground(journal: journal, line))
      if !seen.contains(ground) { seen.append(ground) }
    }
    for word in own {
      for ground in seen { counts[Key(word: word, ground: ground), default: 0] += sign }
    }
  }

  private mutating func place(of ground: Ground) -> Int {
    if let place = groundPlaces[ground] { return place }
    grounds.append(ground)
    groundPlaces[ground] = grounds.count - 1
    return grounds.count - 1
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

  var isFull: Bool { counts.count > Self.mostKeys }

  /// Writes what was counted, in the order of the table's key, and forgets it.
  mutating func flush(_ writer: any WriteTransaction) throws {
    guard !counts.isEmpty else { return }
    let sorted = words.enumerated().sorted { $0.element.precedes($1.element) }
    var rank = [Int](repeating: 0, count: words.count)
    for (place, one) in sorted.enumerated() { rank[one.offset] = place }
    let keys = counts.keys.sorted {
      if $0.word != $1.word { return rank[$0.word] < rank[$1.word] }
      return grounds[$0.ground].order < grounds[$1.ground].order
    }
    try writer.upsertMany(Self.upsert) { row in
      for key in keys {
        let ground = grounds[key.ground]
        row.set(0, words[key.word])
        row.set(1, ground.journal)
        row.set(2, ground.account)
        row.set(3, ground.party)
        row.set(4, ground.side)
        row.set(5, counts[key] ?? 0)
        try row.insert()
      }
    }
    forget()
  }

  private mutating func forget() { (counts, grounds, groundPlaces) = ([:], [], [:]) }
}

extension HabitProjection {
  /// Learns an entry, or takes it back.
  mutating func add(_ entry: ShownEntry, _ writer: any WriteTransaction) throws {
    guard !entry.isOpening else { return }
    if isFull { try flush(writer) }
    add(
      label: entry.label, journal: entry.journal,
      entry.lines.map { ($0.account, $0.party, $0.debit - $0.credit) })
  }

  /// Forgets the entries of an import that is withdrawn, while they are still there.
  static func hide(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    var habits = HabitProjection(sign: -1)
    try ImportedEntries(writer).each(run) { try habits.add($0, writer) }
    try habits.flush(writer)
    try writer.execute("DELETE FROM label_habit WHERE entry_count = 0")
  }

  /// Hands what was counted over, word by word, and forgets it.
  mutating func drain(_ body: (_ word: String, _ key: [Int64], _ count: Int64) -> Void) {
    for (key, count) in counts {
      let ground = grounds[key.ground]
      body(words[key.word], [ground.journal, ground.account, ground.party, ground.side], count)
    }
    forget()
  }
}
