import CSodium
import Model

/// What a backup holds, at its end: where each part lies and its hash, in clear; what the books were, sealed; and the
/// root key's word for all of it, the head included.
struct BackupTable: Equatable {
  struct Entry: Equatable {
    let part: BackupPart
    /// Bytes from the beginning of the file.
    let offset: UInt64
    let length: UInt64
    /// BLAKE2b-256.
    let hash: [UInt8]

    var end: UInt64 { offset + length }
  }

  static let largest: UInt64 = 80 << 20
  private static let largestCount: UInt32 = 1_000_000
  private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let tagSize = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
  /// The authenticator and the checksum at the end.
  private static let tailSize = 64

  let entries: [Entry]
  /// Nonce, then the facts under their seal.
  let sealedFacts: [UInt8]
  let authenticator: [UInt8]

  /// Seals the facts and vouches for head and parts.
  init(_ entries: [Entry], facts: BackupFacts, head: BackupHead, rootKey: SecretBytes) throws {
    self.entries = entries
    let key = try KeyedHash.derive("backup facts", head.backupID, from: rootKey)
    let nonce = try Sodium.randomBytes(Self.nonceSize)
    let body = facts.encoded()
    var sealed = [UInt8](repeating: 0, count: body.count + Self.tagSize)
    _ = key.withBytes {
      crypto_aead_xchacha20poly1305_ietf_encrypt(
        &sealed, nil, body, UInt64(body.count), head.backupID, UInt64(head.backupID.count), nil, nonce, $0)
    }
    sealedFacts = nonce + sealed
    authenticator = try Self.authenticator(Self.listed(entries, sealedFacts), head, rootKey)
  }

  private init(entries: [Entry], sealedFacts: [UInt8], authenticator: [UInt8]) {
    self.entries = entries
    self.sealedFacts = sealedFacts
    self.authenticator = authenticator
  }

  func encoded() -> [UInt8] {
    let body = Self.listed(entries, sealedFacts) + authenticator
    return body + KeyedHash.checksum(body)
  }

  /// What the books were, once the root key has vouched for the whole.
  ///
  /// - Throws: ``BackupDefect`` `.altered`.
  func facts(_ head: BackupHead, rootKey: SecretBytes) throws -> BackupFacts {
    let altered = BackupDefect.altered(.table, start: head.tableOffset, end: head.length)
    let expected = try Self.authenticator(Self.listed(entries, sealedFacts), head, rootKey)
    guard KeyedHash.areEqual(expected, authenticator), sealedFacts.count >= Self.nonceSize + Self.tagSize else {
      throw altered
    }
    let key = try KeyedHash.derive("backup facts", head.backupID, from: rootKey)
    let sealed = Array(sealedFacts.dropFirst(Self.nonceSize))
    var body = [UInt8](repeating: 0, count: sealed.count - Self.tagSize)
    let code = key.withBytes {
      crypto_aead_xchacha20poly1305_ietf_decrypt(
        &body, nil, nil, sealed, UInt64(sealed.count), head.backupID, UInt64(head.backupID.count),
        Array(sealedFacts.prefix(Self.nonceSize)), $0)
    }
    guard code == 0, let facts = BackupFacts(encoded: body) else { throw altered }
    return facts
  }

  private static func authenticator(
    _ listed: [UInt8], _ head: BackupHead, _ rootKey: SecretBytes
  ) throws -> [UInt8] {
    KeyedHash.hash(head.encoded() + listed, key: try KeyedHash.derive("backup table", head.backupID, from: rootKey))
  }

  private static func listed(_ entries: [Entry], _ sealedFacts: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt32(entries.count))
    for entry in entries {
      let (kind, id) = code(of: entry.part)
      writer.append(kind)
      writer.append(id)
      writer.append(entry.offset)
      writer.append(entry.length)
      writer.append(entry.hash)
    }
    writer.append(UInt16(sealedFacts.count))
    writer.append(sealedFacts)
    return writer.bytes
  }

  /// Nil unless these are the bytes of a table whose parts follow each other from `start` to `end` without a gap.
  init?(_ bytes: [UInt8], start: UInt64, end: UInt64) {
    let body = Array(bytes.dropLast(32))
    guard bytes.count > Self.tailSize, KeyedHash.checksum(body) == Array(bytes.suffix(32)) else { return nil }
    var reader = ByteReader(body)
    guard let count = reader.integer(UInt32.self), count > 0, count <= Self.largestCount else { return nil }
    var entries: [Entry] = []
    var next = start
    for _ in 0..<count {
      guard let kind = reader.integer(UInt8.self), let id = reader.bytes(16), let part = Self.part(kind, id),
        let offset = reader.integer(UInt64.self), let length = reader.integer(UInt64.self),
        let hash = reader.bytes(32), offset == next, length <= end - min(end, next)
      else { return nil }
      next += length
      entries.append(Entry(part: part, offset: offset, length: length, hash: hash))
    }
    guard next == end, entries[0].part == .books, Set(entries.map(\.part)).count == entries.count,
      let size = reader.integer(UInt16.self), let sealed = reader.bytes(Int(size)),
      let authenticator = reader.bytes(32), reader.isAtEnd
    else { return nil }
    self.init(entries: entries, sealedFacts: sealed, authenticator: authenticator)
  }

  private static func code(of part: BackupPart) -> (UInt8, [UInt8]) {
    switch part {
    case .head, .keys, .table: (0, [UInt8](repeating: 0, count: 16))
    case .books: (1, [UInt8](repeating: 0, count: 16))
    case .original(let id): (2, id.bytes)
    case .report(let id): (3, id.bytes)
    case .document(let name): (4, name.bytes)
    }
  }

  private static func part(_ kind: UInt8, _ id: [UInt8]) -> BackupPart? {
    switch kind {
    case 1: id.allSatisfy { $0 == 0 } ? .books : nil
    case 2: Identifier(bytes: id).map(BackupPart.original)
    case 3: Identifier(bytes: id).map(BackupPart.report)
    case 4: Identifier(bytes: id).map(BackupPart.document)
    default: nil
    }
  }
}

/// What the books of a backup are, known to who has a key.
public struct BackupFacts: Equatable, Sendable {
  /// Of the company.
  public let name: String
  /// Identifier of the books the backup was made of, 16 bytes.
  public let sourceID: [UInt8]
  /// Epoch of their root key.
  public let keyEpoch: UInt32
  public let changeSetCount: Int64
  /// Hash of the last change-set, 32 bytes.
  public let head: [UInt8]

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(short: name)
    writer.append(sourceID)
    writer.append(keyEpoch)
    writer.append(UInt64(bitPattern: changeSetCount))
    writer.append(head)
    return writer.bytes
  }

  init(name: String, sourceID: [UInt8], keyEpoch: UInt32, changeSetCount: Int64, head: [UInt8]) {
    // A name is kept whole letters only, up to what its field holds.
    var short = name
    while short.utf8.count > 255 { short.removeLast() }
    self.name = short
    self.sourceID = sourceID
    self.keyEpoch = keyEpoch
    self.changeSetCount = changeSetCount
    self.head = head
  }

  init?(encoded bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let name = reader.shortText(), let source = reader.bytes(16), let epoch = reader.integer(UInt32.self),
      let count = reader.integer(UInt64.self), count > 0, count <= UInt64(Int64.max), let head = reader.bytes(32),
      reader.isAtEnd
    else { return nil }
    self.init(name: name, sourceID: source, keyEpoch: epoch, changeSetCount: Int64(count), head: head)
  }
}
