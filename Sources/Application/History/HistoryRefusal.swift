import Model

/// Why the books cannot be looked at from a moment.
public enum HistoryRefusal: Refusal, Equatable {
  /// What changed « since » a moment that is not before the one looked at.
  case backwards(since: KnownMoment, through: KnownMoment)
  /// Nothing is known yet of a day to come.
  case future(KnownMoment)

  public var code: String {
    switch self {
    case .backwards: "history.backwards"
    case .future: "history.future"
    }
  }
}
