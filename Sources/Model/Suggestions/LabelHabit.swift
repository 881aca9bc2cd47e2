/// What the entries of a journal whose label has a word stand on, counted.
public struct LabelHabit: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    public let account: String
    public let party: PartyKey?
    public let side: GuideLine.Side
    /// Entries that have such a line.
    public let count: Int

    public init(account: String, party: PartyKey?, side: GuideLine.Side, count: Int) {
      self.account = account
      self.party = party
      self.side = side
      self.count = count
    }
  }

  public let word: String
  /// Entries that have the word.
  public let total: Int
  public let lines: [Line]

  public init(word: String, total: Int, lines: [Line]) {
    self.word = word
    self.total = total
    self.lines = lines
  }

  /// Those that more than half of the entries have, the surest first.
  public var usual: [Line] {
    lines.filter { $0.count * 2 > total }.sorted { ($1.count, $0.account) < ($0.count, $1.account) }
  }

  /// How sure the habit is: its surest line on the entries counted, one more for what is not known yet.
  private var sureness: (over: Int, under: Int) { (usual.first?.count ?? 0, total + 1) }

  /// The habit to follow among those of the words of one label; nil when none is a habit.
  public static func surest(_ habits: [LabelHabit]) -> LabelHabit? {
    habits.filter { !$0.usual.isEmpty }.max { left, right in
      let (one, other) = (left.sureness, right.sureness)
      if one.over * other.under != other.over * one.under { return one.over * other.under < other.over * one.under }
      // The same: the one that says more.
      return (left.usual.count, right.word) < (right.usual.count, left.word)
    }
  }
}
