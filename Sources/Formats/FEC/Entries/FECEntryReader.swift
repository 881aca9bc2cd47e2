import Model

/// Reads a FEC the second time, along the plan of its preview, and gives its entries one after another in the order of
/// their first lines.
///
/// Where the plan says that entries are scattered, the file is fed to ``gather(_:)`` first, which keeps the lines that
/// come late, and only those. A reader may begin at any entry: it gives the same entries, with the same identifiers,
/// as one that began at the first.
public struct FECEntryReader: Sendable {
  private let plan: FECReadingPlan
  private var gathering: Gathering
  private var records = FECRecordReader()
  private var delivery: EntryDelivery

  /// - Parameters:
  ///   - importDay: the day that stands in for a ValidDate that the file does not give.
  ///   - firstID: the identifier of the file's first entry; the others follow it.
  ///   - ordinal: the first entry to give, 0 being the first of the file.
  public init(
    plan: FECReadingPlan, importDay: CalendarDate, firstID: Identifier<JournalEntry.Validated>, from ordinal: Int = 0
  ) {
    self.plan = plan
    gathering = Gathering(plan)
    delivery = EntryDelivery(plan, importDay: importDay, firstID: firstID, from: ordinal)
  }

  /// Must see the whole file before the first ``feed(_:_:)`` when ``FECReadingPlan/hasScatteredEntries``.
  public mutating func gather(_ chunk: UnsafeRawBufferPointer) { gathering.feed(chunk) }

  public mutating func gather(_ chunk: [UInt8]) {
    chunk.withUnsafeBytes { gather($0) }
  }

  /// Ends the gathering.
  public mutating func finishGathering() {
    delivery.late = gathering.finish()
    gathering = Gathering(plan)
  }

  /// Gives the entries that `chunk` completes. Throws ``Fault`` with code `altered_data` when the bytes are not those
  /// of the preview, and whatever `take` throws; the reader is of no use after that.
  public mutating func feed(
    _ chunk: UnsafeRawBufferPointer, _ take: (JournalEntry.Validated) throws -> Void
  ) throws {
    try Self.read(chunk, &records, into: &delivery, take)
  }

  public mutating func feed(_ chunk: [UInt8], _ take: (JournalEntry.Validated) throws -> Void) throws {
    try chunk.withUnsafeBytes { try feed($0, take) }
  }

  /// Gives the last entry, once the whole file has been fed.
  public mutating func finish(_ take: (JournalEntry.Validated) throws -> Void) throws {
    try Self.read(nil, &records, into: &delivery, take)
    guard records.rank == plan.lineCount else { throw EntryAssembler.otherFile }
    try delivery.finish(take)
  }

  /// One chunk, or the end of the file.
  private static func read(
    _ chunk: UnsafeRawBufferPointer?, _ records: inout FECRecordReader, into delivery: inout EntryDelivery,
    _ take: (JournalEntry.Validated) throws -> Void
  ) throws {
    if let chunk {
      try records.feed(chunk) { try delivery.take($0, take) }
    } else {
      try records.finish { try delivery.take($0, take) }
    }
  }
}

/// The first look of a reader: it keeps late lines.
private struct Gathering: Sendable {
  private var records = FECRecordReader()
  private var cursor: RunCursor
  private var late = LateLines()

  init(_ plan: FECReadingPlan) { cursor = RunCursor(plan) }

  mutating func feed(_ chunk: UnsafeRawBufferPointer) {
    Self.read(chunk, &records, &cursor, &late)
  }

  mutating func finish() -> LateLines {
    Self.read(nil, &records, &cursor, &late)
    return late
  }

  private static func read(
    _ chunk: UnsafeRawBufferPointer?, _ records: inout FECRecordReader, _ cursor: inout RunCursor,
    _ late: inout LateLines
  ) {
    let keep = { (record: FECRecord) in
      if case .late(let entry) = cursor.advance(to: record.rank) { late.keep(record, of: entry) }
    }
    if let chunk { records.feed(chunk, keep) } else { records.finish(keep) }
  }
}
