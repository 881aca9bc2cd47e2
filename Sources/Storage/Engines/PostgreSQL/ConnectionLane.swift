import Foundation
import Model
import Synchronization

/// A queue of work and the threads that serve it, one connection each. Work is taken in the order it came.
final class ConnectionLane: Sendable {
  private struct State {
    var waiting: [ConnectionTicket] = []
    var isClosed = false
    var threads = 0
    /// Threads that have work: the others wait for it.
    var busy = 0
  }

  private let name: String
  private let server: PostgreSQLServer
  private let size: Int
  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  init(_ name: String, server: PostgreSQLServer, size: Int) {
    self.name = name
    self.server = server
    self.size = size
  }

  /// - Returns: false when the lane is closed.
  func submit(_ ticket: ConnectionTicket) -> Bool {
    let start = state.withLock { state -> Int? in
      guard !state.isClosed else { return nil }
      state.waiting.append(ticket)
      // What one connection can do, one does: its statements are prepared and its caches warm.
      guard state.waiting.count > state.threads - state.busy, state.threads < size else { return 0 }
      state.threads += 1
      return state.threads
    }
    guard let start else { return false }
    if start > 0 { startThread(start) }
    wake.signal()
    return true
  }

  /// Work that waits is still done; the threads then end, and their connections with them.
  func close() {
    let threads = state.withLock { state in
      state.isClosed = true
      return state.threads
    }
    for _ in 0..<threads { wake.signal() }
  }

  private func startThread(_ number: Int) {
    let thread = Thread { [self] in
      let session = PostgreSQLSession(server)
      while let ticket = next() {
        ticket.run(on: session)
        state.withLock { $0.busy -= 1 }
      }
    }
    thread.name = "postgresql.\(name).\(number)"
    thread.stackSize = 1 << 21
    thread.start()
  }

  /// Waits for work; nil when the lane is closed and empty.
  private func next() -> ConnectionTicket? {
    while true {
      wake.wait()
      let (ticket, isClosed) = state.withLock { state -> (ConnectionTicket?, Bool) in
        let ticket = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        if ticket != nil { state.busy += 1 }
        return (ticket, state.isClosed)
      }
      if let ticket { return ticket }
      if isClosed { return nil }
    }
  }
}
