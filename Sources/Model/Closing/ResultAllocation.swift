/// What the members decide to do with the result of a year (affectation du résultat).
public struct ResultAllocation: Equatable, Sendable {
  /// What of the balance sheet the law looks at.
  public struct Standing: Equatable, Sendable {
    /// Positive for a profit.
    public var result: MoneyTotal
    /// Credit balance of 101.
    public var capital: MoneyTotal
    /// Credit balance of 1061.
    public var legalReserve: MoneyTotal
    /// Debit balance of 119: losses of the years before.
    public var priorLosses: MoneyTotal

    public init(result: MoneyTotal, capital: MoneyTotal, legalReserve: MoneyTotal, priorLosses: MoneyTotal) {
      self.result = result
      self.capital = capital
      self.legalReserve = legalReserve
      self.priorLosses = priorLosses
    }

    /// Five percent of the profit, less the losses of the years before, until the reserve is a tenth of the capital
    /// (code de commerce, L232-10): never less, so a part of a cent counts as one.
    public var legalReserveShare: MoneyTotal {
      let base = result.minor - max(0, priorLosses.minor)
      let missing = (capital.minor + 9) / 10 - legalReserve.minor
      guard base > 0, missing > 0 else { return .zero }
      return MoneyTotal(minor: min((base + 19) / 20, missing))
    }
  }

  public var legalReserve: Money
  /// 1068.
  public var otherReserves: Money
  /// 110.
  public var retained: Money
  /// 457.
  public var dividends: Money
  /// 119: what a loss leaves, or, negative, what a profit pays of the losses before.
  public var carriedLoss: Money

  public init(
    legalReserve: Money = .zero, otherReserves: Money = .zero, retained: Money = .zero, dividends: Money = .zero,
    carriedLoss: Money = .zero
  ) {
    self.legalReserve = legalReserve
    self.otherReserves = otherReserves
    self.retained = retained
    self.dividends = dividends
    self.carriedLoss = carriedLoss
  }

  /// A loss is carried; a profit first pays losses of before, then fills the legal reserve, and the rest is carried.
  /// Nil when an amount is more than one line may hold.
  public init?(proposedFor standing: Standing) {
    let paid = min(max(standing.result.minor, 0), max(standing.priorLosses.minor, 0))
    let reserve = standing.legalReserveShare
    let rest = standing.result.minor > 0 ? standing.result.minor - paid - reserve.minor : 0
    let loss = standing.result.minor < 0 ? -standing.result.minor : -paid
    guard [reserve.minor, rest, loss].allSatisfy({ $0.magnitude <= UInt128(Money.largestMinor) }) else { return nil }
    self.init(
      legalReserve: Money(minor: Int64(reserve.minor)), retained: Money(minor: Int64(rest)),
      carriedLoss: Money(minor: Int64(loss)))
  }

  /// What of the result it leaves without a place: nothing when it is right.
  public func remainder(of result: MoneyTotal) -> MoneyTotal {
    var left = result
    for amount in [legalReserve, otherReserves, retained, dividends] { left.add(-amount) }
    left.add(carriedLoss)
    return left
  }

  /// Root of the account and amount, credit positive, in the order of accounts; without what is nothing.
  public var shares: [(root: String, credit: Money)] {
    [
      ("1061", legalReserve), ("1068", otherReserves), ("110", retained), ("119", -carriedLoss), ("457", dividends),
    ].filter { !$0.1.isZero }.map { (root: $0.0, credit: $0.1) }
  }
}
