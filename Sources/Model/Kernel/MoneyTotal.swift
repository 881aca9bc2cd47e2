/// A sum of any number of amounts in euro cents. 128 bits hold a milliard of the largest amounts, so a total cannot
/// overflow on any file that was let in.
public struct MoneyTotal: Hashable, Sendable {
  public private(set) var minor: Int128

  public init(minor: Int128 = 0) { self.minor = minor }

  public static let zero = MoneyTotal()

  public var isZero: Bool { minor == 0 }

  public mutating func add(_ amount: Money) { minor += Int128(amount.minor) }

  public static func + (left: MoneyTotal, right: MoneyTotal) -> MoneyTotal {
    MoneyTotal(minor: left.minor + right.minor)
  }

  public static func - (left: MoneyTotal, right: MoneyTotal) -> MoneyTotal {
    MoneyTotal(minor: left.minor - right.minor)
  }

  public static func += (left: inout MoneyTotal, right: MoneyTotal) { left.minor += right.minor }
}

extension MoneyTotal: CustomStringConvertible {
  public var description: String { DecimalComma.text(minor: minor) }
}
