import Model

/// How a line was paid, as a row of `entry_line_settlement`, which few books have.
enum LineSettlement {
  static func insert(_ settlement: Settlement, _ entry: Int64, _ line: Int64, _ row: any RowInserter) throws {
    row.set(0, entry)
    row.set(1, line)
    if let date = settlement.date { row.set(2, date.number) }
    row.set(3, settlement.mode)
    row.set(4, settlement.nature)
    row.set(5, settlement.client)
    try row.insert()
  }

  /// The columns to select after others, in the order ``read(_:from:)`` reads them; nothing where no line has any.
  static func columns(_ areThere: Bool) -> String {
    areThere ? ", s.entry_no, s.settlement_date, s.mode, s.nature, s.client" : ""
  }

  /// A join that finds nothing costs a search for each line: it is made only in books that have some.
  static func join(_ areThere: Bool) -> String {
    areThere ? "LEFT JOIN entry_line_settlement s ON s.entry_no = l.entry_no AND s.line_no = l.line_no" : ""
  }

  /// Nil where the line has none: the number of its entry is then null.
  static func read(_ row: any Row, from first: Int) throws -> Settlement? {
    if row.isNull(first) { return nil }
    return Settlement(
      date: try row.optionalDate(first + 1), mode: row.text(first + 2), nature: row.text(first + 3),
      client: row.text(first + 4))
  }
}

extension ReadTransaction {
  /// Whether any line of the books says how it was paid.
  func holdsSettlements() throws -> Bool { try integer("SELECT MAX(entry_no) FROM entry_line_settlement") ?? 0 > 0 }

  /// Whether lines of a year do: its legal file then has their columns.
  public func holdsSettlements(year: Int64) throws -> Bool {
    let sql = """
      SELECT e.entry_no FROM entry_line_settlement s JOIN entry e ON e.entry_no = s.entry_no
      WHERE e.year_no = ? AND \(Self.visible) LIMIT 1
      """
    return try integer(sql, [.integer(year)]) != nil
  }
}
