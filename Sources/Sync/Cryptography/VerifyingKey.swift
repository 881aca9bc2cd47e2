import CSodium

/// The public half of a device's Ed25519 key.
public struct VerifyingKey: Hashable, Sendable {
  public static let byteCount = 32
  public static let signatureByteCount = 64

  /// Exactly 32 bytes.
  public let bytes: [UInt8]

  /// Nil unless there are 32 bytes. A point that is not on the curve is let in here and verifies nothing.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// True when `signature` (64 bytes) was made by this key, in this context, over these very bytes.
  public func verifies(_ signature: [UInt8], of body: [UInt8], in context: SignatureContext) -> Bool {
    verifies(signature, ofMessage: context.message(body))
  }

  /// Plain Ed25519 (RFC 8032), without context.
  func verifies(_ signature: [UInt8], ofMessage message: [UInt8]) -> Bool {
    guard signature.count == Self.signatureByteCount else { return false }
    _ = Sodium.isReady
    return crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
  }
}
