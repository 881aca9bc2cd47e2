import Model

/// Where the log stood at a moment: what was recorded by then has a place up to it.
public struct KnownPoint: Hashable, Sendable {
  /// The last change-set that counts; 0 before the first one.
  public let position: Int64
  /// The last entry that was written by then, shown or not.
  let lastEntry: Int64
  /// Some import was complete then, and was withdrawn since.
  let hasWithdrawn: Bool
}

extension ReadTransaction {
  /// Where the log stood at the end of a moment.
  public func knownPoint(at instant: Instant) throws -> KnownPoint {
    let found = try queryOne(
      """
      SELECT position, last_entry_no FROM log_moment WHERE known_at <= ? ORDER BY known_at DESC, position DESC LIMIT 1
      """, [.integer(instant.milliseconds)]
    ) { (position: $0.integer(0), lastEntry: $0.integer(1)) }
    let position = found?.position ?? 0
    let withdrawn = try integer(
      "SELECT 1 FROM import_moment WHERE completed_position <= ? AND withdrawn_position > ? LIMIT 1",
      [.integer(position), .integer(position)])
    return KnownPoint(position: position, lastEntry: found?.lastEntry ?? 0, hasWithdrawn: withdrawn != nil)
  }

  /// The books as they were known at that point: the same questions, answered from what was recorded by then.
  public func asKnown(at point: KnownPoint) -> any ReadTransaction { KnownReading(self, at: point) }
}

/// The same books, every reading of which is as known at a moment. Nothing can be written in the past.
public struct KnownStore: Store {
  private let store: any Store
  private let instant: Instant

  public init(_ store: any Store, at instant: Instant) {
    (self.store, self.instant) = (store, instant)
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    let instant = instant
    return try await store.read { transaction in
      try body(transaction.asKnown(at: transaction.knownPoint(at: instant)))
    }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    throw Fault(.database, "books as they were known at a moment cannot be written")
  }
}
