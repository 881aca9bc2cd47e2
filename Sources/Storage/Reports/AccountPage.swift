import Model

/// Where a line stands on the page of its account: by date, then in the order of the books.
public struct LineKey: Hashable, Sendable {
  public let date: CalendarDate
  public let entry: Int64
  public let line: Int64

  public init(date: CalendarDate, entry: Int64, line: Int64) {
    self.date = date
    self.entry = entry
    self.line = line
  }
}

/// Which lines of an account a page asks for. Pages go by key, never by rank: page 4,000 costs what page 1 does.
public enum PagePlace: Hashable, Sendable {
  case first
  case after(LineKey)
  case before(LineKey)
  case last
}

public struct AccountLine: Equatable, Sendable {
  public let key: LineKey
  public let entryID: Identifier<JournalEntry.Validated>
  public let journal: String
  public let entryNumber: String
  public let voucherReference: String
  /// The line's own label, or that of its entry.
  public let label: String
  public let party: PartyKey?
  /// Empty where the line names no third party.
  public let partyLabel: String
  public let debit: Money
  public let credit: Money
  public let matchingCode: String
  public let isOpening: Bool
  /// Debit minus credit of the account up to this line included.
  public internal(set) var balance: MoneyTotal
}

/// Some lines of an account in a year, in order.
public struct AccountPage: Equatable, Sendable {
  public let lines: [AccountLine]
  /// Debit minus credit of all lines of the year before the first of the page.
  public let balanceBefore: MoneyTotal
  /// Sums of the page alone.
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  public let hasEarlier: Bool
  public let hasLater: Bool
}
