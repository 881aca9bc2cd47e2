import CSodium
import Model

/// A device's Ed25519 key. The secret stands in memory of libsodium: guarded, locked where the machine allows it,
/// read-only once made, and wiped when the last reference goes.
///
/// `@unchecked Sendable`: the memory is written in `init` only, then protected against writing.
public final class SigningKey: @unchecked Sendable {
  public static let seedByteCount = 32

  public let verifyingKey: VerifyingKey
  /// 64 bytes: the seed, then the public key.
  private let secret: UnsafeMutablePointer<UInt8>
  private static let secretByteCount = 64

  /// The key of a seed of 32 bytes (RFC 8032). The caller wipes its own copy.
  ///
  /// Faults: `configuration` when the seed is of another length, `randomness` or `inputOutput` when libsodium refuses.
  public convenience init(seed: UnsafeRawBufferPointer) throws(Fault) {
    guard seed.count == Self.seedByteCount, let start = seed.bindMemory(to: UInt8.self).baseAddress else {
      throw Fault(.configuration, "a signing key needs a seed of 32 bytes, not \(seed.count)")
    }
    try self.init { publicBytes, secret in crypto_sign_seed_keypair(publicBytes, secret, start) }
  }

  /// The same, from an array.
  public convenience init(seed: [UInt8]) throws(Fault) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: seed.count, alignment: 1)
    copy.copyBytes(from: seed)
    defer {
      sodium_memzero(copy.baseAddress, copy.count)
      copy.deallocate()
    }
    try self.init(seed: UnsafeRawBufferPointer(copy))
  }

  /// `fill` writes the public key (32 bytes) and the secret (64 bytes).
  private init(
    fill: (_ publicBytes: UnsafeMutablePointer<UInt8>, _ secret: UnsafeMutablePointer<UInt8>) -> Int32
  ) throws(Fault) {
    try Sodium.requireReady()
    guard let memory = sodium_malloc(Self.secretByteCount) else {
      throw Fault(.inputOutput, "no guarded memory for a signing key")
    }
    secret = memory.bindMemory(to: UInt8.self, capacity: Self.secretByteCount)
    var publicBytes = [UInt8](repeating: 0, count: VerifyingKey.byteCount)
    let status = fill(&publicBytes, secret)
    sodium_mprotect_readonly(secret)
    guard status == 0, let key = VerifyingKey(bytes: publicBytes) else {
      sodium_free(secret)
      throw Fault(.configuration, "libsodium could not make a pair of keys")
    }
    verifyingKey = key
  }

  deinit { sodium_free(secret) }

  /// A new key that nobody can guess: its seed is drawn from the world's dice, and wiped once the key is made.
  public convenience init(drawnFrom environment: Environment) throws(Fault) {
    var seed = environment.randomBytes(Self.seedByteCount)
    defer { sodium_memzero(&seed, seed.count) }
    try self.init(seed: seed)
  }

  /// 64 bytes over `"FMP1" 0 context 0 body`. The same key and bytes give the same signature.
  public func signature(of body: [UInt8], in context: SignatureContext) -> [UInt8] {
    signature(ofMessage: context.message(body))
  }

  /// Plain Ed25519 (RFC 8032), without context.
  func signature(ofMessage message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: VerifyingKey.signatureByteCount)
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
    return signature
  }

  /// Lends the seed, to be sealed and kept. Let no copy of it escape.
  public func withSeed<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: secret, count: Self.seedByteCount))
  }
}
