import Model

extension ReadTransaction {
  /// The change-set at a place of a chain; nil when the log does not hold it.
  public func changeSet(at origin: Origin) throws -> StoredChangeSet? {
    try changeSet(
      "c.device_no = ? AND c.device_epoch = ? AND c.seq = ?",
      [.integer(origin.deviceNumber), .integer(origin.deviceEpoch), .integer(origin.sequence)])
  }

  /// The change-set that has this hash. Looks through the whole log, which has no index by hash.
  public func changeSet(hash: [UInt8]) throws -> StoredChangeSet? {
    try changeSet("c.hash = ?", [.blob(hash)])
  }

  /// The last change-set taken in, from whatever device.
  public func newestChangeSet() throws -> StoredChangeSet? { try changeSet("1 = 1", []) }

  private func changeSet(_ condition: String, _ arguments: [Value]) throws -> StoredChangeSet? {
    let sql = """
      SELECT d.device_id, d.public_key, c.device_epoch, c.seq, c.hash, c.body, c.signature, c.received_at
      FROM change_set c JOIN device d ON d.device_no = c.device_no
      WHERE \(condition) ORDER BY c.position DESC LIMIT 1
      """
    return try queryOne(sql, arguments) { row in
      StoredChangeSet(
        device: try row.identifier(0), devicePublicKey: row.blob(1), deviceEpoch: row.integer(2),
        sequence: row.integer(3), hash: row.blob(4), body: row.blob(5), signature: row.blob(6),
        receivedAt: Instant(milliseconds: row.integer(7)))
    }
  }
}
