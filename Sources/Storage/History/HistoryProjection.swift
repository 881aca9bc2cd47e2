import Model

/// Notes when each fact was recorded, beside the tables that hold it. Called after the fact itself was projected.
struct HistoryProjection {
  private let writer: any WriteTransaction
  /// Place of the change-set in the log; 0, the beginning, when the log does not hold it.
  private let position: Int64

  init(_ origin: Origin, _ writer: any WriteTransaction) throws {
    self.writer = writer
    position =
      try writer.integer(
        "SELECT position FROM change_set WHERE device_no = ? AND device_epoch = ? AND seq = ?", origin.values) ?? 0
  }

  func project(_ event: BookEvent) throws {
    switch event {
    case .importAccepted(let event):
      try writer.execute(
        """
        INSERT INTO import_moment (import_no, accepted_position)
        SELECT import_no, ? FROM import_run WHERE import_id = ?
        """, [.integer(position), .blob(event.id.bytes)])
    case .importCompleted(let event): try note("completed_position", of: event.id)
    case .importWithdrawn(let event): try note("withdrawn_position", of: event.id)
    case .linesMatched(let event): try matched(event.id)
    case .matchingRemoved(let event): try unmatched(event.id)
    case .journalCreated(let event): try named(.journal, event.label, "code = ?", [.text(event.code)])
    case .accountCreated(let event): try named(.account, event.label, "number = ?", [.text(event.number)])
    case .partyCreated(let event): try named(.party, event.label, "nature = ? AND code = ?", event.key.values)
    case .journalChanged(let event): try named(.journal, event.label, "code = ?", [.text(event.code)])
    case .accountChanged(let event): try named(.account, event.label, "number = ?", [.text(event.number)])
    case .partyChanged(let event): try named(.party, event.label, "nature = ? AND code = ?", event.key.values)
    case .yearClosed(let event):
      try closing(event.year.end, isClosed: true, hasOpenings: !event.openings.isEmpty)
    case .yearReopened(let event):
      let found = try writer.integer(
        "SELECT 1 FROM closing_opening WHERE year_end = ? LIMIT 1", [.number(event.yearEnd.number)])
      try closing(event.yearEnd, isClosed: false, hasOpenings: found != nil)
    default: break
    }
  }

  /// Whether anything of the event is noted here: what is not need not be placed in the log.
  static func concerns(_ event: BookEvent) -> Bool {
    switch event {
    case .importAccepted, .importCompleted, .importWithdrawn, .linesMatched, .matchingRemoved, .journalCreated,
      .accountCreated, .partyCreated, .journalChanged, .accountChanged, .partyChanged, .yearClosed, .yearReopened:
      true
    default: false
    }
  }

  private func note(_ column: String, of id: Identifier<Import>) throws {
    try writer.execute(
      """
      UPDATE import_moment SET \(column) = ?
      WHERE \(column) IS NULL AND import_no = (SELECT import_no FROM import_run WHERE import_id = ?)
      """, [.integer(position), .blob(id.bytes)])
  }

  /// One that came too late for a line holds none, and leaves nothing here.
  private func matched(_ id: Identifier<Matching>) throws {
    try writer.execute(
      """
      INSERT INTO matching_moment (entry_no, line_no, matching_no, made_position)
      SELECT l.entry_no, l.line_no, l.matching_no, ?
      FROM matching m JOIN matching_line l ON l.matching_no = m.matching_no
      WHERE m.matching_id = ?
      """, [.integer(position), .blob(id.bytes)])
  }

  private func unmatched(_ id: Identifier<Matching>) throws {
    try writer.execute(
      """
      UPDATE matching_moment SET removed_position = ? WHERE removed_position IS NULL
        AND matching_no = (SELECT matching_no FROM matching WHERE matching_id = ?)
      """, [.integer(position), .blob(id.bytes)])
  }

  private func named(_ kind: LabelledMaster, _ label: String?, _ condition: String, _ key: [Value]) throws {
    guard let label else { return }
    let number = try writer.integer("SELECT \(kind.key) FROM \(kind.table) WHERE \(condition)", key)
    guard let number else { throw Fault(.database, "a \(kind.table) was given a label before its number") }
    let table = HistoryTables.masterLabel
    let upsert = Upsert(into: table, .replace(["label"]))
    try writer.upsertMany(upsert) { row in
      row.set(0, kind.rawValue)
      row.set(1, number)
      row.set(2, position)
      row.set(3, label)
      try row.insert()
    }
  }

  private func closing(_ end: CalendarDate, isClosed: Bool, hasOpenings: Bool) throws {
    let table = HistoryTables.closingMoment
    let upsert = Upsert(into: table, .replace(["is_closed", "has_openings"]))
    try writer.upsertMany(upsert) { row in
      row.set(0, end.number)
      row.set(1, position)
      row.set(2, isClosed ? 1 : 0)
      row.set(3, hasOpenings ? 1 : 0)
      try row.insert()
    }
  }
}

extension PartyKey {
  /// In the order of the key of `party`.
  var values: [Value] { [.number(nature.rawValue), .text(code)] }
}
