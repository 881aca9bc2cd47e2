import Model

/// Some of the auxiliary balance, account after account, each with the sums of the general balance that its third
/// parties must add up to.
public struct AuxiliaryReport: Sendable {
  public let year: FiscalYear
  /// The last day that counts.
  public let date: CalendarDate
  /// The day that the figures of the year before stand at; nil when the books have nothing to compare with.
  public let previousDate: CalendarDate?
  public let accounts: [AuxiliaryAccount]
  /// Where the next page starts; nil on the last one.
  public let next: Cursor?
  /// Where the page before starts; nil when that is the first page, or this one is.
  public let previous: Cursor?
  /// All accounts that have third parties, to choose one from.
  public let choices: [Choice]

  /// An account and those of its third parties that are on this page.
  public struct AuxiliaryAccount: Sendable {
    public let total: TrialBalance.Row
    public let rows: [AuxiliaryBalance.Row]
    /// Its third parties started on an earlier page, or go on on the next one.
    public let isPartial: Bool
  }

  public struct Choice: Sendable {
    public let account: String
    public let label: String
  }

  /// After this third party of this account. A key, never a count of rows to skip.
  public struct Cursor: Sendable, Hashable {
    public let account: String
    public let party: PartyKey?

    public init(account: String, party: PartyKey?) {
      self.account = account
      self.party = party
    }
  }
}
