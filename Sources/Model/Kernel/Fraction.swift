/// An exact quotient: what people write as a calculation is done without a binary fraction, and rounded once.
public struct Fraction: Hashable, Sendable {
  public let over: Int128
  /// Above zero.
  public let under: Int128

  /// Nil when `under` is 0, and beyond 60 bits on either side: a product of two would not fit.
  public init?(_ over: Int128, _ under: Int128) {
    guard under != 0 else { return nil }
    let (over, under) = under < 0 ? (-over, -under) : (over, under)
    let divisor = Self.divisor(over < 0 ? -over : over, under)
    guard (over / divisor).magnitude < 1 << 60, (under / divisor).magnitude < 1 << 60 else { return nil }
    self.over = over / divisor
    self.under = under / divisor
  }

  /// Whole cents as euros.
  public init?(cents: Int64) { self.init(Int128(cents), 100) }

  /// Figures with at most one decimal mark, a comma or a dot; nil for anything else.
  public init?(decimal text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    let digits = parts.joined()
    guard parts.count <= 2, (1...18).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let decimals = parts.count == 2 ? parts[1].utf8.count : 0
    self.init(
      digits.utf8.reduce(0) { $0 * 10 + Int128($1 - 48) }, (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 })
  }

  /// Half a cent goes away from zero; nil beyond the largest amount.
  public var cents: Int64? {
    let scaled = over * 100
    let (quotient, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: under.magnitude)
    let rounded = quotient + (rest * 2 >= under.magnitude ? 1 : 0)
    guard rounded <= UInt128(Money.largestMinor) else { return nil }
    return scaled < 0 ? -Int64(rounded) : Int64(rounded)
  }

  public func plus(_ other: Fraction) -> Fraction? {
    Fraction(over * other.under + other.over * under, under * other.under)
  }

  public func minus(_ other: Fraction) -> Fraction? {
    Fraction(over * other.under - other.over * under, under * other.under)
  }

  public func times(_ other: Fraction) -> Fraction? { Fraction(over * other.over, under * other.under) }

  public func divided(by other: Fraction) -> Fraction? { Fraction(over * other.under, under * other.over) }

  private static func divisor(_ one: Int128, _ other: Int128) -> Int128 {
    var (one, other) = (one, other)
    while other != 0 { (one, other) = (other, one % other) }
    return max(one, 1)
  }
}
