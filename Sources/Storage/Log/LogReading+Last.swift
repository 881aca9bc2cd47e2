import Model

extension ReadTransaction {
  /// The last change-set a device wrote, whole; nil when it wrote nothing yet.
  public func lastChangeSet(of device: Identifier<Device>) throws -> StoredChangeSet? {
    let sql = """
      SELECT c.device_epoch, c.seq, c.hash, c.body, c.signature, c.received_at, d.public_key
      FROM change_set c JOIN device d ON d.device_no = c.device_no
      WHERE c.device_no = (SELECT device_no FROM device WHERE device_id = ?)
      ORDER BY c.device_epoch DESC, c.seq DESC LIMIT 1
      """
    return try queryOne(sql, [.blob(device.bytes)]) { row in
      StoredChangeSet(
        device: device, devicePublicKey: row.blob(6), deviceEpoch: row.integer(0), sequence: row.integer(1),
        hash: row.blob(2), body: row.blob(3), signature: row.blob(4),
        receivedAt: Instant(milliseconds: row.integer(5)))
    }
  }
}
