import Model

/// Notes the moments of change-sets, and the last entry that was written by then: gathered, then written together.
struct LogMoments {
  /// Those of one device that follow one another in its chain, with the last entry of each.
  private struct Run {
    let first: Origin
    var lastEntries: [Int64]
  }

  private static let upsert = Upsert(into: HistoryTables.moment, .replace(["known_at", "last_entry_no"]))

  private var runs: [Run] = []

  mutating func note(_ origin: Origin, lastEntry: Int64) {
    if let run = runs.last, run.first.advanced(by: run.lastEntries.count) == origin {
      runs[runs.count - 1].lastEntries.append(lastEntry)
    } else {
      runs.append(Run(first: origin, lastEntries: [lastEntry]))
    }
  }

  /// Writes what was gathered, and forgets it. Those that the log does not hold are left out.
  mutating func write(_ writer: any WriteTransaction) throws {
    guard !runs.isEmpty else { return }
    // A clock that was put back does not put the log back.
    var known = try writer.integer("SELECT MAX(known_at) FROM log_moment") ?? .min
    for run in runs {
      let found = try places(of: run, writer)
      try writer.upsertMany(Self.upsert) { row in
        for place in found {
          known = max(known, place.receivedAt)
          row.set(0, place.position)
          row.set(1, known)
          row.set(2, place.lastEntry)
          try row.insert()
        }
      }
    }
    runs = []
  }

  private func places(
    of run: Run, _ reader: any ReadTransaction
  ) throws -> [(position: Int64, receivedAt: Int64, lastEntry: Int64)] {
    let (first, count) = (run.first, Int64(run.lastEntries.count))
    return try reader.list(
      """
      SELECT position, received_at, seq FROM change_set
      WHERE device_no = ? AND device_epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq
      """, first.values + [.integer(first.sequence + count - 1)]
    ) { row in (row.integer(0), row.integer(1), run.lastEntries[Int(row.integer(2) - first.sequence)]) }
  }
}

extension Origin {
  fileprivate func advanced(by count: Int) -> Origin {
    Origin(deviceNumber: deviceNumber, deviceEpoch: deviceEpoch, sequence: sequence + Int64(count))
  }
}
