/// Subject of the name of the sealed file that holds a document.
public enum SealedDocument {}

/// Why a document that the log names cannot be shown.
public enum DocumentDefect: Equatable, Sendable {
  case missing
  /// What is there does not authenticate, or has another hash.
  case altered
}
