import Model

/// Where a series of legal numbers stands.
public struct SeriesStanding: Equatable, Sendable {
  public let owner: Identifier<Device>
  public let generation: UInt32
  public let next: UInt64
  public let lastValidation: CalendarDate?
}

extension ReadTransaction {
  /// Nil when no number of it was ever given.
  public func series(_ series: EntrySeries) throws -> SeriesStanding? {
    try queryOne(
      """
      SELECT owner_device_id, generation, next_number, last_validation FROM entry_series
      WHERE journal_code = ? AND year_end = ?
      """, [.text(series.journal), .number(series.yearEnd.number)]
    ) { row in
      SeriesStanding(
        owner: try row.identifier(0), generation: UInt32(truncatingIfNeeded: row.integer(1)),
        next: UInt64(bitPattern: row.integer(2)), lastValidation: try row.optionalDate(3))
    }
  }

  /// Whether `device` goes on after that other one, by the restoration of a backup, at whatever distance: what was the
  /// other's to give is then its own.
  public func isRetired(_ other: Identifier<Device>, for device: Identifier<Device>) throws -> Bool {
    let number = "SELECT device_no FROM device WHERE device_id = ?"
    guard let wanted = try integer(number, [.blob(other.bytes)]) else { return false }
    var current = try integer(number, [.blob(device.bytes)])
    // No chain of restorations is longer; a forged circle ends here too.
    for _ in 0..<1_000 {
      guard let known = current else { return false }
      current = try integer("SELECT from_device_no FROM device_restoration WHERE device_no = ?", [.integer(known)])
      if current == wanted { return true }
    }
    return false
  }

  /// How the file of a year numbers its entries; nil when no file brought any.
  public func numbering(yearEnd: CalendarDate) throws -> NumberingScheme? {
    let found = try integer(
      """
      SELECT r.numbering FROM import_run r JOIN fiscal_year y ON y.year_no = r.year_no
      WHERE y.end_date = ? AND r.state = \(ImportState.completed.rawValue) LIMIT 1
      """, [.number(yearEnd.number)])
    return found.flatMap { NumberingScheme(rawValue: UInt8(truncatingIfNeeded: $0)) }
  }

  /// The first number that a new series may give: above every number, read as digits, that a file brought into the
  /// journal, or into the year where the file does not number each journal by itself.
  public func firstFreeNumber(_ series: EntrySeries) throws -> UInt64 {
    let isOne = try numbering(yearEnd: series.yearEnd) ?? .perJournal != .perJournal
    var highest: UInt64 = 0
    try scan(
      """
      SELECT e.number FROM entry e JOIN fiscal_year y ON y.year_no = e.year_no
        JOIN journal j ON j.journal_no = e.journal_no JOIN import_run r ON r.import_no = e.import_no
      WHERE y.end_date = ? AND r.state <> \(ImportState.withdrawn.rawValue)\(isOne ? "" : " AND j.code = ?")
      """, [.number(series.yearEnd.number)] + (isOne ? [] : [.text(series.journal)])
    ) { row in
      row.withBytes(0) { bytes in
        // The digits at the end: « VE000042 » counts as 42. Longer ones are no count.
        let digits = bytes.reversed().prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 9 else { return }
        highest = max(highest, digits.reversed().reduce(0) { $0 * 10 + UInt64($1 - 48) })
      }
    }
    return highest + 1
  }

  /// Every month that was ever locked, in order.
  public func periodLocks() throws -> [PeriodLock] {
    try list("SELECT month, is_locked, exempt, generation, reason FROM period_lock ORDER BY month") { row in
      PeriodLock(
        month: Int32(truncatingIfNeeded: row.integer(0)), isLocked: row.integer(1) == 1,
        exempt: row.identifiers(2), generation: UInt32(truncatingIfNeeded: row.integer(3)), reason: row.text(4))
    }
  }

  /// The entry that takes this one back; nil when none does.
  public func reversal(
    of id: Identifier<JournalEntry.Validated>
  ) throws -> (
    entry: Identifier<JournalEntry.Validated>, reason: String
  )? {
    try queryOne(
      """
      SELECT e.entry_id, r.reason FROM entry_reversal r JOIN entry e ON e.entry_no = r.entry_no WHERE r.reversed_id = ?
      """, [.blob(id.bytes)]
    ) { (try $0.identifier(0), $0.text(1)) }
  }

  /// The entry that this one takes back; nil when it is no reversal.
  public func reversed(
    by id: Identifier<JournalEntry.Validated>
  ) throws -> (
    entry: Identifier<JournalEntry.Validated>, reason: String
  )? {
    try queryOne(
      """
      SELECT r.reversed_id, r.reason FROM entry_reversal r JOIN entry e ON e.entry_no = r.entry_no WHERE e.entry_id = ?
      """, [.blob(id.bytes)]
    ) { (try $0.identifier(0), $0.text(1)) }
  }

  /// How many entries were validated here in the years that these days belong to.
  public func postedCount(in year: FiscalYear) throws -> Int {
    let found = try integer(
      """
      SELECT COUNT(*) FROM entry e JOIN fiscal_year y ON y.year_no = e.year_no
      WHERE y.start_date <= ? AND y.end_date >= ? AND e.import_no = 0
      """, [.number(year.end.number), .number(year.start.number)])
    return Int(found ?? 0)
  }

  /// How much of the work done here stands on an import: entries validated in its year, whose numbers follow its own,
  /// entries that take some of its own back, matchings of its lines, and documents beside its entries.
  public func workOnImport(_ id: Identifier<Import>) throws -> Int {
    let run = try ImportRange.find(id, self)
    let (number, range) = (Value.integer(run.number), [Value.integer(run.firstEntry), .integer(run.lastEntry)])
    let posted = try integer(
      "SELECT COUNT(*) FROM entry WHERE year_no = ? AND import_no = 0", [.integer(run.year)])
    let reversals = try integer(
      """
      SELECT COUNT(*) FROM entry_reversal r JOIN entry e ON e.entry_id = r.reversed_id WHERE e.import_no = ?
      """, [number])
    let matchings = try integer(
      """
      SELECT COUNT(DISTINCT l.matching_no) FROM matching_line l JOIN entry e ON e.entry_no = l.entry_no
      WHERE l.entry_no BETWEEN ? AND ? AND e.import_no = ?
      """, range + [number])
    let documents = try integer(
      """
      SELECT COUNT(*) FROM attachment a JOIN entry e ON e.entry_id = a.entry_id WHERE e.import_no = ?
      """, [number])
    return Int((posted ?? 0) + (reversals ?? 0) + (matchings ?? 0) + (documents ?? 0))
  }
}
