import Model

/// The printed code that opens the books when every password is lost: 128 random bits and 12 bits of check, as 28
/// letters and digits in groups of four. The letters I, L and O, which read like digits, are taken for them.
public struct RecoveryCode: Sendable {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  public let secret: SecretBytes

  static func draw() throws -> RecoveryCode { RecoveryCode(secret: try SecretBytes(randomCount: 16)) }

  private init(secret: SecretBytes) { self.secret = secret }

  /// - Throws: ``KeyRefusal/mistypedRecoveryCode``, before any key is derived.
  public init(_ text: String) throws {
    var bits = [UInt8]()
    for character in text.uppercased().utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
      guard let value = Self.value(of: character), bits.count < 28 else { throw KeyRefusal.mistypedRecoveryCode }
      bits.append(value)
    }
    guard bits.count == 28 else { throw KeyRefusal.mistypedRecoveryCode }
    var code = bits.reduce(CodeBits()) { $0.shifted(by: 5, adding: $1) }
    var bytes = code.secretBytes
    defer { Sodium.wipe(&bytes) }
    guard Self.check(bytes) == code.check else { throw KeyRefusal.mistypedRecoveryCode }
    code = CodeBits()
    secret = try SecretBytes(wiping: &bytes)
  }

  /// `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`: to be shown once, and printed.
  public var printed: String {
    var bytes = secret.withBytes { Array(UnsafeBufferPointer(start: $0, count: 16)) }
    defer { Sodium.wipe(&bytes) }
    let check = Self.check(bytes)
    let bits = CodeBits(secret: bytes, check: check)
    let letters = (0..<28).map { Character(UnicodeScalar(Self.alphabet[Int(bits.group($0))])) }
    return stride(from: 0, to: 28, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  private static func check(_ bytes: [UInt8]) -> UInt16 {
    let hash = KeyedHash.checksum(Array("fmp recovery code".utf8) + bytes)
    return (UInt16(hash[0]) << 8 | UInt16(hash[1])) & 0xFFF
  }

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "O"): 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): 1
    default: alphabet.firstIndex(of: character).map { UInt8($0) }
    }
  }
}

/// The 140 bits of a code: the secret above, the check below.
private struct CodeBits {
  private var secret: UInt128 = 0
  private(set) var check: UInt16 = 0

  init() {}

  init(secret bytes: [UInt8], check: UInt16) {
    secret = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    self.check = check
  }

  var secretBytes: [UInt8] { (0..<16).map { UInt8(truncatingIfNeeded: secret >> (120 - 8 * $0)) } }

  func shifted(by count: Int, adding low: UInt8) -> CodeBits {
    var result = self
    result.secret = secret << count | UInt128(check >> (12 - count))
    result.check = (check << count | UInt16(low)) & 0xFFF
    return result
  }

  /// The 5 bits of letter number `index`, the first being the highest.
  func group(_ index: Int) -> UInt8 {
    let place = 135 - 5 * index
    if place >= 12 { return UInt8(truncatingIfNeeded: secret >> (place - 12)) & 31 }
    let low = UInt32(truncatingIfNeeded: secret) << 12 | UInt32(check)
    return UInt8(truncatingIfNeeded: low >> place) & 31
  }
}
