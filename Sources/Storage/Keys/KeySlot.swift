import CSodium
import Model

/// One way into the books: a password, the printed recovery code or a key file, that unseals a secret X25519 key, to
/// which the root key is sealed. A password can thus change without the root key at hand, and the root key without
/// passwords.
struct KeySlot: Equatable, Sendable {
  enum Kind: UInt8, Sendable {
    case user = 1
    case recovery = 2
    /// Acts in the name of its owner.
    case keyFile = 3
  }

  static let saltSize = Int(crypto_pwhash_SALTBYTES)
  static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  static let sealedSecretSize = 32 + Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
  static let sealedRootSize = 32 + 48

  var kind: Kind
  var owner: Identifier<Person>
  /// Shown on the unlock page, so kept in clear; an address of mail has no place here.
  var name: String
  var cost: PasswordCost
  var salt: [UInt8]
  var publicKey: [UInt8]
  var nonce: [UInt8]
  var sealedSecret: [UInt8]
  var sealedRoot: [UInt8]

  /// Draws a key pair, seals its secret half by the password and the root key to its public half.
  static func make(
    kind: Kind, owner: Identifier<Person>, name: String, password: SecretBytes, cost: PasswordCost,
    bindingID: [UInt8], rootKey: SecretBytes
  ) throws -> KeySlot {
    var publicKey = [UInt8](repeating: 0, count: 32)
    let secret = try SecretBytes(count: 32) { secret in
      guard crypto_box_keypair(&publicKey, secret) == 0 else {
        throw Fault(.randomness, "no key pair")
      }
    }
    var slot = KeySlot(
      kind: kind, owner: owner, name: name, cost: cost, salt: [], publicKey: publicKey, nonce: [], sealedSecret: [],
      sealedRoot: [])
    try slot.seal(secret, password: password, cost: cost, bindingID: bindingID)
    try slot.seal(rootKey)
    return slot
  }

  /// Seals the secret key under a new password.
  mutating func seal(
    _ secret: SecretBytes, password: SecretBytes, cost: PasswordCost, bindingID: [UInt8]
  ) throws {
    self.cost = cost
    salt = try Sodium.randomBytes(Self.saltSize)
    nonce = try Sodium.randomBytes(Self.nonceSize)
    let bound = boundFields(bindingID)
    let key = try cost.key(password: password, salt: salt)
    var sealed = [UInt8](repeating: 0, count: Self.sealedSecretSize)
    _ = key.withBytes { key in
      secret.withBytes {
        crypto_aead_xchacha20poly1305_ietf_encrypt(
          &sealed, nil, $0, 32, bound, UInt64(bound.count), nil, nonce, key)
      }
    }
    sealedSecret = sealed
  }

  /// Seals a root key to this slot: its password is not needed.
  mutating func seal(_ rootKey: SecretBytes) throws {
    var sealed = [UInt8](repeating: 0, count: Self.sealedRootSize)
    let code = rootKey.withBytes { crypto_box_seal(&sealed, $0, 32, publicKey) }
    guard code == 0 else { throw KeyRefusal.slotFileAltered }
    sealedRoot = sealed
  }

  /// The secret key, or nil when the password is not the one. Blocking.
  func secret(password: SecretBytes, bindingID: [UInt8]) throws -> SecretBytes? {
    guard cost.isReasonable else { throw KeyRefusal.slotFileAltered }
    let bound = boundFields(bindingID)
    let key = try cost.key(password: password, salt: salt)
    var isRight = false
    let secret = try SecretBytes(count: 32) { secret in
      let code = key.withBytes {
        crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret, nil, nil, sealedSecret,
          UInt64(sealedSecret.count), bound, UInt64(bound.count), nonce, $0)
      }
      isRight = code == 0
    }
    return isRight ? secret : nil
  }

  func rootKey(secret: SecretBytes) throws -> SecretBytes {
    try SecretBytes(count: 32) { root in
      let code = secret.withBytes {
        crypto_box_seal_open(
          root, sealedRoot, UInt64(sealedRoot.count), publicKey, $0)
      }
      guard code == 0 else { throw KeyRefusal.slotFileAltered }
    }
  }

  /// What the seal of the secret key vouches for beside it.
  private func boundFields(_ bindingID: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(bindingID)
    writer.append(kind.rawValue)
    writer.append(owner.bytes)
    writer.append(cost.passes)
    writer.append(cost.memoryKiB)
    writer.append(salt)
    writer.append(publicKey)
    return writer.bytes
  }
}
