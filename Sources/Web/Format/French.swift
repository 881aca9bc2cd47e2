/// How France writes figures, dates and counts. Pages and the command line say them the same way.
///
/// Our own few lines rather than Foundation's formatters: those write « 1 janvier » and cost a locale database.
public enum French {
  /// U+202F, between thousands.
  static let thinSpace = "\u{202F}"
  /// U+00A0, before € : ; ? ! and inside « ».
  static let hardSpace = "\u{00A0}"
}
