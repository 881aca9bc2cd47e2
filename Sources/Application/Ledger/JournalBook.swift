import Model
import Storage

/// The journals of a year, with what each amounts to.
public struct JournalBook: Sendable {
  public let year: FiscalYear
  public let journals: [Card]

  public struct Card: Sendable, Equatable {
    public let code: String
    public let label: String
    public let entryCount: Int
    public let lineCount: Int
    public let debit: MoneyTotal
    public let credit: MoneyTotal
  }
}

extension JournalBook.Card {
  init(_ card: JournalCard) {
    self.init(
      code: card.journal.code, label: card.journal.label, entryCount: Int(card.entryCount),
      lineCount: Int(card.lineCount), debit: card.debit, credit: card.credit)
  }
}

/// Some entries of one journal, with their lines.
public struct JournalSheet: Sendable {
  public let journal: JournalBook.Card
  public let year: FiscalYear
  /// Months that hold entries, AAAAMM.
  public let months: [Int32]
  /// The month shown; nil for the whole year.
  public let month: Int32?
  public let entries: [Entry]
  public let next: EntryCursor?
  public let previous: EntryCursor?

  public struct Entry: Sendable {
    public let id: Identifier<JournalEntry.Validated>
    public let date: CalendarDate
    public let number: String
    public let voucherReference: String
    public let label: String
    public let flags: EntryFlags
    public let lineCount: Int
    public let debit: MoneyTotal
    public let credit: MoneyTotal
    /// The first of them, ``JournalSheet/shownLines`` at most.
    public let lines: [EntryDetail.Line]
  }

  /// Lines of one entry that a journal shows; the entry's own page shows all.
  public static let shownLines = 12
}

extension JournalSheet.Entry {
  init(_ card: EntryCard, lines: [EntryLineCard]) {
    self.init(
      id: card.id, date: card.key.date, number: card.number, voucherReference: card.voucherReference,
      label: card.label, flags: card.flags, lineCount: Int(card.lineCount), debit: card.debit, credit: card.credit,
      lines: lines.map(EntryDetail.Line.init))
  }
}
