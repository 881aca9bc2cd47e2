import Model
import Storage

/// What can be matched on one account and third party, and what is.
public struct MatchingDesk: Sendable {
  public let account: String
  public let accountLabel: String
  public let party: PartyKey?
  public let partyLabel: String
  /// The years whose lines are on show: from the last balances brought forward on.
  public let years: [FiscalYear]
  /// A later year brings what is open in these forward: that is where it is matched from then on.
  public let isCarried: Bool
  /// The oldest first.
  public let lines: [OpenLine]
  /// Of all open lines, those of other pages too.
  public let openCount: Int
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  public let next: AccountPage.Cursor?
  /// The newest first.
  public let matchings: [MatchingCard]
  public let matchingCount: Int
  /// A year whose lines were brought forward into these; nil where the books have none.
  public let earlier: FiscalYear?

  public var balance: MoneyTotal { debit - credit }
}

/// Lines matched here.
public struct MatchingCard: Sendable, Equatable {
  public let id: Identifier<Matching>
  public let code: String
  public let date: CalendarDate
  public let lines: [OpenLine]

  public var isPartial: Bool { MatchingCode.isPartial(code) }
  /// Debit less credit: what remains of a partial one.
  public var remainder: MoneyTotal {
    lines.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }
  }

  init(_ standing: StandingMatching) {
    (id, code, date, lines) = (standing.id, standing.code, standing.date, standing.lines)
  }
}

/// An account, or a third party on it, that has open lines.
public struct OpenPlace: Sendable, Equatable {
  public let account: String
  public let accountLabel: String
  public let party: PartyKey?
  public let partyLabel: String
  public let count: Int
  public let balance: MoneyTotal
  /// Lines of both sides: some of them may settle one another.
  public let mayMatch: Bool
}

/// Why lines were not matched, or a matching not undone.
public enum MatchingRefusal: Refusal, Equatable {
  case unknownAccount(String)
  case unknownParty(String)
  case tooFewLines
  /// A line that is not, or no longer, in the books.
  case unknownLine
  /// A line of another account or third party than that of the first.
  case otherPlace
  /// A line bears these letters already.
  case taken(code: String)
  /// Lines from before and after balances were brought forward: the earlier ones stand in the later year too.
  case carried
  /// They do not add up to nothing, and a partial matching was not asked for.
  case unbalanced(MoneyTotal)
  case unknownMatching
  /// Lines are added to a partial matching only.
  case notPartial(code: String)
  case reasonMissing
  /// Nothing of the plan was chosen.
  case nothingChosen
  /// Lines of the plan were matched meanwhile.
  case planOutdated
  case nothingToUndo
  /// The difference is more than may be written off.
  case beyondTolerance(MoneyTotal, Money)
  case toleranceOutOfBounds
  /// The entry of a write-off cannot be made, or taken back.
  case writeOffRefused(PostingRefusal)

  public var code: String {
    switch self {
    case .unknownAccount: "matching.unknown_account"
    case .unknownParty: "matching.unknown_party"
    case .tooFewLines: "matching.too_few_lines"
    case .unknownLine: "matching.unknown_line"
    case .otherPlace: "matching.other_place"
    case .taken: "matching.taken"
    case .carried: "matching.carried"
    case .unbalanced: "matching.unbalanced"
    case .unknownMatching: "matching.unknown_matching"
    case .notPartial: "matching.not_partial"
    case .reasonMissing: "matching.reason_missing"
    case .nothingChosen: "matching.nothing_chosen"
    case .planOutdated: "matching.plan_outdated"
    case .nothingToUndo: "matching.nothing_to_undo"
    case .beyondTolerance: "matching.beyond_tolerance"
    case .toleranceOutOfBounds: "matching.tolerance_out_of_bounds"
    case .writeOffRefused: "matching.write_off_refused"
    }
  }
}
