/// One argument of a statement. Amounts are integer cents, dates the number AAAAMMJJ, flags 0 or 1.
public enum Value: Equatable, Sendable {
  case integer(Int64)
  case text(String)
  case blob([UInt8])
  case null
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(nilLiteral: ()) { self = .null }
}

extension Value {
  /// Any width of integer.
  public static func number(_ value: some FixedWidthInteger) -> Value { .integer(Int64(value)) }
}
