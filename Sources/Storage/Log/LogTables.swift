/// The signed log and who writes in it.
public enum LogTables {
  /// A device of the company, known by a small local number in every origin.
  public static let device = Table(
    "device",
    columns: [.integer("device_no"), .blob("device_id"), .blob("public_key")],
    primaryKey: ["device_no"], uniques: [["device_id"]],
    checks: ["length(device_id) = 16", "length(public_key) = 32"], content: .kept)

  /// The truth: signed bytes, stored as they were signed, in the order they were taken in.
  public static let changeSet = Table(
    "change_set",
    columns: [
      .integer("position"), .integer("device_no"), .integer("device_epoch"), .integer("seq"),
      .blob("hash"), .blob("body"), .blob("signature"), .integer("received_at"),
    ],
    primaryKey: ["position"], uniques: [["device_no", "device_epoch", "seq"]],
    // No reference to `device`: the change-set that enrols a device is stored before it is read.
    checks: ["length(hash) = 32", "length(signature) = 64", "position > 0", "seq > 0"],
    content: .appended)

  /// The device's signing key. It belongs to one installation and never leaves its sealed file.
  public static let deviceSecret = Table(
    "device_secret",
    columns: [.integer("device_no"), .blob("device_id"), .blob("seed"), .integer("device_epoch")],
    primaryKey: ["device_no"], checks: ["length(device_id) = 16", "length(seed) = 32"], place: .node,
    content: .kept)

  /// What this file says of itself: version of its tables, of the projector that filled them, counters.
  public static let meta = Table(
    "meta", columns: [.text("name"), .blob("value")], primaryKey: ["name"], isClustered: true,
    content: .kept)

  /// Which device goes on after which, by the restoration of a backup.
  public static let restoration = Table(
    "device_restoration", columns: [.integer("device_no"), .integer("from_device_no")], primaryKey: ["device_no"])

  static let origin: [Column] = [.integer("origin_device_no"), .integer("origin_device_epoch"), .integer("origin_seq")]
}
