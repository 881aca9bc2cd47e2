/// The nine digits that name a legal unit in France (INSEE), with their Luhn key checked.
public struct SIREN: Hashable, Sendable {
  /// Nine digits, no space.
  public let digits: String

  /// Accepts spaces between groups, as people write them. Nil unless nine digits whose Luhn sum is a multiple of ten
  /// remain. 000000000, which passes the sum, names nobody and is refused.
  public init?(_ text: some StringProtocol) {
    let kept = String(text.filter { !$0.isWhitespace })
    guard kept.utf8.count == 9, kept.utf8.allSatisfy({ (48...57).contains($0) }), kept != "000000000",
      Self.luhnSum(kept) % 10 == 0
    else { return nil }
    digits = kept
  }

  private static func luhnSum(_ digits: String) -> Int {
    digits.utf8.reversed().enumerated().reduce(0) { sum, place in
      let digit = Int(place.element - 48)
      guard place.offset % 2 == 1 else { return sum + digit }
      return sum + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
    }
  }
}

extension SIREN: CustomStringConvertible {
  public var description: String { digits }
}
