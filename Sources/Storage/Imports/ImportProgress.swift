import Model

/// How far the entries of one import were projected since the last note.
struct ImportProgress {
  let id: Identifier<Import>
  let number: Int64
  let year: Int64
  private var entries: Int64 = 0
  private var lines: Int64 = 0
  private var firstEntry: Int64 = 0
  private var lastEntry: Int64 = 0

  /// - Throws: ``Model/Fault`` `.database` when the import is unknown, or takes no entries any more.
  static func find(_ id: Identifier<Import>, _ reader: any ReadTransaction) throws -> ImportProgress {
    let found = try reader.queryOne(
      "SELECT import_no, year_no FROM import_run WHERE import_id = ? AND state = ?",
      [.blob(id.bytes), .integer(ImportState.rolling.rawValue)]
    ) { ImportProgress(id: id, number: $0.integer(0), year: $0.integer(1)) }
    guard let found else { throw Fault(.database, "no import \(id) is waiting for entries") }
    return found
  }

  private init(id: Identifier<Import>, number: Int64, year: Int64) {
    self.id = id
    self.number = number
    self.year = year
  }

  mutating func note(entry: Int64, lines count: Int) {
    // Entries validated meanwhile may lie between those of an import.
    if entries == 0 { firstEntry = entry }
    entries += 1
    lines += Int64(count)
    lastEntry = entry
  }

  mutating func forget() { (entries, lines) = (0, 0) }

  func write(_ writer: any WriteTransaction) throws {
    guard entries > 0 else { return }
    // `first_entry_no` is 0 until the first batch has come.
    try writer.execute(
      """
      UPDATE import_run SET entries_done = entries_done + ?, lines_done = lines_done + ?, last_entry_no = ?,
        first_entry_no = CASE WHEN first_entry_no = 0 THEN ? ELSE first_entry_no END
      WHERE import_no = ?
      """, [.integer(entries), .integer(lines), .integer(lastEntry), .integer(firstEntry), .integer(number)])
  }
}
