/// A cut-off, and what became of its two drafts.
public struct StandingCutOff: Equatable, Sendable {
  public let made: CutOffMade
  public let outcome: DraftOutcome
  public let reversalOutcome: DraftOutcome

  public init(made: CutOffMade, outcome: DraftOutcome, reversalOutcome: DraftOutcome) {
    self.made = made
    self.outcome = outcome
    self.reversalOutcome = reversalOutcome
  }
}
