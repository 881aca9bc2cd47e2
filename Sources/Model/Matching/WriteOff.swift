/// Up to which difference a matching may be completed by a write-off, for the whole company.
public struct MatchingToleranceSet: Equatable, Sendable {
  /// See ``WriteOff/bounds``.
  public var amount: Money

  public init(amount: Money) { self.amount = amount }
}

/// The difference of a matching was booked by an entry of its own, made in the same act: what undoes the one takes the
/// other back.
public struct MatchingWrittenOff: Equatable, Sendable {
  public var matching: Identifier<Matching>
  public var entry: Identifier<JournalEntry.Validated>

  public init(matching: Identifier<Matching>, entry: Identifier<JournalEntry.Validated>) {
    self.matching = matching
    self.entry = entry
  }
}

/// A small difference between what was asked and what was paid (écart de règlement), given up: it goes to a charge when
/// it was to be received, to a product when it was to be paid (PCG, comptes 658 et 758, charges et produits divers de
/// gestion courante).
public struct WriteOff: Equatable, Sendable {
  /// What a company tolerates before it says otherwise: the cents that come of rounding taxes line by line.
  public static let usualTolerance = Money(minor: 5)
  /// Beyond ten euros a difference is a claim or a debt, and has its own piece.
  public static let bounds: ClosedRange<Int64> = 0...1_000

  /// Debit less credit of the lines that do not settle one another; never zero.
  public let gap: Money

  /// Nil where nothing is left, and for more than is tolerated.
  public init?(gap: MoneyTotal, tolerance: Money) {
    let limit = Int128(min(max(tolerance.minor, 0), Self.bounds.upperBound))
    guard !gap.isZero, -limit...limit ~= gap.minor else { return nil }
    self.gap = Money(minor: Int64(gap.minor))
  }

  public var isLoss: Bool { gap.minor > 0 }
  /// First digits of the account that takes it.
  public var root: String { isLoss ? "658" : "758" }

  /// The number of its account where the books have none yet: as long as the account that is matched.
  public func number(like account: String) -> String {
    root + String(repeating: "0", count: max(0, min(account.utf8.count, 12) - root.utf8.count))
  }

  /// Both lines of the entry: what is taken off the account, then the charge or the product.
  public func lines(account: String, party: PartyKey?, counterpart: String) -> [EntryLine] {
    let (debit, credit) = isLoss ? (gap, Money.zero) : (Money.zero, -gap)
    return [
      EntryLine(account: account, party: party, debit: credit, credit: debit, sourceRank: 0),
      EntryLine(account: counterpart, debit: debit, credit: credit, sourceRank: 1),
    ]
  }
}
