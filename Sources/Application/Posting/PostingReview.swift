import Model

/// What a validation would do, before it is done.
public struct PostingReview: Sendable, Equatable {
  public struct Planned: Sendable, Equatable {
    public let draft: EntryDraft
    public let number: UInt64
    /// Last day of its year.
    public let yearEnd: CalendarDate
  }

  public struct Refused: Sendable, Equatable {
    public let draft: EntryDraft
    public let problems: [PostingProblem]
  }

  /// In the order they will be numbered.
  public let planned: [Planned]
  public let refused: [Refused]
  /// Drafts that were asked for and are open no more.
  public let gone: [Identifier<Draft>]
  /// The day they will bear as ValidDate.
  public let day: CalendarDate
  public let years: [FiscalYear]
}

/// Why nothing was validated, or taken back.
public enum PostingRefusal: Refusal, Equatable {
  /// Drafts changed since they were reviewed, or cannot be validated.
  case reviewOutdated
  /// Somebody changed the draft since whoever validates it saw it.
  case changedSince
  /// What was typed is this very entry already.
  case sentTwice(Identifier<JournalEntry.Validated>)
  case nothingToPost
  /// Another device gives the numbers of this series.
  case seriesElsewhere(EntrySeries)
  /// The clock stands before the last validation of the series.
  case clockWentBack(last: CalendarDate)
  case unknownEntry
  case alreadyReversed(by: Identifier<JournalEntry.Validated>)
  /// A reversal is not reversed: the entry is made again.
  case isReversal(of: Identifier<JournalEntry.Validated>)
  case reasonMissing
  /// Of the day that the reversal would bear.
  case dayRefused([PostingProblem])

  public var code: String {
    switch self {
    case .reviewOutdated: "posting.review_outdated"
    case .changedSince: "posting.changed_since"
    case .sentTwice: "posting.sent_twice"
    case .nothingToPost: "posting.nothing_to_post"
    case .seriesElsewhere: "posting.series_elsewhere"
    case .clockWentBack: "posting.clock_went_back"
    case .unknownEntry: "posting.unknown_entry"
    case .alreadyReversed: "posting.already_reversed"
    case .isReversal: "posting.is_reversal"
    case .reasonMissing: "posting.reason_missing"
    case .dayRefused: "posting.day_refused"
    }
  }
}
