import Model

/// Appends to the signed log, in the transaction that also projects. The chain itself is checked by who signed or
/// received; here the database holds each place of a chain to one change-set.
public final class ChangeSetLog {
  private static let columns = LogTables.changeSet.columnNames

  private let transaction: any WriteTransaction
  private let rows: any RowInserter
  private var devices: [Identifier<Device>: Int64] = [:]
  private var position: Int64

  public init(_ transaction: any WriteTransaction) throws {
    self.transaction = transaction
    position = try transaction.integer("SELECT MAX(position) FROM change_set") ?? 0
    rows = try transaction.inserter(into: LogTables.changeSet, columns: Self.columns)
  }

  /// - Returns: the origin that the projected rows carry.
  /// - Throws: ``Model/Fault`` `.database` when that place of the chain is taken.
  @discardableResult
  public func append(_ changeSet: StoredChangeSet) throws -> Origin {
    let device = try number(of: changeSet.device, publicKey: changeSet.devicePublicKey)
    position += 1
    rows.set(0, position)
    rows.set(1, device)
    rows.set(2, changeSet.deviceEpoch)
    rows.set(3, changeSet.sequence)
    rows.set(4, changeSet.hash)
    rows.set(5, changeSet.body)
    rows.set(6, changeSet.signature)
    rows.set(7, changeSet.receivedAt.milliseconds)
    try rows.insert()
    return Origin(deviceNumber: device, deviceEpoch: changeSet.deviceEpoch, sequence: changeSet.sequence)
  }

  /// A device is known from its first change-set on: the one that enrols it is stored before it is read.
  private func number(of device: Identifier<Device>, publicKey: [UInt8]) throws -> Int64 {
    if let known = devices[device] { return known }
    let number = try DeviceRegistry.number(of: device, publicKey: publicKey, in: transaction)
    devices[device] = number
    return number
  }
}

enum DeviceRegistry {
  static func number(
    of device: Identifier<Device>, publicKey: [UInt8], in transaction: any WriteTransaction
  ) throws -> Int64 {
    let found = try transaction.integer("SELECT device_no FROM device WHERE device_id = ?", [.blob(device.bytes)])
    if let found { return found }
    let number = 1 + (try transaction.integer("SELECT MAX(device_no) FROM device") ?? 0)
    try transaction.execute(
      "INSERT INTO device (device_no, device_id, public_key) VALUES (?, ?, ?)",
      [.integer(number), .blob(device.bytes), .blob(publicKey)])
    return number
  }

  static func restored(
    _ number: Int64, from device: Identifier<Device>, in transaction: any WriteTransaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO device_restoration (device_no, from_device_no) SELECT ?, device_no FROM device WHERE device_id = ?
      """, [.integer(number), .blob(device.bytes)])
  }
}
