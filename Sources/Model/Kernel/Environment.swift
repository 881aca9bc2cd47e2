/// The world's clock and dice, handed in so that a test or a simulator can replay any run.
public struct Environment: Sendable {
  /// The present moment.
  public var now: @Sendable () -> Instant
  /// The calendar day of a moment where the books are kept (Europe/Paris): an accounting date has no zone.
  public var day: @Sendable (_ of: Instant) -> CalendarDate
  /// `count` bytes that nobody can guess.
  public var randomBytes: @Sendable (_ count: Int) -> [UInt8]

  public init(
    now: @escaping @Sendable () -> Instant, day: @escaping @Sendable (Instant) -> CalendarDate,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.day = day
    self.randomBytes = randomBytes
  }

  public func today() -> CalendarDate { day(now()) }

  public func identifier<Subject>(of _: Subject.Type = Subject.self) -> Identifier<Subject> {
    Identifier(at: now(), random: randomBytes(10))
  }
}
