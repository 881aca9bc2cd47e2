import Model

/// Turns lines into entries along a plan, and hands them out from the entry asked for.
struct EntryDelivery: Sendable {
  var late = LateLines()

  private let plan: FECReadingPlan
  private let firstID: Identifier<JournalEntry.Validated>
  private let start: Int
  private var cursor: RunCursor
  private var assembler: EntryAssembler
  /// Entries begun so far.
  private var begun = 0
  /// The entry at hand: the rank of its first line, and the columns of the file for its late lines.
  private var current: (rank: UInt32, places: [Int], sides: FECHeader.Sides)?

  init(
    _ plan: FECReadingPlan, importDay: CalendarDate, firstID: Identifier<JournalEntry.Validated>, from start: Int
  ) {
    self.plan = plan
    self.firstID = firstID
    self.start = start
    cursor = RunCursor(plan)
    assembler = EntryAssembler(plan, importDay: importDay)
  }

  mutating func take(_ record: FECRecord, _ deliver: (JournalEntry.Validated) throws -> Void) throws {
    guard record.flaw == .none, record.rank <= plan.lineCount else { throw EntryAssembler.otherFile }
    let place = cursor.advance(to: record.rank)
    if place == .first {
      try end(deliver)
      begun += 1
    }
    guard begun > start else { return }
    if case .late = place { return }
    let values = try Self.values(record)
    if place == .first {
      try assembler.begin(record, values, id: firstID.advanced(by: UInt64(begun - 1)))
      current = (UInt32(clamping: record.rank), plan.hasScatteredEntries ? Array(record.places) : [], record.sides)
    }
    try assembler.add(record, values)
  }

  mutating func finish(_ deliver: (JournalEntry.Validated) throws -> Void) throws {
    try end(deliver)
    guard begun == plan.entryCount else { throw EntryAssembler.otherFile }
  }

  private mutating func end(_ deliver: (JournalEntry.Validated) throws -> Void) throws {
    guard let current else { return }
    self.current = nil
    if plan.hasScatteredEntries {
      try Self.addLate(&late, to: &assembler, of: current)
    }
    try deliver(assembler.end())
  }

  private static func addLate(
    _ late: inout LateLines, to assembler: inout EntryAssembler,
    of entry: (rank: UInt32, places: [Int], sides: FECHeader.Sides)
  ) throws(Fault) {
    try late.take(of: entry.rank, places: entry.places, sides: entry.sides) { (record) throws(Fault) in
      try assembler.add(record, values(record))
    }
  }

  /// The preview has read these very values: one that cannot be read now is of another file.
  private static func values(_ record: FECRecord) throws(Fault) -> FECValues {
    var isBroken = false
    let values = FECValues(record) { code, _, _ in isBroken = isBroken || code.severity == .blocking }
    if isBroken { throw EntryAssembler.otherFile }
    return values
  }
}
