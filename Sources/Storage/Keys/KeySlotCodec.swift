import Model

/// The bytes of the key-slot file. Every count is bounded before it is believed. Version 2 is that of books restored
/// from a backup: what the secrets are sealed to is not the identifier of the books, and follows it.
enum KeySlotCodec {
  private static let magic = Array("FMPSLOTS".utf8)
  private static let versions: ClosedRange<UInt16> = 1...2
  static let largestFile = 65_536

  static func encode(_ slots: KeySlots) -> [UInt8] {
    let body = authenticated(slots) + slots.authenticator
    return body + KeyedHash.checksum(body)
  }

  /// What the root key vouches for.
  static func authenticated(_ slots: KeySlots) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(magic)
    let isRestored = slots.bindingID != slots.databaseID
    writer.append(isRestored ? versions.upperBound : versions.lowerBound)
    writer.append(slots.databaseID)
    if isRestored { writer.append(slots.bindingID) }
    writer.append(slots.pageEpoch)
    writer.append(slots.rootCheck)
    writer.append(UInt16(slots.slots.count))
    for slot in slots.slots { append(slot, &writer) }
    return writer.bytes
  }

  private static func append(_ slot: KeySlot, _ writer: inout ByteWriter) {
    writer.append(slot.kind.rawValue)
    writer.append(slot.owner.bytes)
    writer.append(short: slot.name)
    writer.append(slot.cost.passes)
    writer.append(slot.cost.memoryKiB)
    writer.append(slot.salt)
    writer.append(slot.publicKey)
    writer.append(slot.nonce)
    writer.append(slot.sealedSecret)
    writer.append(slot.sealedRoot)
  }

  /// - Throws: ``KeyRefusal`` `.slotFileAltered` or `.slotFileTooNew`; nothing is derived or allocated on the word of
  ///   the file.
  static func decode(_ bytes: [UInt8]) throws -> KeySlots {
    guard bytes.count > 32, bytes.count <= largestFile else { throw KeyRefusal.slotFileAltered }
    let body = Array(bytes.dropLast(32))
    guard body.starts(with: magic), KeyedHash.checksum(body) == Array(bytes.suffix(32)) else {
      throw KeyRefusal.slotFileAltered
    }
    var reader = ByteReader(body.dropFirst(magic.count))
    guard let found = reader.integer(UInt16.self) else { throw KeyRefusal.slotFileAltered }
    guard found <= versions.upperBound else { throw KeyRefusal.slotFileTooNew }
    guard versions.contains(found), let slots = readSlots(&reader, isRestored: found == versions.upperBound),
      reader.isAtEnd
    else { throw KeyRefusal.slotFileAltered }
    return slots
  }

  private static func readSlots(_ reader: inout ByteReader, isRestored: Bool) -> KeySlots? {
    guard let databaseID = reader.bytes(16), let bindingID = isRestored ? reader.bytes(16) : databaseID,
      !isRestored || bindingID != databaseID, let epoch = reader.integer(UInt32.self),
      let check = reader.bytes(32), let count = reader.integer(UInt16.self), count <= KeySlots.largestCount
    else { return nil }
    var slots: [KeySlot] = []
    for _ in 0..<count {
      guard let slot = readSlot(&reader) else { return nil }
      slots.append(slot)
    }
    guard let authenticator = reader.bytes(32) else { return nil }
    return KeySlots(
      databaseID: databaseID, bindingID: bindingID, pageEpoch: epoch, rootCheck: check, slots: slots,
      authenticator: authenticator)
  }

  private static func readSlot(_ reader: inout ByteReader) -> KeySlot? {
    guard let kind = reader.integer(UInt8.self).flatMap(KeySlot.Kind.init),
      let owner = reader.bytes(16).flatMap({ Identifier<Person>(bytes: $0) }), let name = reader.shortText(),
      let passes = reader.integer(UInt32.self), let memory = reader.integer(UInt32.self),
      let salt = reader.bytes(KeySlot.saltSize), let publicKey = reader.bytes(32),
      let nonce = reader.bytes(KeySlot.nonceSize), let secret = reader.bytes(KeySlot.sealedSecretSize),
      let root = reader.bytes(KeySlot.sealedRootSize)
    else { return nil }
    let cost = PasswordCost(passes: passes, memoryKiB: memory)
    guard cost.isReasonable else { return nil }
    return KeySlot(
      kind: kind, owner: owner, name: name, cost: cost, salt: salt, publicKey: publicKey, nonce: nonce,
      sealedSecret: secret, sealedRoot: root)
  }
}
