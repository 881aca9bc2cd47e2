// The third parties behind an account: two customers exchanged leave its balance as it was.
extension FECLinks {
  /// What one third party has on one account, debit less credit.
  public struct PartyShare: Equatable, Sendable {
    public var account: String
    public var party: String
    public var balance: MoneyTotal
    /// Its first line in the file.
    public var line: Int

    public init(account: String, party: String, balance: MoneyTotal, line: Int) {
      self.account = account
      self.party = party
      self.balance = balance
      self.line = line
    }
  }

  /// A third party whose opening is not what the year before left it; or, where `party` is nil, an account whose
  /// opening names no third party at all, while so many were left with a balance.
  struct PartyGap: Equatable {
    var account: String
    var party: String?
    var opening = MoneyTotal.zero
    var closing = MoneyTotal.zero
    var leftParties = 0
    var line: Int?

    func anomaly(_ before: FiscalYear) -> FECAnomaly {
      guard let party else {
        return FECAnomaly(.openingWithoutParties, line: line, values: [account, String(leftParties), before.name])
      }
      return FECAnomaly(
        .openingPartyDiffers, line: line,
        values: [account, party, String(opening.minor), String(closing.minor), before.name])
    }
  }

  /// Where a year opens otherwise than the year before closed: by account, then, on the accounts that agree, by third
  /// party. Made one by one when asked for: a change of codes gives tens of thousands.
  public static func gaps(of year: FECLinks, against before: FECLinks, ended: FiscalYear) -> some Sequence<FECAnomaly> {
    let byAccount = openingGaps(year.opening, against: before.closing, of: ended)
    let told = Set(byAccount.compactMap { $0.values.first.flatMap(carriedKey) })
    let byParty = year.opening.isEmpty ? [] : partyGaps(year.partyOpening, against: before.partyClosing, sparing: told)
    let places = Dictionary(year.opening.map { (carriedKey($0.account), $0.line) }) { first, _ in first }
    let parties = byParty.lazy.map { gap in
      var gap = gap
      // The lines that name nobody are where the account opens.
      if gap.party == nil { gap.line = places[carriedKey(gap.account)] }
      return gap.anomaly(ended)
    }
    return [AnySequence(byAccount), AnySequence(parties)].lazy.flatMap { $0 }
  }

  /// In the order of accounts, then of codes. Where one of the two years names no third party with a balance on an
  /// account, there is nothing to hold the other to: openings by account alone are legal (told once, for the balances
  /// of third parties then begin at nothing), and a year that begins to name its third parties is not at fault.
  static func partyGaps(
    _ opening: [PartyShare], against closing: [PartyShare], sparing told: Set<String>
  ) -> [PartyGap] {
    let (brought, left) = (byAccount(opening, sparing: told), byAccount(closing, sparing: told))
    return Set(brought.keys).union(left.keys).sorted().flatMap { key -> [PartyGap] in
      guard let was = left[key], let account = was.values.map(\.account).min() else { return [] }
      guard let now = brought[key] else { return [PartyGap(account: account, leftParties: was.count)] }
      return Set(was.keys).union(now.keys).sorted().compactMap { party in
        let (one, other) = (now[party], was[party])
        let gap = PartyGap(
          account: one?.account ?? account, party: party, opening: one?.balance ?? .zero,
          closing: other?.balance ?? .zero, line: one?.line)
        return gap.opening == gap.closing ? nil : gap
      }
    }
  }

  /// By the key of the account and the code: those that stand at nothing are as if they were not named.
  private static func byAccount(
    _ shares: [PartyShare], sparing told: Set<String>
  ) -> [String: [String: PartyShare]] {
    var found: [String: [String: PartyShare]] = [:]
    for share in shares {
      guard let key = carriedKey(share.account), key != resultKey, !told.contains(key) else { continue }
      if var known = found[key]?[share.party] {
        known.balance += share.balance
        known.line = min(known.line, share.line)
        found[key]?[share.party] = known
      } else {
        found[key, default: [:]][share.party] = share
      }
    }
    return found.mapValues { $0.filter { !$0.value.balance.isZero } }.filter { !$0.value.isEmpty }
  }
}
