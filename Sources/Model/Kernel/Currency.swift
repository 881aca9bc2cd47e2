/// An ISO 4217 currency, kept as its three capital letters.
public struct Currency: Hashable, Sendable {
  private let packed: UInt32

  public static let eur = Currency("EUR")!

  /// Nil unless `code` is three ASCII capital letters.
  public init?(_ code: some StringProtocol) {
    let letters = Array(code.utf8)
    guard letters.count == 3, letters.allSatisfy({ (65...90).contains($0) }) else { return nil }
    packed = letters.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension Currency: CustomStringConvertible {
  public var description: String {
    String(decoding: [UInt8(packed >> 16 & 255), UInt8(packed >> 8 & 255), UInt8(packed & 255)], as: UTF8.self)
  }
}
