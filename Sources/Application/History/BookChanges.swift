import Model
import Storage

/// What changed in the books of a year since they were known as at a moment, and what that did to each account.
public struct BookChanges: Sendable {
  public let year: FiscalYear
  public let since: KnownMoment
  /// Nil up to the present.
  public let through: KnownMoment?
  /// Accounts whose sums are others than before, in the order of their numbers. When one account is asked for, that one
  /// alone.
  public let effects: [Effect]
  /// Entries validated here, in the order of the log.
  public let entries: [Entry]
  /// The place that the next page of them follows; nil on the last one.
  public let next: Int64?
  public let imports: [RecordedImport]
  public let matchings: [RecordedMatching]
  public let labels: [RecordedLabel]
  /// There are more matchings, or labels, than are told.
  public let hasMore: Bool

  public var isEmpty: Bool {
    effects.isEmpty && entries.isEmpty && imports.isEmpty && matchings.isEmpty && labels.isEmpty
  }

  /// An account before, after, and the difference.
  public struct Effect: Sendable, Equatable {
    public let account: String
    public let label: String
    /// Debit minus credit.
    public let before: MoneyTotal
    public let after: MoneyTotal
    public let debit: MoneyTotal
    public let credit: MoneyTotal

    public var difference: MoneyTotal { after - before }
  }

  public struct Entry: Sendable {
    public let id: Identifier<JournalEntry.Validated>
    public let journal: String
    public let number: String
    public let date: CalendarDate
    public let label: String
    public let debit: MoneyTotal
    public let reversed: String
    public let recorder: Recorder
  }
}

/// Who recorded a fact, when, and on which device.
public struct Recorder: Sendable, Equatable {
  /// Nil for what the program did by itself, and for somebody the books no longer name.
  public let person: String?
  public let at: Instant
  public let device: Identifier<Device>
  /// Place of the change-set in the chain of the device.
  public let sequence: Int64
}

extension BookChanges.Effect {
  /// Where two balances of the same year differ.
  static func between(_ before: TrialBalance, _ after: TrialBalance) -> [BookChanges.Effect] {
    let old = Dictionary(before.rows.map { ($0.account, $0) }) { first, _ in first }
    let new = Dictionary(after.rows.map { ($0.account, $0) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted { $0.precedes($1) }.compactMap { account in
      let (was, now) = (old[account], new[account])
      let debit = (now?.debit ?? .zero) - (was?.debit ?? .zero)
      let credit = (now?.credit ?? .zero) - (was?.credit ?? .zero)
      // What moved on both sides and left the balance where it was is told by its entries.
      guard debit != credit else { return nil }
      return BookChanges.Effect(
        account: account, label: now?.label ?? was?.label ?? "", before: was?.balance ?? .zero,
        after: now?.balance ?? .zero, debit: debit, credit: credit)
    }
  }
}
