import CSodium
import Model

/// The ways into the books of one company, as kept beside them and inside every backup.
public struct KeySlots: Equatable, Sendable {
  /// More would only cost time to a reader of a forged file.
  static let largestCount = 64
  /// People with a password; the recovery kit and the key file need a place too.
  public static let mostUsers = 60

  /// 16 bytes: names the sealed files of this company.
  public let databaseID: [UInt8]
  /// 16 bytes: what the secrets of the ways in are sealed to. The identifier of the books they were first made for,
  /// kept when a backup of these is restored under another: nobody's password is at hand then.
  let bindingID: [UInt8]
  /// The least epoch of pages that is accepted; grows with each change of the root key.
  public private(set) var pageEpoch: UInt32
  /// Keyed BLAKE2b of the root key: the seals do not commit to their key by themselves.
  let rootCheck: [UInt8]
  var slots: [KeySlot]
  /// Keyed BLAKE2b under the root key of all the rest, public keys above all: a forged slot would otherwise receive
  /// the next root key.
  var authenticator: [UInt8]

  init(
    databaseID: [UInt8], bindingID: [UInt8], pageEpoch: UInt32, rootCheck: [UInt8], slots: [KeySlot],
    authenticator: [UInt8]
  ) {
    self.databaseID = databaseID
    self.bindingID = bindingID
    self.pageEpoch = pageEpoch
    self.rootCheck = rootCheck
    self.slots = slots
    self.authenticator = authenticator
  }

  /// A new company: draws its identifier and its root key. No one can enter before a slot is added.
  public static func create() throws -> (slots: KeySlots, rootKey: SecretBytes) {
    let rootKey = try SecretBytes(randomCount: 32)
    let identifier = try Sodium.randomBytes(16)
    var slots = KeySlots(
      databaseID: identifier, bindingID: identifier, pageEpoch: 1, rootCheck: check(rootKey, identifier), slots: [],
      authenticator: [])
    slots.authenticate(rootKey)
    return (slots, rootKey)
  }

  /// Who can enter by password.
  public var users: [KeySlotUser] {
    slots.filter { $0.kind == .user }.map { KeySlotUser(id: $0.owner, name: $0.name) }
  }

  /// Every way in, as a list of keys shows it.
  public var ways: [KeyWay] {
    slots.map { slot in
      let kind: KeyWay.Kind =
        switch slot.kind {
        case .user: .user
        case .recovery: .recoveryKit
        case .keyFile: .keyFile
        }
      let owner = slots.first { $0.kind == .user && $0.owner == slot.owner }
      return KeyWay(
        kind: kind, name: owner?.name ?? "", owner: slot.owner,
        fingerprint: Array(KeyedHash.checksum(slot.publicKey).prefix(8)))
    }
  }

  public var hasRecoveryKit: Bool { slots.contains { $0.kind == .recovery } }

  static func check(_ rootKey: SecretBytes, _ databaseID: [UInt8]) -> [UInt8] {
    KeyedHash.hash(Array("fmp root key check".utf8) + databaseID, key: rootKey)
  }

  mutating func authenticate(_ rootKey: SecretBytes) {
    authenticator = KeyedHash.hash(Array("fmp key slots".utf8) + KeySlotCodec.authenticated(self), key: rootKey)
  }

  /// - Throws: ``KeyRefusal/slotFileAltered`` when the root key is not the one, or does not vouch for the slots.
  func verify(_ rootKey: SecretBytes) throws {
    var expected = self
    expected.authenticate(rootKey)
    guard KeyedHash.areEqual(Self.check(rootKey, databaseID), rootCheck),
      KeyedHash.areEqual(expected.authenticator, authenticator)
    else { throw KeyRefusal.slotFileAltered }
  }
}

/// One way into the books, without any secret.
public struct KeyWay: Equatable, Sendable {
  public enum Kind: Sendable {
    case user, recoveryKit, keyFile
  }

  public let kind: Kind
  /// Of whose it is; blank for the recovery kit.
  public let name: String
  public let owner: Identifier<Person>
  /// Eight bytes of the hash of its public key: the same list on two days shows the same ones.
  public let fingerprint: [UInt8]
}

public struct KeySlotUser: Equatable, Sendable {
  public let id: Identifier<Person>
  public let name: String
}
