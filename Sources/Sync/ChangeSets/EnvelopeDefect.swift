/// Why bytes are not a change-set, or why one cannot be made.
public enum EnvelopeDefect: Error, Equatable, Sendable {
  case malformed
  /// An envelope of a later program.
  case unsupportedProtocol(UInt32)
  case unknownField
  case wrongLength(field: String, found: Int, expected: Int)
  /// Epochs and sequences start at 1.
  case zero(field: String)
  case withoutEvents
  /// Above ``ChangeSet/largestEventCount``.
  case tooManyEvents(Int)
  /// Above ``ChangeSet/largestBody``.
  case tooLarge(byteCount: Int)
}
