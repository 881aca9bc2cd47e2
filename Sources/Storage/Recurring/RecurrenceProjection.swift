import Model

/// Projects recurring entries and their occurrences.
enum RecurrenceProjection {
  static func changed(_ event: RecurrenceChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let id = Value.blob(event.id.bytes)
    try writer.makeRow(in: RecurrenceTables.recurrence) { row in
      row.set(0, event.id.bytes)
      for column in 1...3 { row.set(column, "") }
      for column in [4, 5, 8] { row.set(column, 1) }
      row.set(origin, at: 9)
    }
    let fields: [(String, Value?)] = [
      ("name", event.name.map(Value.text)), ("journal", event.journal.map(Value.text)),
      ("label", event.label.map(Value.text)), ("months", event.period.map { .number($0.rawValue) }),
      ("day", event.day.map { .number($0) }), ("start_date", event.start.map { .number($0.number) }),
      ("end_date", event.end.map { $0.value.map { .number($0.number) } ?? .null }),
      ("is_active", event.isActive.map { .integer($0 ? 1 : 0) }),
    ]
    try writer.set(fields, in: RecurrenceTables.recurrence, key: id, origin)
    if let lines = event.lines { try GuideProjection.replaceLines(of: event.id.bytes, lines, writer) }
  }

  static func settled(_ event: OccurrenceSettled, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try writer.makeRow(in: RecurrenceTables.occurrence) { row in
      row.set(0, high: event.recurrence.high, low: event.recurrence.low)
      row.set(1, event.month)
      row.set(2, event.draft?.bytes ?? [])
      row.set(3, event.reason)
      row.set(origin, at: 4)
    }
  }
}
