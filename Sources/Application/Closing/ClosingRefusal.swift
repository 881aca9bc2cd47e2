import Model

/// Why a year is not closed, or not reopened.
public enum ClosingRefusal: Refusal, Equatable {
  /// Checks that stand in the way.
  case blocked([ClosingCheck])
  /// Checks that are to be looked at, and that nobody accepted.
  case notAccepted([ClosingCheck])
  case alreadyClosed(FiscalYear)
  case notClosed(FiscalYear)
  /// A later year is closed: it would have to be reopened first.
  case laterYearClosed(FiscalYear)
  case reasonMissing
  case unknownDocument
  /// Nothing to allocate: the year made no result.
  case nothingToAllocate
  /// What is allocated is not the whole result; how much is left, or too much.
  case allocationUnbalanced(MoneyTotal)
  case decisionMissing
  /// The members decide after the end of the year, and no decision is of a day to come.
  case decisionOutside(after: CalendarDate, through: CalendarDate)
  /// More losses are paid than there are on 119.
  case priorLossesExceeded(MoneyTotal)
  /// The result is in a draft that nobody validated yet.
  case allocationDrafted(Identifier<Draft>)

  public var code: String {
    switch self {
    case .blocked: "closing.blocked"
    case .notAccepted: "closing.not_accepted"
    case .alreadyClosed: "closing.already_closed"
    case .notClosed: "closing.not_closed"
    case .laterYearClosed: "closing.later_year_closed"
    case .reasonMissing: "closing.reason_missing"
    case .unknownDocument: "closing.unknown_document"
    case .nothingToAllocate: "closing.nothing_to_allocate"
    case .allocationUnbalanced: "closing.allocation_unbalanced"
    case .decisionMissing: "closing.decision_missing"
    case .decisionOutside: "closing.decision_outside"
    case .priorLossesExceeded: "closing.prior_losses_exceeded"
    case .allocationDrafted: "closing.allocation_drafted"
    }
  }
}
