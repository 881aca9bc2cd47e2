/// Whether a month takes entries.
public struct PeriodLock: Equatable, Sendable {
  /// AAAAMM.
  public let month: Int32
  public let isLocked: Bool
  public let exempt: [Identifier<Person>]
  public let generation: UInt32
  public let reason: String

  public init(
    month: Int32, isLocked: Bool, exempt: [Identifier<Person>], generation: UInt32, reason: String
  ) {
    self.month = month
    self.isLocked = isLocked
    self.exempt = exempt
    self.generation = generation
    self.reason = reason
  }
}
