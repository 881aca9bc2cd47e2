/// How what two devices did far from each other comes together. Every event has one class.
public enum MergeClass: Sendable, CaseIterable {
  /// Appended, never changed, never refused once it is legal; corrected by another fact.
  case fact
  /// Numbers without hole, given by one owner at a time.
  case series
  /// Closes a period, or opens it again: carries a generation that only grows.
  case lock
  /// Merged field by field against what the writer knew; a true clash keeps both values and asks.
  case draft
  /// The last writer wins, field by field, in the order of the log; a change that did not know another is flagged.
  case master
  /// Evaluated at its place in the log; who denies wins.
  case permission
  /// Added and removed, in the order of the log; history is kept.
  case matching
}
