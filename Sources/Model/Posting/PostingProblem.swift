/// Why a draft cannot become an entry: all the reasons, each with its place.
public enum PostingProblem: Hashable, Sendable {
  case journalMissing
  case dateMissing
  /// No year was opened that has this day.
  case noYear(CalendarDate)
  /// The year that has this day is closed: a late entry goes into the open one.
  case yearClosed(FiscalYear)
  /// AAAAMM: entries of this month are not taken any more.
  case monthLocked(Int32)
  /// An entry is of a day that has come: its validation cannot stand before it (LPF A47 A-1, ValidDate).
  case dateToCome(CalendarDate)
  /// A piece has a name; one without any has a conventional one, never a blank (LPF A47 A-1, PieceRef).
  case voucherReferenceMissing
  case labelMissing
  case tooFewLines
  /// Debit less credit.
  case unbalanced(MoneyTotal)
  /// Two people changed this field far from each other, and nobody chose.
  case clash(DraftField)
  /// Line from 1.
  case line(Int, LineProblem)

  public enum LineProblem: String, Hashable, Sendable, CaseIterable {
    case accountMissing = "account_missing"
    /// The first three characters are no digits: no account of the plan comptable begins so.
    case accountMalformed = "account_malformed"
    case accountUnknown = "account_unknown"
    case accountInactive = "account_inactive"
    case amountMissing = "amount_missing"
    case bothSides = "both_sides"
    case amountTooLarge = "amount_too_large"
    case partyUnknown = "party_unknown"
  }
}

/// A draft stays a draft.
public struct DraftNotPostable: Refusal, Equatable {
  /// Never empty.
  public let problems: [PostingProblem]

  public init(problems: [PostingProblem]) { self.problems = problems }

  public var code: String { "posting.draft_not_postable" }
}

/// What of the books the rule needs to know.
public struct PostingContext: Sendable {
  public var years: [FiscalYear]
  /// Those of them that are closed.
  public var closedYears: Set<FiscalYear>
  public var today: CalendarDate
  /// AAAAMM of the months that do not take entries of this person.
  public var lockedMonths: Set<Int32>
  public var accounts: Set<String>
  public var inactiveAccounts: Set<String>
  public var parties: Set<PartyKey>

  public init(
    years: [FiscalYear], closedYears: Set<FiscalYear> = [], today: CalendarDate, lockedMonths: Set<Int32>,
    accounts: Set<String>, inactiveAccounts: Set<String>, parties: Set<PartyKey>
  ) {
    self.years = years
    self.closedYears = closedYears
    self.today = today
    self.lockedMonths = lockedMonths
    self.accounts = accounts
    self.inactiveAccounts = inactiveAccounts
    self.parties = parties
  }
}
