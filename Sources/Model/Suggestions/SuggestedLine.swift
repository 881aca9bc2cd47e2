/// A line that is proposed, and why: nobody takes it for what they typed.
public struct SuggestedLine: Equatable, Sendable {
  public var account: String
  public var party: PartyKey?
  public var label: String
  public var side: GuideLine.Side
  /// Cents on its side; nil for what only the person knows.
  public var cents: Int64?
  public var basis: ProposalBasis
  /// The amount is what the rest waits for.
  public var isAsked: Bool

  public init(
    account: String, party: PartyKey? = nil, label: String = "", side: GuideLine.Side, cents: Int64? = nil,
    basis: ProposalBasis, isAsked: Bool = false
  ) {
    self.account = account
    self.party = party
    self.label = label
    self.side = side
    self.cents = cents
    self.basis = basis
    self.isAsked = isAsked
  }
}

/// Where a proposed line comes from.
public enum ProposalBasis: Equatable, Sendable {
  /// The last entry of the third party.
  case lastEntry(CalendarDate)
  /// So many of so many entries of the journal whose label has the word.
  case label(word: String, count: Int, total: Int)
  /// Of a net account, at a rate in hundredths of a percent.
  case vat(of: String, rate: UInt32, VATBasis)
  /// The account that balances the entries of the journal.
  case counterpart
  case guide(code: String)
}

/// How a rate of VAT is known.
public enum VATBasis: Equatable, Sendable {
  /// Somebody set it on the account.
  case setting
  /// So many of the last entries of the account bear it.
  case learnt(count: Int, total: Int)
  /// The plan comptable lets expect it.
  case plan
}

/// The VAT of an account, and how it is known.
public struct VATRule: Equatable, Sendable {
  public var vat: AccountVAT
  public var basis: VATBasis

  public init(vat: AccountVAT, basis: VATBasis) {
    self.vat = vat
    self.basis = basis
  }
}
