import Model

/// Follows the runs of a reading plan from line to line.
struct RunCursor: Sendable {
  enum Place: Equatable {
    /// The line begins an entry.
    case first
    /// The line goes on with the entry at hand.
    case next
    /// The line belongs to the entry whose first line has this rank, and that has begun before.
    case late(entry: UInt32)
  }

  private let plan: FECReadingPlan
  private var nextLate = 0
  private var late: UInt32?

  init(_ plan: FECReadingPlan) { self.plan = plan }

  mutating func advance(to rank: Int) -> Place {
    if plan.runStarts.contains(rank - 1) {
      guard nextLate < plan.lateRuns.count, plan.lateRuns[nextLate].firstRank == rank else {
        late = nil
        return .first
      }
      late = plan.lateRuns[nextLate].entry
      nextLate += 1
    }
    return late.map { .late(entry: $0) } ?? .next
  }
}
