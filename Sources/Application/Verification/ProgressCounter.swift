import Synchronization

/// Turns steps into thousandths, and reports each thousandth once.
final class ProgressCounter: Sendable {
  private let length: Int64
  private let report: @Sendable (Int) -> Void
  private let done = Mutex<Int64>(0)

  init(length: Int64, report: @escaping @Sendable (Int) -> Void) {
    self.length = max(1, length)
    self.report = report
  }

  func step() {
    let permille = done.withLock { done -> Int? in
      let before = done * 1000 / length
      done += 1
      let after = done * 1000 / length
      return after > before ? Int(after) : nil
    }
    if let permille { report(min(permille, 999)) }
  }
}
