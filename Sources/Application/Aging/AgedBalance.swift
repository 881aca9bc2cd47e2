import Model

/// Some of the balance âgée: what is open on the control accounts of customers or suppliers on a day, third party by
/// third party, by how late it is; with what the general balance says of the same accounts on the same day.
public struct AgedBalance: Sendable {
  public let side: AgedSide
  public let year: FiscalYear
  public let date: CalendarDate
  /// The years whose lines are counted: from the last balances brought forward on.
  public let years: [FiscalYear]
  /// Of all accounts asked for, those of other pages too.
  public let total: AgedAmounts
  /// The same accounts in the general balance, debit less credit: what is open must add up to it.
  public let balance: MoneyTotal
  public let accounts: [Account]
  /// Where the next page starts; nil on the last one.
  public let next: AuxiliaryReport.Cursor?
  /// Where the page before starts; nil when that is the first page, or this one is.
  public let previous: AuxiliaryReport.Cursor?
  /// All accounts that have something open, to choose one from.
  public let choices: [AuxiliaryReport.Choice]

  public var isEven: Bool { total.total == balance }

  /// An account, and those of its third parties that are on this page.
  public struct Account: Sendable {
    public let account: String
    public let label: String
    public let total: AgedAmounts
    public let balance: MoneyTotal
    public let rows: [Row]
    /// Its third parties started on an earlier page, or go on on the next one.
    public let isPartial: Bool
  }

  /// A third party; none for the lines of the account that name nobody.
  public struct Row: Sendable {
    public let party: PartyKey?
    public let label: String
    public let amounts: AgedAmounts
  }
}

/// What a third party owes, or is owed, as a letter says it (relevé de compte).
public struct PartyStatement: Sendable {
  public let account: String
  public let accountLabel: String
  public let party: PartyKey?
  public let partyLabel: String
  public let year: FiscalYear
  public let date: CalendarDate
  public let scope: Scope
  public let lines: [Line]
  /// There are more lines than were asked for.
  public let isCut: Bool
  /// Debit less credit of what is open on the day: the lines shown, or all of them where they are a period's.
  public let aged: AgedAmounts

  public enum Scope: Hashable, Sendable {
    /// The lines that are open on the day.
    case open
    /// All lines of the year from that day on, with what precedes them carried.
    case period(from: CalendarDate)
  }

  public struct Line: Sendable {
    public let entry: Identifier<JournalEntry.Validated>
    public let date: CalendarDate
    public let journal: String
    public let number: String
    public let voucherReference: String
    public let label: String
    /// Nil for a line of a period: whether it is late is said of what is open.
    public let due: CalendarDate?
    /// Whether the entry says when it is to be paid.
    public let isDueStated: Bool
    public let debit: Money
    public let credit: Money
    /// Debit less credit of what is open of it; of the whole line in a period.
    public let open: Money
    /// What the account comes to with it: of the open lines, or from the beginning of the year.
    public let balance: MoneyTotal
    public let matchingCode: String
  }

  /// What precedes a period; zero before open lines.
  public let carried: MoneyTotal

  /// What is open after its day, less what is on the other side: what is asked for now.
  public var late: MoneyTotal { aged.late }
  public var total: MoneyTotal { aged.total }
}
