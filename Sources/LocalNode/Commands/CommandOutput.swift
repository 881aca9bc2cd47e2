/// Where a command writes: the terminal, or the socket of the person who asked.
final class CommandOutput: Sendable {
  enum Channel: UInt8, Sendable {
    case out = 1
    case error = 2
  }

  private let sink: @Sendable (Channel, String) -> Void
  /// True when progress may be redrawn in place.
  let isInteractive: Bool

  init(isInteractive: Bool, sink: @escaping @Sendable (Channel, String) -> Void) {
    self.isInteractive = isInteractive
    self.sink = sink
  }

  func line(_ text: String) { sink(.out, text + "\n") }

  func raw(_ text: String) { sink(.out, text) }

  func rawError(_ text: String) { sink(.error, text) }

  func errorLine(_ text: String) { sink(.error, text + "\n") }

  /// One line that is drawn over; silent where nobody watches.
  func progress(_ text: String) {
    guard isInteractive else { return }
    sink(.error, "\r\u{1B}[K" + text)
  }

  func endProgress() {
    guard isInteractive else { return }
    sink(.error, "\r\u{1B}[K")
  }
}
