import Model

extension ReadTransaction {
  /// The log in the order it was taken in, after `position`, at most `limit` change-sets.
  ///
  /// - Returns: the position of the last one given, or nil when the log ends before.
  @discardableResult
  public func changeSets(
    after position: Int64, limit: Int, _ body: (StoredChangeSet, Origin) throws -> Void
  ) throws -> Int64? {
    var last: Int64?
    let sql = """
      SELECT c.position, c.device_no, c.device_epoch, c.seq, c.hash, c.body, c.signature, c.received_at,
        d.device_id, d.public_key
      FROM change_set c JOIN device d ON d.device_no = c.device_no
      WHERE c.position > ? ORDER BY c.position LIMIT ?
      """
    try query(sql, [.integer(position), .number(limit)]) { row in
      let origin = Origin(deviceNumber: row.integer(1), deviceEpoch: row.integer(2), sequence: row.integer(3))
      let changeSet = StoredChangeSet(
        device: try row.identifier(8), devicePublicKey: row.blob(9), deviceEpoch: origin.deviceEpoch,
        sequence: origin.sequence, hash: row.blob(4), body: row.blob(5), signature: row.blob(6),
        receivedAt: Instant(milliseconds: row.integer(7)))
      try body(changeSet, origin)
      last = row.integer(0)
    }
    return last
  }

  /// The last link of a device's chain, or nil when it wrote nothing yet.
  public func chainHead(of device: Identifier<Device>) throws -> ChainHead? {
    let sql = """
      SELECT device_epoch, seq, hash FROM change_set
      WHERE device_no = (SELECT device_no FROM device WHERE device_id = ?)
      ORDER BY device_epoch DESC, seq DESC LIMIT 1
      """
    return try queryOne(sql, [.blob(device.bytes)]) {
      ChainHead(deviceEpoch: $0.integer(0), sequence: $0.integer(1), hash: $0.blob(2))
    }
  }

  /// When the first and the last change-set were taken in; nil for a log that holds nothing.
  public func changeMoments() throws -> (first: Instant, last: Instant)? {
    let sql = "SELECT received_at FROM change_set ORDER BY position"
    guard let first = try integer(sql + " LIMIT 1"), let last = try integer(sql + " DESC LIMIT 1") else { return nil }
    return (Instant(milliseconds: first), Instant(milliseconds: last))
  }

  /// How many change-sets the log holds.
  public func logLength() throws -> Int64 { try integer("SELECT COUNT(*) FROM change_set") ?? 0 }
}

extension Row {
  /// - Throws: ``Model/Fault`` `.database` when the column has not 16 bytes.
  func identifier<Subject>(_ column: Int) throws -> Identifier<Subject> {
    guard let identifier = withBytes(column, Identifier<Subject>.init(memory:)) else {
      throw Fault(.database, "column \(column) is not an identifier of 16 bytes")
    }
    return identifier
  }

  /// The identifiers that stand one after the other in a blob, 16 bytes each; bytes that make none are left out.
  func identifiers<Subject>(_ column: Int) -> [Identifier<Subject>] {
    let bytes = blob(column)
    return stride(from: 0, to: bytes.count, by: 16).compactMap {
      Identifier(bytes: bytes[$0..<min($0 + 16, bytes.count)])
    }
  }
}
