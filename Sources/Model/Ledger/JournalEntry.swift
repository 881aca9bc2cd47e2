/// The family of an accounting entry (écriture): a dated set of lines whose debits equal its credits.
public enum JournalEntry {
  /// A fact that is never changed: it carries its legal number and the day it became so.
  ///
  /// Entries taken from another program come here with what their source said, and with the flags that tell where
  /// the source was not in order.
  public struct Validated: Equatable, Sendable {
    public var id: Identifier<JournalEntry.Validated>
    /// Code of the journal, for instance `VE`.
    public var journal: String
    /// Legal number (EcritureNum). Text, because an imported entry keeps the numbering of its source.
    public var number: String
    /// Accounting date (EcritureDate).
    public var date: CalendarDate
    /// The day the entry became unmodifiable (ValidDate).
    public var validationDate: CalendarDate
    public var voucherReference: String
    public var voucherDate: CalendarDate?
    public var label: String
    public var flags: EntryFlags
    /// In the order of the source. Never empty.
    public var lines: [EntryLine]

    public init(
      id: Identifier<JournalEntry.Validated>, journal: String, number: String, date: CalendarDate,
      validationDate: CalendarDate, voucherReference: String, voucherDate: CalendarDate?, label: String,
      flags: EntryFlags, lines: [EntryLine]
    ) {
      self.id = id
      self.journal = journal
      self.number = number
      self.date = date
      self.validationDate = validationDate
      self.voucherReference = voucherReference
      self.voucherDate = voucherDate
      self.label = label
      self.flags = flags
      self.lines = lines
    }

    /// Debit minus credit over all lines; zero but for an entry flagged ``EntryFlags/unbalancedAtSource``.
    public var imbalance: MoneyTotal {
      var total = MoneyTotal.zero
      for line in lines {
        total.add(line.debit)
        total.add(-line.credit)
      }
      return total
    }
  }
}
