/// Fields of a journal that changed. Nil is « unchanged ».
public struct JournalChanged: Equatable, Sendable {
  public var code: String
  public var label: String?
  /// The account that balances its entries; blank for none.
  public var counterpart: String?
  public var isActive: Bool?

  public init(code: String, label: String? = nil, counterpart: String? = nil, isActive: Bool? = nil) {
    self.code = code
    self.label = label
    self.counterpart = counterpart
    self.isActive = isActive
  }
}

/// Fields of an account that changed. Nil is « unchanged ».
public struct AccountChanged: Equatable, Sendable {
  public var number: String
  public var label: String?
  /// The VAT account its amounts go with; blank for none.
  public var vatAccount: String?
  /// Hundredths of a percent: 2000 is 20 %.
  public var vatRate: UInt32?
  public var isActive: Bool?

  public init(
    number: String, label: String? = nil, vatAccount: String? = nil, vatRate: UInt32? = nil, isActive: Bool? = nil
  ) {
    self.number = number
    self.label = label
    self.vatAccount = vatAccount
    self.vatRate = vatRate
    self.isActive = isActive
  }
}

/// Fields of a third party that changed. Nil is « unchanged ».
public struct PartyChanged: Equatable, Sendable {
  public var key: PartyKey
  public var label: String?
  /// Where its entries usually go; blank for none.
  public var usualAccount: String?
  /// Days it has to pay, or that the company has; 0 is at once.
  public var termDays: UInt32?
  public var isActive: Bool?

  public init(
    key: PartyKey, label: String? = nil, usualAccount: String? = nil, termDays: UInt32? = nil, isActive: Bool? = nil
  ) {
    self.key = key
    self.label = label
    self.usualAccount = usualAccount
    self.termDays = termDays
    self.isActive = isActive
  }
}
