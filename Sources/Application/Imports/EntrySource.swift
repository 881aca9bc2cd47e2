import Formats
import Model
import Storage

/// Reads the original of an accepted import again, and gives its entries as signed-to-be batches, a transaction's worth
/// at a time. Used from one thread at a time; blocking.
///
/// `@unchecked Sendable`: the roll hands it to one piece of work at a time and waits for it.
final class EntrySource: @unchecked Sendable {
  /// Lines of one transaction: enough to spread the cost of a commit, few enough to keep memory and the log small.
  static let linesPerTransaction = 20_000

  private let importID: Identifier<Import>
  private let file: SealedFileReader
  private var reader: FECEntryReader
  private var cutter = BatchCutter()
  private var isAtEnd = false

  /// - Parameter done: entries that the books hold already: delivery begins after them.
  init(
    _ id: Identifier<Import>, storage: any CompanyStorage, plan: FECReadingPlan, importDay: CalendarDate, done: Int
  ) throws {
    importID = id
    let firstID = Identifier<JournalEntry.Validated>(high: id.high, low: id.low).advanced(by: 1)
    reader = FECEntryReader(plan: plan, importDay: importDay, firstID: firstID, from: done)
    if plan.hasScatteredEntries {
      let whole = try storage.originals.reader(of: id)
      while let chunk = try whole.read() { reader.gather(chunk) }
      reader.finishGathering()
    }
    file = try storage.originals.reader(of: id)
  }

  /// The next batches, of about ``linesPerTransaction`` lines together; empty when the file is at its end.
  func next() throws -> [EncodedBatch] {
    var batches: [EncodedBatch] = []
    var lines = 0
    let take = { [self] (entry: JournalEntry.Validated) in
      lines += entry.lines.count
      if let batch = try cutter.add(.entryImported(EntryImported(importID: importID, entry: entry))) {
        batches.append(batch)
      }
    }
    while !isAtEnd, lines < Self.linesPerTransaction {
      if let chunk = try file.read() {
        try reader.feed(chunk, take)
      } else {
        try reader.finish(take)
        isAtEnd = true
        if let last = cutter.finish() { batches.append(last) }
      }
    }
    return batches
  }
}
