import CSodium
import Model

/// libsodium, prepared once for the whole process.
enum Sodium {
  /// False when the machine gives no randomness. Hashing and verifying work all the same; making keys does not.
  static let isReady: Bool = sodium_init() >= 0

  static func requireReady() throws(Fault) {
    guard isReady else { throw Fault(.randomness, "libsodium could not be prepared: no source of randomness") }
  }
}
