import Model

/// Projects guides, and the lines that they and recurring entries have.
enum GuideProjection {
  static func changed(_ event: GuideChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let fields: [(String, Value?)] = [
      ("code", event.code.map(Value.text)), ("name", event.name.map(Value.text)),
      ("journal", event.journal.map(Value.text)), ("label", event.label.map(Value.text)),
      ("is_active", event.isActive.map { .integer($0 ? 1 : 0) }),
    ]
    try writer.makeRow(in: GuideTables.guide) { row in
      row.set(0, event.id.bytes)
      for column in 1...4 { row.set(column, "") }
      row.set(5, 1)
      row.set(origin, at: 6)
    }
    try writer.set(fields, in: GuideTables.guide, key: .blob(event.id.bytes), origin)
    if let lines = event.lines { try replaceLines(of: event.id.bytes, lines, writer) }
  }

  static func replaceLines(of owner: [UInt8], _ lines: [GuideLine], _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM guide_line WHERE owner_id = ?", [.blob(owner)])
    try writer.insertMany(into: GuideTables.line, columns: GuideTables.line.columnNames) { row in
      for (place, line) in lines.enumerated() {
        row.set(0, owner)
        row.set(1, place + 1)
        row.set(2, line.account)
        row.set(3, line.party == .asked ? 1 : 0)
        row.set(4, line.knownParty?.nature.rawValue ?? 0)
        row.set(5, line.knownParty?.code ?? "")
        row.set(6, line.label)
        row.set(7, line.side == .credit ? 1 : 0)
        row.set(8, line.formula)
        try row.insert()
      }
    }
  }
}

extension WriteTransaction {
  /// A row with nothing told yet, unless there is one of this key.
  func makeRow(in table: Table, _ fill: (any RowInserter) -> Void) throws {
    let upsert = Upsert(into: table, .nothing)
    try upsertMany(upsert) { row in
      fill(row)
      try row.insert()
    }
  }

  /// Sets the fields that are given, of the row that has this key, which is there.
  func set(_ fields: [(column: String, value: Value?)], in table: Table, key: Value, _ origin: Origin) throws {
    let given = fields.filter { $0.value != nil }
    let columns = given.map { "\($0.column) = ?, " }.joined()
    try execute(
      """
      UPDATE \(table.name) SET \(columns)origin_device_no = ?, origin_device_epoch = ?, origin_seq = ?
      WHERE \(table.primaryKey[0]) = ?
      """, given.compactMap(\.value) + origin.values + [key])
  }
}
