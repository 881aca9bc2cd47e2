/// The VAT that a year collected, beside the one that its turnover lets expect (cadrage de la TVA): CGI, articles 266
/// and 269; the accounts are those of the PCG, 4457 and 70. Entries that only move income from one year to another are
/// in neither of them.
public struct TurnoverTax: Equatable, Sendable {
  /// What one account of class 70 earned.
  public struct Turnover: Equatable, Sendable {
    public var account: String
    public var label: String
    /// Credit less debit.
    public var amount: MoneyTotal
    /// Hundredths of a percent: what was set for the account, or what all of its last entries bear; 0 for no VAT. Nil
    /// where nothing tells: then anything up to the usual rate may be right.
    public var rate: UInt32?

    public init(account: String, label: String, amount: MoneyTotal, rate: UInt32?) {
      self.account = account
      self.label = label
      self.amount = amount
      self.rate = rate
    }
  }

  /// Accounts that hold what one year earned and another bills, or the other way round.
  public static let deferring = ["418", "4198", "487"]
  /// A gap up to this part of the tax expected, and ``leastTolerance``, is not spoken of: one in a hundred.
  public static let tolerated: Int128 = 100
  /// Ten euros: what the roundings of a year may come to.
  public static let leastTolerance = MoneyTotal(minor: 1_000)
  /// The usual rate (CGI, article 278), hundredths of a percent.
  private static let usualRate: UInt32 = 2_000

  public var turnovers: [Turnover]
  /// Credit less debit of the accounts of VAT collected, without what returns settle.
  public var collected: MoneyTotal

  public init(turnovers: [Turnover], collected: MoneyTotal) {
    self.turnovers = turnovers
    self.collected = collected
  }

  /// Between these the tax is to be: the same, where the rate of every account is known.
  public var expected: ClosingItem.Bounds {
    var (lowest, highest) = (Int128(0), Int128(0))
    for turnover in turnovers {
      let tax = turnover.amount.minor * Int128(turnover.rate ?? Self.usualRate) / 10_000
      lowest += turnover.rate == nil ? min(0, tax) : tax
      highest += turnover.rate == nil ? max(0, tax) : tax
    }
    return ClosingItem.Bounds(lowest: MoneyTotal(minor: lowest), highest: MoneyTotal(minor: highest))
  }

  /// A hundredth of the tax expected or collected, whichever is more, and never less than ten euros.
  public var tolerance: MoneyTotal {
    let most = max(expected.highest.minor.magnitude, expected.lowest.minor.magnitude, collected.minor.magnitude)
    return MoneyTotal(minor: max(Int128(most) / Self.tolerated, Self.leastTolerance.minor))
  }

  public var isPlausible: Bool {
    collected.minor >= expected.lowest.minor - tolerance.minor
      && collected.minor <= expected.highest.minor + tolerance.minor
  }

  /// The tax collected and what it should be, then the turnovers that this was worked out from.
  var findings: [ClosingItem.Finding] {
    guard !isPlausible else { return [] }
    return [ClosingItem.Finding(place: "4457", amount: .zero - collected, bounds: expected)]
      + turnovers.filter { !$0.amount.isZero }.map {
        ClosingItem.Finding(place: $0.account, label: $0.label, amount: .zero - $0.amount, rate: $0.rate)
      }
  }
}
