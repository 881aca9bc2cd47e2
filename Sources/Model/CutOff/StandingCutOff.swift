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

  /// It is in the books, and nothing validated takes it back: what it moved would be counted in neither year, or twice.
  public var isLeftStanding: Bool {
    guard case .posted = outcome else { return false }
    guard case .posted = reversalOutcome else { return true }
    return false
  }
}
