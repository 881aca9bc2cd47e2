import CSodium
import Foundation
import Model

/// How far the signed log of some books had come when it was last noted, kept outside of their file: an older copy of
/// the file authenticates as well as the newest, and only this tells them apart.
public struct Anchor: Equatable, Sendable {
  /// 16 bytes: which books.
  public let databaseID: [UInt8]
  /// Epoch of the root key.
  public let keyEpoch: UInt32
  public let changeSetCount: Int64
  /// Hash of the last change-set, 32 bytes.
  public let head: [UInt8]

  public init(databaseID: [UInt8], keyEpoch: UInt32, changeSetCount: Int64, head: [UInt8]) {
    self.databaseID = databaseID
    self.keyEpoch = keyEpoch
    self.changeSetCount = changeSetCount
    self.head = head
  }
}

/// One place that remembers an anchor. Sealed under a key that comes from the signing key inside the books, so that it
/// outlives a change of the root key and nobody without the books can make one.
public struct AnchorFile: Sendable {
  public let path: String
  private let key: SecretBytes
  private let databaseID: [UInt8]

  private static let magic = Array("FMPANCR1".utf8)
  private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let bodySize = 16 + 4 + 8 + 32
  private static let sealedSize = bodySize + Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

  /// - Parameters:
  ///   - path: absolute; its folder must be there.
  ///   - databaseID: of the books, 16 bytes.
  public init(path: String, secret: DeviceSecret, databaseID: [UInt8]) throws {
    self.path = path
    self.databaseID = databaseID
    key = try KeyedHash.derive("anchor", databaseID, from: secret.seed)
  }

  /// Nil when nothing was noted here.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when the file is not what the program wrote for these books.
  public func read() throws -> Anchor? {
    guard let bytes = try DurableFolder.content(path, limit: 4_096) else { return nil }
    let altered = Fault(.alteredData, "\(path) is not the anchor of these books")
    guard bytes.count == Self.magic.count + Self.nonceSize + Self.sealedSize, bytes.starts(with: Self.magic) else {
      throw altered
    }
    let nonce = Array(bytes[Self.magic.count..<Self.magic.count + Self.nonceSize])
    let sealed = Array(bytes.suffix(Self.sealedSize))
    var body = [UInt8](repeating: 0, count: Self.bodySize)
    let bound = Self.magic + databaseID
    let code = key.withBytes {
      crypto_aead_xchacha20poly1305_ietf_decrypt(
        &body, nil, nil, sealed, UInt64(sealed.count), bound, UInt64(bound.count), nonce, $0)
    }
    var reader = ByteReader(body)
    guard code == 0, let id = reader.bytes(16), id == databaseID, let epoch = reader.integer(UInt32.self),
      let count = reader.integer(UInt64.self), count <= UInt64(Int64.max), let head = reader.bytes(32)
    else { throw altered }
    return Anchor(databaseID: id, keyEpoch: epoch, changeSetCount: Int64(count), head: head)
  }

  /// Every anchor of some books that a folder outside of them remembers, wherever those lay. One that is damaged, or
  /// that another device made, counts as none.
  public static func all(of databaseID: [UInt8], in folder: String, secret: DeviceSecret) throws -> [Anchor] {
    guard access(folder, F_OK) == 0 else { return [] }
    var anchors: [Anchor] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(databaseID.hexadecimal + "-") && name.hasSuffix(".anchor") {
      let file = try AnchorFile(path: folder + "/" + name, secret: secret, databaseID: databaseID)
      do {
        if let anchor = try file.read() { anchors.append(anchor) }
      } catch let fault as Fault where fault.code == .alteredData { continue }
    }
    return anchors
  }

  /// Takes the place of what was noted before; there when the call returns.
  public func write(_ anchor: Anchor) throws {
    var writer = ByteWriter()
    writer.append(anchor.databaseID)
    writer.append(anchor.keyEpoch)
    writer.append(UInt64(bitPattern: anchor.changeSetCount))
    writer.append(anchor.head)
    let (body, bound) = (writer.bytes, Self.magic + databaseID)
    let nonce = try Sodium.randomBytes(Self.nonceSize)
    var sealed = [UInt8](repeating: 0, count: Self.sealedSize)
    _ = key.withBytes {
      crypto_aead_xchacha20poly1305_ietf_encrypt(
        &sealed, nil, body, UInt64(body.count), bound, UInt64(bound.count), nil, nonce, $0)
    }
    try DurableFolder.replace(path, with: Self.magic + nonce + sealed)
  }
}

extension ReadTransaction {
  /// How many change-sets the log holds, and the hash of the last; nil for a log that holds nothing.
  public func logEnd() throws -> (count: Int64, hash: [UInt8])? {
    try queryOne("SELECT position, hash FROM change_set ORDER BY position DESC LIMIT 1", []) {
      ($0.integer(0), $0.blob(1))
    }
  }

  /// The hash of the change-set at a place of the log, counted from 1; nil past its end.
  public func changeSetHash(at position: Int64) throws -> [UInt8]? {
    try queryOne("SELECT hash FROM change_set WHERE position = ?", [.integer(position)]) { $0.blob(0) }
  }
}
