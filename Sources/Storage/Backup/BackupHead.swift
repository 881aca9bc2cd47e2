import Model

/// What a backup says of itself in clear, at its beginning: enough to name it in a list and to ask for a key.
public struct BackupHead: Equatable, Sendable {
  public enum Origin: UInt8, Sendable {
    case person = 1
    case schedule = 2
  }

  static let magic = Array("FMPBACK".utf8)
  static let version: UInt8 = 1
  /// Magic, version and length: what is read before anything else is believed.
  static let startSize = 12
  private static let fixedSize = 66
  static let checksumSize = 32
  static let largest = fixedSize + KeySlotCodec.largestFile + checksumSize

  /// 16 bytes, drawn for this backup: also the identifier of the books inside, so that none of their pages is sealed
  /// as a page of other books.
  public let backupID: [UInt8]
  public let madeAt: Instant
  public let siren: SIREN
  public let origin: Origin
  /// The bytes of a key-slot file.
  let slots: [UInt8]
  var tableOffset: UInt64 = 0
  /// Of the whole file, in bytes.
  public internal(set) var length: UInt64 = 0

  /// Of the head, in bytes: the first part follows.
  var size: Int { Self.fixedSize + slots.count + Self.checksumSize }

  /// The ways to the key, as they were when the backup was made.
  public func keys() throws -> KeySlots { try KeySlotCodec.decode(slots) }

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(Self.magic)
    writer.append(Self.version)
    writer.append(UInt32(size))
    writer.append(backupID)
    writer.append(UInt64(bitPattern: madeAt.milliseconds))
    writer.append(siren.digits.utf8)
    writer.append(origin.rawValue)
    writer.append(tableOffset)
    writer.append(length)
    writer.append(UInt32(slots.count))
    writer.append(slots)
    return writer.bytes + KeyedHash.checksum(writer.bytes)
  }

  /// Bytes of the head that starts so.
  ///
  /// - Throws: ``BackupDefect`` `.notABackup`, `.tooNew`, `.altered`.
  static func size(startingWith bytes: [UInt8]) throws -> Int {
    guard bytes.starts(with: magic), bytes.count > magic.count else { throw BackupDefect.notABackup }
    let found = bytes[magic.count]
    guard found <= version else { throw BackupDefect.tooNew(version: Int(found)) }
    var reader = ByteReader(bytes.dropFirst(magic.count + 1))
    guard found == version, let size = reader.integer(UInt32.self), size >= fixedSize + checksumSize, size <= largest
    else { throw BackupDefect.altered(.head, start: 0, end: UInt64(startSize)) }
    return Int(size)
  }

  /// - Throws: ``BackupDefect`` `.altered`.
  static func decode(_ bytes: [UInt8]) throws -> BackupHead {
    let altered = BackupDefect.altered(.head, start: 0, end: UInt64(bytes.count))
    let body = Array(bytes.dropLast(checksumSize))
    guard KeyedHash.checksum(body) == Array(bytes.suffix(checksumSize)) else { throw altered }
    var reader = ByteReader(body.dropFirst(startSize))
    guard let id = reader.bytes(16), let madeAt = reader.integer(UInt64.self),
      let digits = reader.bytes(9).flatMap({ String(validating: $0, as: UTF8.self) }), let siren = SIREN(digits),
      siren.digits == digits, let origin = reader.integer(UInt8.self).flatMap(Origin.init),
      let tableOffset = reader.integer(UInt64.self), let length = reader.integer(UInt64.self),
      let count = reader.integer(UInt32.self), let slots = reader.bytes(Int(count)), reader.isAtEnd
    else { throw altered }
    return BackupHead(
      backupID: id, madeAt: Instant(milliseconds: Int64(bitPattern: madeAt)), siren: siren, origin: origin,
      slots: slots, tableOffset: tableOffset, length: length)
  }
}
