/// Where a command writes: the terminal, or the socket of the person who asked.
final class CommandOutput: Sendable {
  enum Channel: UInt8, Sendable {
    case out = 1
    case error = 2
  }

  private let sink: @Sendable (Channel, [UInt8]) -> Void
  /// True when progress may be redrawn in place.
  let isInteractive: Bool

  init(isInteractive: Bool, sink: @escaping @Sendable (Channel, [UInt8]) -> Void) {
    self.isInteractive = isInteractive
    self.sink = sink
  }

  func line(_ text: String) { raw(text + "\n") }

  func raw(_ text: String) { sink(.out, Array(text.utf8)) }

  /// UTF-8 that is ready: long reports are made of bytes.
  func rawBytes(_ bytes: [UInt8]) { sink(.out, bytes) }

  func rawError(_ text: String) { sink(.error, Array(text.utf8)) }

  func rawErrorBytes(_ bytes: [UInt8]) { sink(.error, bytes) }

  func errorLine(_ text: String) { rawError(text + "\n") }

  /// One line that is drawn over; silent where nobody watches.
  func progress(_ text: String) {
    guard isInteractive else { return }
    rawError("\r\u{1B}[K" + text)
  }

  func endProgress() {
    guard isInteractive else { return }
    rawError("\r\u{1B}[K")
  }
}
