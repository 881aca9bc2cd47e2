import Crypto
import Foundation
import Model

/// The six digits that change every thirty seconds (TOTP, RFC 6238, over HOTP, RFC 4226): what every telephone program
/// shows for SHA-1, six digits and thirty seconds.
struct TimeCode: Sendable {
  static let period: Int64 = 30
  static let digits = 6
  /// Steps before and after the present one that are taken: clocks differ, and fingers are slow.
  static let tolerance: Int64 = 1

  let secret: [UInt8]

  static func step(at moment: Instant) -> Int64 { moment.milliseconds / (period * 1_000) }

  /// RFC 4226, section 5.3, of the number of the step.
  func code(step: Int64, digits: Int = TimeCode.digits) -> String {
    let message = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    let offset = Int(hash[hash.count - 1] & 15)
    let bits = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let range = (0..<digits).reduce(UInt32(1)) { power, _ in power &* 10 }
    let text = String(digits < 10 ? bits % range : bits)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The step whose code was typed, among those taken now; nil for none. Every one is compared, in constant time.
  func step(of typed: String, at moment: Instant) -> Int64? {
    let now = Self.step(at: moment)
    var found: Int64?
    for step in now - Self.tolerance...now + Self.tolerance where Self.areEqual(code(step: step), typed) {
      found = step
    }
    return found
  }

  private static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
  }
}
