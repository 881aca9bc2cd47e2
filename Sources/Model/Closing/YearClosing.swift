/// Where the closing of a year stands.
public struct YearClosing: Equatable, Sendable {
  public let fact: YearClosed
  /// False once the year was reopened, until it is closed again.
  public let isClosed: Bool
  /// That of the last closing or reopening.
  public let generation: UInt32
  /// Why it was reopened; blank while it never was.
  public let reason: String
  /// When the closing was written.
  public let closedAt: Instant

  public init(fact: YearClosed, isClosed: Bool, generation: UInt32, reason: String, closedAt: Instant) {
    self.fact = fact
    self.isClosed = isClosed
    self.generation = generation
    self.reason = reason
    self.closedAt = closedAt
  }

  public var year: FiscalYear { fact.year }
}

/// What a closed year does not take any more.
public struct YearIsClosed: Refusal, Equatable {
  public let year: FiscalYear

  public init(_ year: FiscalYear) { self.year = year }

  public var code: String { "closing.year_is_closed" }
}
