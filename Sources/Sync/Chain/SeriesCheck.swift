import Model

/// Legal numbers, as the log alone shows them: each series runs without hole, is given by one device at a time, and
/// its days of validation do not go back.
struct SeriesCheck {
  private struct Standing {
    var assigned: SeriesAssigned
    var next: UInt64
    var lastValidation: CalendarDate?
  }

  private var all: [EntrySeries: Standing] = [:]

  mutating func assign(_ assigned: SeriesAssigned) throws(LedgerDefect) {
    guard let before = all[assigned.series] else {
      guard assigned.generation == 1 else { throw .seriesMisassigned(assigned.series) }
      all[assigned.series] = Standing(assigned: assigned, next: assigned.next, lastValidation: nil)
      return
    }
    // A series that was handed over goes on where it stood.
    guard assigned.generation == before.assigned.generation + 1, assigned.next == before.next else {
      throw .seriesMisassigned(assigned.series)
    }
    all[assigned.series]?.assigned = assigned
  }

  mutating func take(_ posted: EntryPosted, by device: Identifier<Device>) throws(LedgerDefect) {
    let whole = EntrySeries.whole(yearEnd: posted.yearEnd)
    let series = all[whole] == nil ? posted.series : whole
    guard let standing = all[series], standing.assigned.owner == device else { throw .seriesNotOwned(series) }
    guard posted.number == standing.next else {
      throw .seriesNumber(series, expected: standing.next, found: posted.number)
    }
    if let last = standing.lastValidation, posted.entry.validationDate < last {
      throw .validationWentBack(series, before: last, found: posted.entry.validationDate)
    }
    all[series]?.next += 1
    all[series]?.lastValidation = posted.entry.validationDate
  }
}
