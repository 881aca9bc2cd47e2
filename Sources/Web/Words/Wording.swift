/// What a person is told: what is wrong and where, then how to mend it. Plain text, for pages and command line alike.
public struct Wording: Equatable, Sendable {
  public let sentence: String
  public let remedy: String?

  public init(_ sentence: String, remedy: String? = nil) {
    self.sentence = sentence
    self.remedy = remedy
  }

  /// Both on one line.
  public var text: String { remedy.map { sentence + " " + $0 } ?? sentence }
}

/// Every refusal and fault of the product in French: one exhaustive switch for each, so that a refusal without words
/// does not compile.
public enum Words {}
