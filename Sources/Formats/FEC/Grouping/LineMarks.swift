/// One bit for each line of a file: a million of them take 125 kB.
struct LineMarks: Equatable, Sendable {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ line: Int) { words[line >> 6] |= 1 << UInt64(line & 63) }

  func contains(_ line: Int) -> Bool {
    line >> 6 < words.count && words[line >> 6] & (1 << UInt64(line & 63)) != 0
  }
}
