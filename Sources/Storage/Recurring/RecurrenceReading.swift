import Model

extension ReadTransaction {
  /// All of them, those that were ended included, by name.
  public func recurrences() throws -> [RecurrenceCard] {
    let heads = try list(
      """
      SELECT recurrence_id, name, journal, label, months, day, start_date, end_date, is_active FROM recurrence
      WHERE start_date IS NOT NULL ORDER BY name, recurrence_id
      """
    ) { row in
      guard let start = try row.optionalDate(6), let period = RecurrencePeriod(rawValue: UInt32(row.integer(4))) else {
        throw Fault(.database, "a recurring entry has no first day or no period")
      }
      return RecurrenceCard(
        id: try row.identifier(0), name: row.text(1), journal: row.text(2), label: row.text(3), lines: [],
        schedule: RecurrenceSchedule(
          period: period, day: UInt32(row.integer(5)), start: start, end: try row.optionalDate(7)),
        isActive: row.integer(8) == 1)
    }
    return try heads.map { head in
      var card = head
      card.lines = try guideLines(of: head.id.bytes)
      return card
    }
  }

  /// What was settled of all recurring entries, by month.
  public func settledOccurrences() throws -> [SettledOccurrence] {
    try list(
      """
      SELECT o.recurrence_id, o.month, o.draft_id, o.reason, COALESCE(d.state, 0) FROM recurrence_occurrence o
        LEFT JOIN draft d ON d.draft_id = o.draft_id
      ORDER BY o.month, o.recurrence_id, o.draft_id, o.reason
      """
    ) { row in
      let draft: Identifier<Draft>? = row.blob(2).isEmpty ? nil : try row.identifier(2)
      return SettledOccurrence(
        recurrence: try row.identifier(0), month: Int32(row.integer(1)), draft: draft, reason: row.text(3),
        isThrownAway: draft != nil && row.integer(4) == DraftState.discarded.rawValue)
    }
  }
}
