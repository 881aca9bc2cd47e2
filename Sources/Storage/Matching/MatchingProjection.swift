import Model

/// Projects matchings, in the order of the log.
enum MatchingProjection {
  /// - Returns: its local number; nil where it came too late for a line, and holds nothing.
  static func matched(
    _ event: LinesMatched, _ origin: Origin, _ writer: any WriteTransaction
  ) throws -> Int64? {
    var lines: [(entry: Int64, line: Int64)] = []
    for reference in event.lines {
      let entry = try writer.integer("SELECT entry_no FROM entry WHERE entry_id = ?", [.blob(reference.entry.bytes)])
      guard let entry else { throw Fault(.database, "a matching names an entry that is not there") }
      lines.append((entry, Int64(reference.line) + 1))
    }
    let isTaken = try lines.contains { line in
      try writer.integer(
        "SELECT matching_no FROM matching_line WHERE entry_no = ? AND line_no = ?",
        [.integer(line.entry), .integer(line.line)]) != nil
    }
    let account = try writer.integer("SELECT account_no FROM account WHERE number = ?", [.text(event.account)])
    guard let account else { throw Fault(.database, "a matching names an account that is not there") }
    let party = try event.party.map { key in
      try writer.integer(
        "SELECT party_no FROM party WHERE nature = ? AND code = ?",
        [.number(key.nature.rawValue), .text(key.code)]) ?? 0
    }
    let number = 1 + (try writer.integer("SELECT MAX(matching_no) FROM matching") ?? 0)
    let state = isTaken ? MatchingState.overtaken : .effective
    try writer.execute(
      """
      INSERT INTO matching (matching_no, matching_id, account_no, party_no, code, matching_date, state, removal_reason,
        origin_device_no, origin_device_epoch, origin_seq) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)
      """,
      [
        .integer(number), .blob(event.id.bytes), .integer(account), .integer(party ?? 0), .text(event.code),
        .number(event.date.number), .integer(state.rawValue),
      ] + origin.values)
    guard !isTaken else { return nil }
    try writer.insertMany(into: MatchingTables.line, columns: MatchingTables.line.columnNames) { row in
      for line in lines {
        row.set(0, line.entry)
        row.set(1, line.line)
        row.set(2, number)
        try row.insert()
      }
    }
    return number
  }

  /// - Returns: the lines that are open again.
  static func removed(
    _ event: MatchingRemoved, _ origin: Origin, _ writer: any WriteTransaction
  ) throws -> [LineShares.Place] {
    let number = try writer.integer("SELECT matching_no FROM matching WHERE matching_id = ?", [.blob(event.id.bytes)])
    guard let number else { throw Fault(.database, "no matching of that name") }
    let freed = try writer.list(
      "SELECT entry_no, line_no FROM matching_line WHERE matching_no = ?", [.integer(number)]
    ) { LineShares.Place(entry: $0.integer(0), line: $0.integer(1)) }
    try writer.execute("DELETE FROM matching_line WHERE matching_no = ?", [.integer(number)])
    // One that held nothing stays what it is: what it lost was never its own.
    try writer.execute(
      """
      UPDATE matching SET state = ?, removal_reason = ?, origin_device_no = ?, origin_device_epoch = ?, origin_seq = ?
      WHERE matching_no = ? AND state = ?
      """,
      [.integer(MatchingState.removed.rawValue), .text(event.reason)] + origin.values
        + [.integer(number), .integer(MatchingState.effective.rawValue)])
    return freed
  }

  static func writtenOff(_ event: MatchingWrittenOff, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try writer.execute(
      """
      INSERT INTO matching_write_off (matching_id, entry_id, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?)
      """, [.blob(event.matching.bytes), .blob(event.entry.bytes)] + origin.values)
  }

  static func set(_ event: MatchingToleranceSet, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let table = MatchingTables.tolerance
    let upsert = Upsert(into: table, .replace(table.columnNames.filter { $0 != "tolerance_no" }))
    try writer.upsertMany(upsert) { row in
      row.set(0, 1)
      row.set(1, event.amount.minor)
      row.set(origin, at: 2)
      try row.insert()
    }
  }
}
