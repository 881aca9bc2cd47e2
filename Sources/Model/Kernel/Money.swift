/// An exact amount in one currency: a signed count of minor units (cents for the euro).
///
/// Adding and subtracting trap on overflow and on two currencies: both are faults of the program, since every
/// parser bounds what it reads by ``Money/largestMinor``. There is no division here; a share that must be rounded
/// names its rounding.
public struct Money: Hashable, Sendable {
  /// Signed count of minor units; 12,34 € is 1234.
  public let minor: Int64
  public let currency: Currency

  /// The largest magnitude a parser may let in: 10¹² cents, ten milliards of euros.
  public static let largestMinor: Int64 = 1_000_000_000_000

  public init(minor: Int64, currency: Currency = .eur) {
    self.minor = minor
    self.currency = currency
  }

  public static let zero = Money(minor: 0)

  public var isZero: Bool { minor == 0 }

  public static func + (left: Money, right: Money) -> Money {
    precondition(left.currency == right.currency, "two currencies in one sum")
    return Money(minor: left.minor + right.minor, currency: left.currency)
  }

  public static func - (left: Money, right: Money) -> Money {
    precondition(left.currency == right.currency, "two currencies in one difference")
    return Money(minor: left.minor - right.minor, currency: left.currency)
  }

  public static prefix func - (value: Money) -> Money {
    Money(minor: -value.minor, currency: value.currency)
  }
}

extension Money: CustomStringConvertible {
  /// `1234,50 EUR`: for diagnosis only. Pages format amounts themselves.
  public var description: String { "\(DecimalComma.text(minor: minor)) \(currency)" }
}
