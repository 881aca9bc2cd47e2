import CSodium
import Model

/// What one guess of a password costs: passes of Argon2id over an amount of memory.
public struct PasswordCost: Equatable, Sendable {
  public let passes: UInt32
  public let memoryKiB: UInt32

  /// Half a second and 256 MiB: the cost of every password.
  public static let moderate = PasswordCost(passes: 3, memoryKiB: 262_144)
  /// Of 32 random bytes, which nobody guesses.
  static let ofRandomKey = PasswordCost(passes: 1, memoryKiB: 8)
  /// For tests only.
  package static let lowest = PasswordCost(passes: 1, memoryKiB: 8)

  /// A cost read from a file is bounded before anything is allocated for it: at most 1 GiB and ten passes.
  var isReasonable: Bool { (1...10).contains(passes) && (8...1_048_576).contains(memoryKiB) }

  /// The key that a password gives, 32 bytes. Blocking, for as long as the cost says.
  func key(password: SecretBytes, salt: [UInt8]) throws -> SecretBytes {
    try SecretBytes(count: 32) { key in
      let code = password.withBytes { bytes in
        crypto_pwhash(
          key, 32,
          UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self), UInt64(password.count), salt,
          UInt64(passes), Int(memoryKiB) * 1_024, crypto_pwhash_ALG_ARGON2ID13)
      }
      guard code == 0 else { throw Fault(.configuration, "no memory for Argon2id at \(memoryKiB) KiB") }
    }
  }
}
