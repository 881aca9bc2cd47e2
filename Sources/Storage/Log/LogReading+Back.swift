import Model

/// A change-set and its place in the log of this file.
public struct PlacedChangeSet: Equatable, Sendable {
  public let position: Int64
  public let changeSet: StoredChangeSet
}

extension ReadTransaction {
  /// The log from after `position` on, at most `limit` change-sets.
  public func changeSets(placedAfter position: Int64, limit: Int) throws -> [PlacedChangeSet] {
    try placed("c.position > ? ORDER BY c.position LIMIT ?", [.integer(position), .number(limit)])
  }

  /// The log from its end, or from before `position`, at most `limit` change-sets.
  public func changeSets(before position: Int64?, limit: Int) throws -> [PlacedChangeSet] {
    try placed("c.position < ? ORDER BY c.position DESC LIMIT ?", [.integer(position ?? .max), .number(limit)])
  }

  private func placed(_ condition: String, _ arguments: [Value]) throws -> [PlacedChangeSet] {
    let sql = """
      SELECT c.position, c.device_epoch, c.seq, c.hash, c.body, c.signature, c.received_at, d.device_id, d.public_key
      FROM change_set c JOIN device d ON d.device_no = c.device_no
      WHERE \(condition)
      """
    return try list(sql, arguments) { row in
      PlacedChangeSet(
        position: row.integer(0),
        changeSet: StoredChangeSet(
          device: try row.identifier(7), devicePublicKey: row.blob(8), deviceEpoch: row.integer(1),
          sequence: row.integer(2), hash: row.blob(3), body: row.blob(4), signature: row.blob(5),
          receivedAt: Instant(milliseconds: row.integer(6))))
    }
  }
}
