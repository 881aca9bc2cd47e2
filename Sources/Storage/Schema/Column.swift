/// One column, in the terms both engines share.
public struct Column: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// 64 bits: local numbers, cents, counts.
    case integer
    /// 16 bits: flags 0 and 1, codes of an enum.
    case small
    /// A day as AAAAMMJJ or a month as AAAAMM: 32 bits.
    case date
    /// Compared byte by byte.
    case text
    case blob
  }

  public let name: String
  public let kind: Kind
  public let isOptional: Bool

  public static func integer(_ name: String) -> Column { Column(name: name, kind: .integer, isOptional: false) }
  public static func small(_ name: String) -> Column { Column(name: name, kind: .small, isOptional: false) }
  public static func date(_ name: String) -> Column { Column(name: name, kind: .date, isOptional: false) }
  public static func text(_ name: String) -> Column { Column(name: name, kind: .text, isOptional: false) }
  public static func blob(_ name: String) -> Column { Column(name: name, kind: .blob, isOptional: false) }

  /// The same column, where null stands for « none ».
  public var optional: Column { Column(name: name, kind: kind, isOptional: true) }
}
