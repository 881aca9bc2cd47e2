/// What proves a person beside their password: the secret their telephone holds too, and ten codes on paper for the day
/// it is lost. Kept sealed; see ``SecondFactorChanged``.
public struct SecondFactor: Hashable, Sendable {
  /// 160 bits, as RFC 4226 recommends.
  public static let secretSize = 20
  public static let recoveryCodeCount = 10

  public var secret: [UInt8]
  /// 16 bytes, hashed with each recovery code.
  public var salt: [UInt8]
  /// BLAKE2b-256 of each recovery code that was not used yet.
  public var recoveryHashes: [[UInt8]]

  public init(secret: [UInt8], salt: [UInt8], recoveryHashes: [[UInt8]]) {
    self.secret = secret
    self.salt = salt
    self.recoveryHashes = recoveryHashes
  }
}

/// Why a second factor was not set up, or a code not taken.
public enum FactorRefusal: String, Refusal {
  case wrongCode = "factor.wrong_code"
  /// Each code serves once.
  case usedCode = "factor.used_code"
  /// The person has no second factor.
  case none = "factor.none"
  /// What was begun is over: the password is asked again.
  case expired = "factor.expired"

  public var code: String { rawValue }
}
