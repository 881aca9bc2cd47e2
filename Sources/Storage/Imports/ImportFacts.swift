import Model

/// What a page says of a completed import beside its name.
public struct ImportFacts: Equatable, Sendable {
  /// When this device took the acceptance in.
  public let acceptedAt: Instant?
  /// Entries that were unbalanced in the file.
  public let unbalancedEntryCount: Int
}

extension ReadTransaction {
  public func importFacts(_ id: Identifier<Import>) throws -> ImportFacts {
    let range = try ImportRange.find(id, self)
    let acceptedAt = try integer(
      """
      SELECT c.received_at FROM import_run r JOIN change_set c ON c.device_no = r.origin_device_no
        AND c.device_epoch = r.origin_device_epoch AND c.seq = r.origin_seq
      WHERE r.import_no = ?
      """, [.integer(range.number)])
    let unbalanced =
      try integer(
        "SELECT consents_unbalanced FROM import_run WHERE import_no = ?", [.integer(range.number)]) == 1
    let count =
      unbalanced
      ? try integer(
        "SELECT COUNT(*) FROM entry WHERE import_no = ? AND entry_no BETWEEN ? AND ? AND flags & ? <> 0",
        [
          .integer(range.number), .integer(range.firstEntry), .integer(range.lastEntry),
          .number(EntryFlags.unbalancedAtSource.rawValue),
        ]) ?? 0 : 0
    return ImportFacts(acceptedAt: acceptedAt.map(Instant.init(milliseconds:)), unbalancedEntryCount: Int(count))
  }
}
