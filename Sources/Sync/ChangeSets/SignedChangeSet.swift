/// A change-set as it is kept and sent: the bytes that were signed, and the signature beside them.
public struct SignedChangeSet: Equatable, Sendable {
  public let body: [UInt8]
  /// Ed25519, 64 bytes.
  public let signature: [UInt8]

  public init(body: [UInt8], signature: [UInt8]) {
    self.body = body
    self.signature = signature
  }

  /// BLAKE2b-256 of the body followed by the signature: what the next change-set names, and what a receipt
  /// acknowledges. The signature is part of it, so that the head of the chain commits to every byte that is stored.
  public var hash: Hash256 { Hash256(of: body, signature) }

  public func isSigned(by key: VerifyingKey) -> Bool { key.verifies(signature, of: body, in: .changeset) }
}
