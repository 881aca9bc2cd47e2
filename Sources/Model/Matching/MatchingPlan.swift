/// Which open lines of one account and third party seem to settle one another, before anybody decides.
public struct MatchingPlan: Equatable, Sendable {
  /// Why lines are put together.
  public enum Basis: Sendable, CaseIterable {
    /// Same amount, and one names the piece of the other.
    case reference
    /// Same amount, the oldest first.
    case amount
    /// Several lines of one side that make up one of the other.
    case sum
    /// Two amounts that differ by no more than what is tolerated.
    case near
  }

  public struct Group: Equatable, Sendable {
    public let basis: Basis
    /// Two to seven lines, in the order of the open lines.
    public let lines: [OpenLine]

    /// Debit less credit: nothing, but for ``Basis/near``.
    public var gap: Money { lines.reduce(.zero) { $0 + $1.amount } }

    init(_ basis: Basis, _ lines: [OpenLine]) {
      self.basis = basis
      self.lines = lines
    }
  }

  /// In the order of the oldest line of each.
  public let groups: [Group]
  /// The search for sums was cut short: there may be more than it found.
  public let hasGivenUp: Bool

  /// - Parameters:
  ///   - lines: of one account and third party, the oldest first.
  ///   - tolerance: two amounts no further apart than that are shown together, too.
  public init(_ lines: [OpenLine], tolerance: Money = .zero) {
    var search = MatchingSearch(lines)
    search.pairByReference()
    search.pairByAmount()
    search.addUp()
    if tolerance.minor > 0 { search.pairNear(within: tolerance.minor) }
    groups = search.found.sorted { $0.lines[0] < $1.lines[0] }
      .map { found in Group(found.basis, found.lines.map { lines[$0] }) }
    hasGivenUp = search.hasGivenUp
  }
}
