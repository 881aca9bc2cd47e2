import Model

/// The signing key of this installation, kept inside the sealed file it signs for.
public struct DeviceSecret: Sendable {
  public let device: Identifier<Device>
  public let deviceEpoch: Int64
  /// Seed of the Ed25519 pair, 32 bytes.
  public let seed: SecretBytes

  public init(device: Identifier<Device>, deviceEpoch: Int64, seed: SecretBytes) {
    self.device = device
    self.deviceEpoch = deviceEpoch
    self.seed = seed
  }
}

extension WriteTransaction {
  /// Keeps the signing key in the place of the one before.
  public func store(_ secret: DeviceSecret) throws {
    try execute("DELETE FROM device_secret")
    var seed = secret.seed.withBytes { Array(UnsafeBufferPointer(start: $0, count: secret.seed.count)) }
    defer { Sodium.wipe(&seed) }
    try execute(
      "INSERT INTO device_secret (device_no, device_id, seed, device_epoch) VALUES (1, ?, ?, ?)",
      [.blob(secret.device.bytes), .blob(seed), .integer(secret.deviceEpoch)])
  }
}

extension ReadTransaction {
  /// Nil in a file that signs nothing.
  public func deviceSecret() throws -> DeviceSecret? {
    try queryOne("SELECT device_id, seed, device_epoch FROM device_secret", []) { row in
      let seed = try row.withBytes(1) { bytes in
        try SecretBytes(count: bytes.count) { secret in
          UnsafeMutableRawBufferPointer(start: secret, count: bytes.count).copyMemory(from: bytes)
        }
      }
      return DeviceSecret(device: try row.identifier(0), deviceEpoch: row.integer(2), seed: seed)
    }
  }
}
