import Model

/// What one import has brought so far, beside what its acceptance announced.
struct ImportTally {
  enum State { case open, completed, withdrawn }

  let accepted: ImportAccepted
  private(set) var state = State.open
  /// By code; the labels are those of the acceptance.
  private var sums: [String: JournalSum] = [:]

  init(_ accepted: ImportAccepted) throws(LedgerDefect) {
    self.accepted = accepted
    var (entries, lines): (UInt64, UInt64) = (0, 0)
    for journal in accepted.journals {
      guard sums.updateValue(JournalSum(code: journal.code, label: journal.label), forKey: journal.code) == nil else {
        throw .journalRepeated(accepted.id, code: journal.code)
      }
      entries += journal.entryCount
      lines += journal.lineCount
    }
    guard entries == accepted.entryCount, lines == accepted.lineCount else {
      throw .acceptanceInconsistent(accepted.id)
    }
  }

  mutating func add(_ entry: JournalEntry.Validated, debit: MoneyTotal, credit: MoneyTotal) throws(LedgerDefect) {
    guard state == .open else { throw .importClosed(accepted.id) }
    guard let place = sums.index(forKey: entry.journal) else {
      throw .journalUnknown(accepted.id, code: entry.journal)
    }
    sums.values[place].entryCount += 1
    sums.values[place].lineCount += UInt64(entry.lines.count)
    sums.values[place].debit += debit
    sums.values[place].credit += credit
  }

  /// The counts of the whole follow from those of its journals, which add up to them since the acceptance.
  mutating func complete() throws(LedgerDefect) {
    guard state == .open else { throw .importClosed(accepted.id) }
    for expected in accepted.journals {
      let found = sums[expected.code] ?? JournalSum(code: expected.code, label: expected.label)
      guard found == expected else { throw .journalSum(accepted.id, expected: expected, found: found) }
    }
    state = .completed
  }

  mutating func withdraw() throws(LedgerDefect) {
    guard state != .withdrawn else { throw .importClosed(accepted.id) }
    state = .withdrawn
  }
}
