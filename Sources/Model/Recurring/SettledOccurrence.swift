/// What became of one month of a recurring entry, and of its draft since.
public struct SettledOccurrence: Equatable, Sendable {
  public let recurrence: Identifier<Recurrence>
  /// AAAAMM.
  public let month: Int32
  /// Nil when it was skipped.
  public let draft: Identifier<Draft>?
  /// Why it was skipped.
  public let reason: String
  /// The draft was thrown away since: the month waits again.
  public let isThrownAway: Bool

  public init(
    recurrence: Identifier<Recurrence>, month: Int32, draft: Identifier<Draft>?, reason: String, isThrownAway: Bool
  ) {
    self.recurrence = recurrence
    self.month = month
    self.draft = draft
    self.reason = reason
    self.isThrownAway = isThrownAway
  }
}
