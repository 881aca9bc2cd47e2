import Model

/// Projects legal numbers, what comes with validated entries, and the locks of months.
enum PostingProjection {
  static func assigned(_ event: SeriesAssigned, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let table = PostingTables.series
    let upsert = Upsert(
      into: table,
      .replace([
        "owner_device_id", "generation", "next_number", "origin_device_no", "origin_device_epoch", "origin_seq",
      ]))
    try writer.upsertMany(upsert) { row in
      row.set(0, event.series.journal)
      row.set(1, event.series.yearEnd.number)
      row.set(2, high: event.owner.high, low: event.owner.low)
      row.set(3, event.generation)
      row.set(4, event.next)
      row.set(origin, at: 6)
      try row.insert()
    }
  }

  /// What comes with an entry whose rows are written.
  static func posted(_ event: EntryPosted, entry: Int64, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let found = try writer.execute(
      """
      UPDATE entry_series SET next_number = ?, last_validation = ? WHERE year_end = ? AND journal_code =
        CASE WHEN EXISTS (SELECT 1 FROM entry_series w WHERE w.journal_code = '' AND w.year_end = ?) THEN '' ELSE ? END
      """,
      [
        .integer(try (event.number + 1).bounded()), .number(event.entry.validationDate.number),
        .number(event.yearEnd.number), .number(event.yearEnd.number), .text(event.entry.journal),
      ])
    guard found == 1 else { throw Fault(.database, "an entry has a number of a series that nobody gives") }
    if event.dueDates.contains(where: { $0 != nil }) {
      try writer.insertMany(into: PostingTables.due, columns: PostingTables.due.columnNames) { row in
        for (index, due) in event.dueDates.enumerated() {
          guard let due else { continue }
          row.set(0, entry)
          row.set(1, index + 1)
          row.set(2, due.number)
          try row.insert()
        }
      }
    }
    if let reversal = event.reversal {
      try writer.execute(
        """
        INSERT INTO entry_reversal (entry_no, reversed_id, reason, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (?, ?, ?, ?, ?, ?)
        """, [.integer(entry), .blob(reversal.of.bytes), .text(reversal.reason)] + origin.values)
    }
    if let draft = event.draft {
      try DraftProjection.posted(draft, as: event.entry.id, origin, writer)
      try DocumentProjection.posted(draft.id, as: event.entry.id, writer)
    }
  }

  static func locked(_ event: PeriodLockChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let table = PostingTables.periodLock
    let upsert = Upsert(into: table, .replace(table.columnNames.filter { $0 != "month" }))
    try writer.upsertMany(upsert) { row in
      row.set(0, event.month)
      row.set(1, event.isLocked ? 1 : 0)
      row.set(2, event.exempt.flatMap(\.bytes))
      row.set(3, event.generation)
      row.set(4, event.reason)
      row.set(origin, at: 5)
      try row.insert()
    }
  }
}
