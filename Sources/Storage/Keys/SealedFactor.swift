import CSodium
import Model

/// A second factor as it lies in the log: sealed to the key pair of its person's password.
public enum SealedFactor {
  private static let version: UInt8 = 1
  private static let hashSize = 32
  private static let saltSize = 16

  /// - Throws: ``KeyRefusal/unknownUser`` when the person has no password here.
  public static func seal(_ factor: SecondFactor, for person: Identifier<Person>, _ slots: KeySlots) throws -> [UInt8] {
    guard let slot = slots.slots.first(where: { $0.kind == .user && $0.owner == person }) else {
      throw KeyRefusal.unknownUser
    }
    var writer = ByteWriter()
    writer.append(version)
    writer.append(person.bytes)
    writer.append(UInt8(factor.secret.count))
    writer.append(factor.secret)
    writer.append(factor.salt)
    writer.append(UInt8(factor.recoveryHashes.count))
    for hash in factor.recoveryHashes { writer.append(hash) }
    var plain = writer.bytes
    defer { Sodium.wipe(&plain) }
    var sealed = [UInt8](repeating: 0, count: plain.count + Int(crypto_box_sealbytes()))
    guard crypto_box_seal(&sealed, plain, UInt64(plain.count), slot.publicKey) == 0 else {
      throw KeyRefusal.slotFileAltered
    }
    return sealed
  }

  /// Nil when it was sealed to another pair, or to another person's name: the password was given anew with the printed
  /// kit since.
  public static func open(
    _ sealed: [UInt8], of person: Identifier<Person>, personKey: SecretBytes, _ slots: KeySlots
  ) -> SecondFactor? {
    guard let slot = slots.slots.first(where: { $0.kind == .user && $0.owner == person }),
      sealed.count > Int(crypto_box_sealbytes())
    else { return nil }
    var plain = [UInt8](repeating: 0, count: sealed.count - Int(crypto_box_sealbytes()))
    defer { Sodium.wipe(&plain) }
    let code = personKey.withBytes {
      crypto_box_seal_open(&plain, sealed, UInt64(sealed.count), slot.publicKey, $0)
    }
    guard code == 0 else { return nil }
    return read(plain, person)
  }

  /// Of a recovery code of the factor, in the one form it is compared in.
  public static func hash(_ code: String, salt: [UInt8]) -> [UInt8] {
    KeyedHash.checksum(Array("fmp factor code".utf8) + salt + Array(code.utf8))
  }

  private static func read(_ plain: [UInt8], _ person: Identifier<Person>) -> SecondFactor? {
    var reader = ByteReader(plain)
    guard reader.integer(UInt8.self) == version, reader.bytes(16) == person.bytes,
      let secret = reader.integer(UInt8.self).flatMap({ reader.bytes(Int($0)) }), let salt = reader.bytes(saltSize),
      let count = reader.integer(UInt8.self)
    else { return nil }
    var hashes: [[UInt8]] = []
    for _ in 0..<count {
      guard let hash = reader.bytes(hashSize) else { return nil }
      hashes.append(hash)
    }
    return reader.isAtEnd ? SecondFactor(secret: secret, salt: salt, recoveryHashes: hashes) : nil
  }
}
