import Model

/// Projects closed years, and years that were reopened.
enum ClosingProjection {
  static func closed(_ event: YearClosed, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let end = Value.number(event.year.end.number)
    let table = ClosingTables.closing
    let upsert = Upsert(into: table, .replace(table.columnNames.filter { $0 != "year_end" }))
    try writer.upsertMany(upsert) { row in
      row.set(0, event.year.end.number)
      row.set(1, event.year.start.number)
      row.set(2, 1)
      row.set(3, event.generation)
      row.set(4, "")
      row.set(5, String(event.result.minor))
      row.set(6, event.resultAccount)
      row.set(7, String(event.perpetualDebit.minor))
      row.set(8, String(event.perpetualCredit.minor))
      row.set(9, event.accepted.joined(separator: " "))
      row.set(origin, at: 10)
      row.set(origin, at: 13)
      try row.insert()
    }
    for old in [ClosingTables.month, ClosingTables.opening] {
      try writer.execute("DELETE FROM \(old.name) WHERE year_end = ?", [end])
    }
    try writer.insertMany(into: ClosingTables.month, columns: ClosingTables.month.columnNames) { row in
      for month in event.months {
        row.set(0, event.year.end.number)
        row.set(1, month.month)
        row.set(2, try month.entryCount.bounded())
        row.set(3, try month.lineCount.bounded())
        row.set(4, String(month.debit.minor))
        row.set(5, String(month.credit.minor))
        try row.insert()
      }
    }
    try writer.insertMany(into: ClosingTables.opening, columns: ClosingTables.opening.columnNames) { row in
      for (place, opening) in event.openings.enumerated() {
        row.set(0, event.year.end.number)
        row.set(1, place)
        row.set(2, high: opening.high, low: opening.low)
        try row.insert()
      }
    }
    try insertDocuments(event, writer)
  }

  private static func insertDocuments(_ event: YearClosed, _ writer: any WriteTransaction) throws {
    try writer.insertMany(into: ClosingTables.document, columns: ClosingTables.document.columnNames) { row in
      for document in event.documents {
        row.set(0, high: document.id.high, low: document.id.low)
        row.set(1, event.year.end.number)
        row.set(2, event.generation)
        row.set(3, document.kind.rawValue)
        row.set(4, document.fileName)
        row.set(5, document.hash)
        row.set(6, try document.byteCount.bounded())
        try row.insert()
      }
    }
  }

  static func reopened(_ event: YearReopened, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let found = try writer.execute(
      """
      UPDATE year_closing SET is_closed = 0, generation = ?, reason = ?, origin_device_no = ?,
        origin_device_epoch = ?, origin_seq = ? WHERE year_end = ?
      """,
      [.integer(Int64(event.generation)), .text(event.reason)] + origin.values + [.number(event.yearEnd.number)])
    guard found == 1 else { throw Fault(.database, "a year was reopened that was never closed") }
  }
}
