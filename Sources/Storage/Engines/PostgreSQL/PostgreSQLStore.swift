import Model

/// The books of one company in the shared tables of a PostgreSQL database.
public final class PostgreSQLStore: Store {
  /// The company's number in this database.
  public let company: Int64
  private let pool: PostgreSQLPool
  private let turns = Turns()

  public init(_ pool: PostgreSQLPool, company: Int64) {
    self.pool = pool
    self.company = company
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await pool.transact(.reading, company: company) { try body($0) }
  }

  /// Writers of one company come one at a time: a lock of the database sees to it between processes, and within this
  /// one they wait here, where they hold no connection.
  @discardableResult
  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    await turns.take()
    do {
      let result = try await pool.transact(.writing, company: company) { try body($0) }
      await turns.give()
      return result
    } catch {
      await turns.give()
      throw error
    }
  }
}

/// Turns taken in the order they were asked for.
private actor Turns {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    guard isTaken else {
      isTaken = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func give() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
  }
}
