import Model

/// A matching as its tables hold it, to be held against the events that made it.
public struct StoredMatching: Equatable, Sendable {
  public let made: LinesMatched
  public let state: MatchingState
  public let reason: String
  /// The change-set that made it, or that removed it.
  public let origin: Origin

  /// - Parameter made: with its lines in their order; without any unless it holds.
  public init(made: LinesMatched, state: MatchingState, reason: String, origin: Origin) {
    self.made = made
    self.state = state
    self.reason = reason
    self.origin = origin
  }
}

extension ReadTransaction {
  /// Every matching that the tables hold, with the lines they give it. A line of no entry stands for one that is not.
  public func storedMatchings() throws -> [StoredMatching] {
    var lines: [Int64: [LineReference]] = [:]
    try scan(
      """
      SELECT ml.matching_no, e.entry_id, ml.line_no FROM matching_line ml LEFT JOIN entry e ON e.entry_no = ml.entry_no
      """, []
    ) { row in
      let entry: Identifier<JournalEntry.Validated> =
        row.isNull(1) ? Identifier(high: 0, low: 0) : try row.identifier(1)
      lines[row.integer(0), default: []].append(
        LineReference(entry: entry, line: UInt32(truncatingIfNeeded: row.integer(2) - 1)))
    }
    var found: [StoredMatching] = []
    try scan(
      """
      SELECT m.matching_no, m.matching_id, a.number, p.nature, p.code, m.code, m.matching_date, m.state,
        m.removal_reason, m.origin_device_no, m.origin_device_epoch, m.origin_seq, m.party_no
      FROM matching m JOIN account a ON a.account_no = m.account_no LEFT JOIN party p ON p.party_no = m.party_no
      """, []
    ) { row in
      guard let state = MatchingState(rawValue: row.integer(7)) else {
        throw Fault(.database, "\(row.integer(7)) is no state of a matching")
      }
      found.append(
        StoredMatching(
          made: LinesMatched(
            id: try row.identifier(1), account: row.text(2), party: row.isNull(3) ? nil : try row.partyKey(3, 4),
            lines: (lines[row.integer(0)] ?? []).sorted(), code: row.text(5), date: try row.date(6)),
          state: state, reason: row.text(8),
          origin: Origin(deviceNumber: row.integer(9), deviceEpoch: row.integer(10), sequence: row.integer(11))))
    }
    return found
  }
}
