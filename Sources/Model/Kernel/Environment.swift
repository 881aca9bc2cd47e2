/// The world's clock and dice, handed in so that a test or a simulator can replay any run.
public struct Environment: Sendable {
  /// The present moment.
  public var now: @Sendable () -> Instant
  /// Today where the books are kept (Europe/Paris), since an accounting date has no zone.
  public var today: @Sendable () -> CalendarDate
  /// `count` bytes that nobody can guess.
  public var randomBytes: @Sendable (_ count: Int) -> [UInt8]

  public init(
    now: @escaping @Sendable () -> Instant, today: @escaping @Sendable () -> CalendarDate,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.today = today
    self.randomBytes = randomBytes
  }

  public func identifier<Subject>(of _: Subject.Type = Subject.self) -> Identifier<Subject> {
    Identifier(at: now(), random: randomBytes(10))
  }
}
