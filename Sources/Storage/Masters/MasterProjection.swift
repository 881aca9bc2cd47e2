import Model

/// Projects the fields of masters that somebody set.
enum MasterProjection {
  static func changed(
    _ event: JournalChanged, _ number: Int64, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    try set(
      MasterTables.journal, number, [.text(""), 1],
      [event.counterpart.map(Value.text), event.isActive.map { .integer($0 ? 1 : 0) }], origin, writer)
  }

  static func changed(
    _ event: AccountChanged, _ number: Int64, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    try set(
      MasterTables.account, number, [.text(""), 0, 1],
      [
        event.vatAccount.map(Value.text), event.vatRate.map { .number($0) },
        event.isActive.map { .integer($0 ? 1 : 0) },
      ], origin, writer)
  }

  static func changed(_ event: PartyChanged, _ number: Int64, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try set(
      MasterTables.party, number, [.text(""), 0, 1],
      [
        event.usualAccount.map(Value.text), event.termDays.map { .number($0) },
        event.isActive.map { .integer($0 ? 1 : 0) },
      ], origin, writer)
  }

  /// Columns after the key, in their order: those not given keep what they are, or begin with their default.
  static func set(
    _ table: Table, _ number: Int64, _ defaults: [Value], _ given: [Value?], _ origin: Origin,
    _ writer: any WriteTransaction
  ) throws {
    guard given.contains(where: { $0 != nil }) else { return }
    let key = table.primaryKey[0]
    let columns = table.columnNames.dropFirst().prefix(defaults.count)
    let changed = zip(columns, given).filter { $0.1 != nil }
    let found = try writer.execute(
      """
      UPDATE \(table.name) SET \(changed.map { "\($0.0) = ?" }.joined(separator: ", ")), origin_device_no = ?,
        origin_device_epoch = ?, origin_seq = ? WHERE \(key) = ?
      """, changed.compactMap(\.1) + origin.values + [.integer(number)])
    guard found == 0 else { return }
    let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    try writer.execute(
      "INSERT INTO \(table.name) (\(table.columnNames.joined(separator: ", "))) VALUES (\(marks))",
      [.integer(number)] + zip(given, defaults).map { $0 ?? $1 } + origin.values)
  }
}
