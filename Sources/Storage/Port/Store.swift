/// Where the books of one company are kept: the one port that the program stands on, whatever engine is behind it.
///
/// The call is asynchronous; the closure inside is synchronous and runs on a thread of the engine, never on the
/// cooperative pool. A transaction must not be kept beyond its closure. Failures are ``Model/Fault``s; what the
/// closure throws comes out unchanged, and a writing transaction is then rolled back.
public protocol Store: Sendable {
  /// Reads one consistent state of the books. Readers never wait for a writer.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result

  /// Changes the books: everything the closure wrote is durable when this returns, or nothing of it is kept.
  /// Writers come one at a time.
  @discardableResult
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result
}
