import CSodium
import Model

/// BLAKE2b-256 under a secret key.
enum KeyedHash {
  static func hash(_ message: [UInt8], key: SecretBytes) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 32)
    _ = key.withBytes { crypto_generichash(&hash, 32, message, UInt64(message.count), $0, key.count) }
    return hash
  }

  /// A key of its own for one use, of 32 bytes.
  static func derive(_ purpose: String, _ identifier: [UInt8], from rootKey: SecretBytes) throws -> SecretBytes {
    let message = Array("fmp ".utf8) + Array(purpose.utf8) + [0] + identifier
    return try SecretBytes(count: 32) { derived in
      _ = rootKey.withBytes {
        crypto_generichash(
          derived, 32, message, UInt64(message.count), $0,
          rootKey.count)
      }
    }
  }

  /// Without a key: finds accidents, not attacks.
  static func checksum(_ message: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&hash, 32, message, UInt64(message.count), nil, 0)
    return hash
  }

  /// In constant time.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
  }
}
