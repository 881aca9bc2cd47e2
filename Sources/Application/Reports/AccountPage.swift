import Model

/// One page of an account's lines, in the order of dates, with the balances that frame it.
public struct AccountPage: Sendable {
  public let account: String
  public let label: String
  /// The third party whose lines alone are shown.
  public let party: String?
  public let partyLabel: String?
  public let year: FiscalYear
  /// Debit minus credit before the period; nil when it begins with the year.
  public let opening: MoneyTotal?
  /// Where ``opening`` comes from while it is provisional; nil once it is recorded, and where it holds lines of this
  /// year too.
  public let source: OpeningSource?
  /// Sums of all lines of the account, or of the third party, for the year, or for the days asked for.
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  public let lineCount: Int
  /// Debit minus credit at the end of the period.
  public var balance: MoneyTotal { (opening ?? .zero) + debit - credit }
  /// Debit minus credit of all lines before this page.
  public let balanceBefore: MoneyTotal
  public let lines: [Line]
  /// Where the next page starts; nil on the last one.
  public let next: Cursor?
  /// Where the page before starts; nil on the first one.
  public let previous: Cursor?

  /// What a provisional opening is made of.
  public struct OpeningSource: Equatable, Sendable {
    public let year: FiscalYear
    /// The account stands at something in that year.
    public let hasAccount: Bool
    /// The result of that year is in it.
    public let hasResult: Bool

    public init(year: FiscalYear, hasAccount: Bool, hasResult: Bool) {
      self.year = year
      self.hasAccount = hasAccount
      self.hasResult = hasResult
    }
  }

  public struct Line: Sendable {
    public let entryID: Identifier<JournalEntry.Validated>
    public let date: CalendarDate
    public let journal: String
    public let entryNumber: String
    public let voucherReference: String
    public let label: String
    public let party: String?
    public let partyLabel: String?
    public let debit: Money
    public let credit: Money
    public let matchingCode: String
    /// Debit minus credit of all lines up to and including this one.
    public let runningBalance: MoneyTotal

    public init(
      entryID: Identifier<JournalEntry.Validated>, date: CalendarDate, journal: String, entryNumber: String,
      voucherReference: String, label: String, party: String?, partyLabel: String?, debit: Money, credit: Money,
      matchingCode: String, runningBalance: MoneyTotal
    ) {
      self.entryID = entryID
      self.date = date
      self.journal = journal
      self.entryNumber = entryNumber
      self.voucherReference = voucherReference
      self.label = label
      self.party = party
      self.partyLabel = partyLabel
      self.debit = debit
      self.credit = credit
      self.matchingCode = matchingCode
      self.runningBalance = runningBalance
    }
  }

  /// The place after (or, going back, before) which a page starts: a key, never a count of rows to skip.
  public struct Cursor: Sendable, Hashable {
    public let date: CalendarDate
    public let entry: Int64
    public let line: Int64
    public let direction: Direction

    public enum Direction: String, Sendable { case after, before }

    public init(date: CalendarDate, entry: Int64, line: Int64, direction: Direction) {
      self.date = date
      self.entry = entry
      self.line = line
      self.direction = direction
    }

    /// `after-20260331-12-3`: the form kept in addresses.
    public var text: String { "\(direction.rawValue)-\(date.compact)-\(entry)-\(line)" }

    public init?(text: some StringProtocol) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 4, let direction = Direction(rawValue: String(parts[0])), let number = Int32(parts[1]),
        let date = CalendarDate(number: number), let entry = Int64(parts[2]), let line = Int64(parts[3])
      else { return nil }
      self.init(date: date, entry: entry, line: line, direction: direction)
    }
  }

  public init(
    account: String, label: String, party: String?, partyLabel: String?, year: FiscalYear,
    opening: MoneyTotal? = nil, source: OpeningSource? = nil, debit: MoneyTotal, credit: MoneyTotal, lineCount: Int,
    balanceBefore: MoneyTotal, lines: [Line], next: Cursor?, previous: Cursor?
  ) {
    self.account = account
    self.label = label
    self.party = party
    self.partyLabel = partyLabel
    self.year = year
    self.opening = opening
    self.source = source
    self.debit = debit
    self.credit = credit
    self.lineCount = lineCount
    self.balanceBefore = balanceBefore
    self.lines = lines
    self.next = next
    self.previous = previous
  }
}
