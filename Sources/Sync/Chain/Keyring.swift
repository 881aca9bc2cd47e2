import Model

/// The keys of the devices of a company, as the log enrols them, and the change-sets that did so.
struct Keyring {
  private var keys: [Identifier<Device>: VerifyingKey] = [:]
  /// Hashes of the change-sets that changed the keyring.
  private var heads: Set<Hash256> = []

  var isEmpty: Bool { keys.isEmpty }

  func key(of device: Identifier<Device>) -> VerifyingKey? { keys[device] }

  /// « None » is right before the first change, and wrong after.
  func knows(head: Hash256) -> Bool { heads.isEmpty ? head.isZero : heads.contains(head) }

  mutating func enrol(_ device: DeviceEnrolled) {
    // The codec let in 32 bytes and nothing else, and the ledger refuses a second key for a device.
    if let key = VerifyingKey(bytes: device.publicKey) { keys[device.id] = key }
  }

  mutating func enrol(_ device: DeviceRestored) {
    if let key = VerifyingKey(bytes: device.publicKey) { keys[device.id] = key }
  }

  mutating func append(head: Hash256) { heads.insert(head) }
}
