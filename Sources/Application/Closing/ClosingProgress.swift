/// What a closing is at, and how far it is.
public struct ClosingProgress: Sendable, Equatable {
  public enum Step: Sendable, CaseIterable {
    /// The checks are gone through again.
    case controls
    /// The legal file, the statements and the balance are written and sealed.
    case documents
    /// The next year gets its opening, and the act is written.
    case openings
    /// The books are written anew under another key.
    case key

    /// The thousandths of a closing that it takes, roughly as its share of the time.
    var share: ClosedRange<Int> {
      switch self {
      case .controls: 0...100
      case .documents: 100...500
      case .openings: 500...700
      case .key: 700...1_000
      }
    }
  }

  public let step: Step
  /// Of the whole closing, from 0 to 1000.
  public let permille: Int

  /// - Parameter part: how far the step itself is, from 0 to 1000.
  init(_ step: Step, _ part: Int = 0) {
    self.step = step
    permille = step.share.lowerBound + step.share.count * min(max(part, 0), 1_000) / 1_001
  }
}
