import Dispatch

/// Runs what blocks for long, a password's derivation for instance, on threads of its own, away from the cooperative
/// pool.
public enum BlockingWork {
  private static let queue = DispatchQueue(label: "fmp.blocking", qos: .userInitiated, attributes: .concurrent)

  public static func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Swift.Result(catching: body)) }
    }
  }
}
