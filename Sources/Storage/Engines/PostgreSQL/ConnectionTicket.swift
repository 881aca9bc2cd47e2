import Model
import Synchronization

/// One piece of work for a connection, from its asking to its end, and the one place where cancelling meets running:
/// a statement is only ever stopped while its own work holds the connection.
final class ConnectionTicket: Sendable {
  private enum Stage {
    case waiting
    /// A connection's thread has it, and nothing was asked of the server yet.
    case taken
    case running(Canceller)
    /// From here on cancelling comes too late.
    case ending
  }

  private struct State {
    var stage = Stage.waiting
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let work: @Sendable (PostgreSQLSession, ConnectionTicket) -> Void
  private let abandon: @Sendable () -> Void

  /// - Parameters:
  ///   - work: runs on the thread of a connection; answers its caller itself.
  ///   - abandon: answers the caller when the work will never run. Exactly one of both is called.
  init(
    work: @escaping @Sendable (PostgreSQLSession, ConnectionTicket) -> Void, abandon: @escaping @Sendable () -> Void
  ) {
    self.work = work
    self.abandon = abandon
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func run(on session: PostgreSQLSession) {
    let isTaken = state.withLock { state in
      guard !state.isCancelled else { return false }
      state.stage = .taken
      return true
    }
    if isTaken { work(session, self) }
  }

  /// The statements of this work can be stopped from now on.
  ///
  /// - Throws: ``Model/Fault`` `.cancelled` when nobody waits for it any more.
  func begin(_ canceller: Canceller) throws {
    let isCancelled = state.withLock { state in
      state.stage = .running(canceller)
      return state.isCancelled
    }
    if isCancelled { throw Self.fault }
  }

  /// The work is over, or about to commit.
  ///
  /// - Returns: whether a cancelling was sent to the server. It may arrive late: the connection is then not used again.
  @discardableResult
  func end() -> Bool {
    state.withLock { state in
      state.stage = .ending
      return state.isCancelled
    }
  }

  func checkCancelled() throws { if isCancelled { throw Self.fault } }

  func cancel() {
    let wasWaiting = state.withLock { state in
      switch state.stage {
      case .ending: return false
      case .running(let canceller):
        state.isCancelled = true
        canceller.cancel()
        return false
      case .taken:
        state.isCancelled = true
        return false
      case .waiting:
        defer { state.isCancelled = true }
        return !state.isCancelled
      }
    }
    if wasWaiting { abandon() }
  }

  static let fault = Fault(.cancelled, "the task was cancelled")
}
