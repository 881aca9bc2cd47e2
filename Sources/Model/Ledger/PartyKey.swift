/// What names a third party (tiers) in the books: its code, and the nature of its accounts, because the same code may
/// be a customer under 411 and somebody else under 401.
public struct PartyKey: Hashable, Sendable {
  public var nature: PartyNature
  public var code: String

  public init(nature: PartyNature, code: String) {
    self.nature = nature
    self.code = code
  }
}

extension PartyKey: Comparable {
  /// By nature, then byte by byte, as the tables have them.
  public static func < (left: PartyKey, right: PartyKey) -> Bool {
    left.nature == right.nature ? left.code.precedes(right.code) : left.nature.rawValue < right.nature.rawValue
  }
}

/// The raw values are part of the signed log.
public enum PartyNature: UInt8, Sendable, CaseIterable {
  case supplier = 1
  case customer = 2
  case staff = 3
  case other = 4

  /// The nature a control account implies: 40 fournisseurs, 41 clients, 42 personnel (PCG, classe 4).
  public init(account: some StringProtocol) {
    switch account.utf8.prefix(2).map({ $0 }) {
    case [52, 48]: self = .supplier
    case [52, 49]: self = .customer
    case [52, 50]: self = .staff
    default: self = .other
    }
  }
}
