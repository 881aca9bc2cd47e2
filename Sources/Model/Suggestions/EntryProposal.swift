/// What completes an entry that is being typed: by the third party's last entry or the habits of its label, the VAT of
/// its accounts and the counterpart of its journal.
///
/// Nothing that was typed changes, no amount is guessed: what does not follow from what was typed stays blank, and no
/// difference goes to a suspense account. Two cents of rounding never appear: the tax of a gross amount is what its net
/// leaves (see ``AccountVAT``).
public struct EntryProposal: Sendable {
  /// A line already typed.
  public struct Typed: Equatable, Sendable {
    public var account: String
    public var party: PartyKey?
    /// Debit less credit; nil while it has no amount.
    public var cents: Int64?

    public init(account: String, party: PartyKey? = nil, cents: Int64? = nil) {
      self.account = account
      self.party = party
      self.cents = cents
    }
  }

  private struct Row {
    var account: String
    var party: PartyKey?
    /// Debit less credit.
    var cents: Int64?
    var side: GuideLine.Side
    /// Nil for a typed line.
    var basis: ProposalBasis?

    var isVAT: Bool { AccountVAT.isVAT(account) }
    var isNet: Bool { ["2", "6", "7"].contains(String(account.prefix(1))) }
    var isGross: Bool { party != nil || ["40", "41", "42", "46", "5"].contains { account.hasPrefix($0) } }
    var sign: Int64 { side == .debit ? 1 : -1 }
  }

  private var rows: [Row]
  private let rules: [String: VATRule]
  private let counterpart: String?

  /// - Parameters:
  ///   - skeleton: lines that the entry is expected to have; their amounts are not looked at.
  ///   - rules: of the accounts typed and expected.
  public init(typed: [Typed], skeleton: [SuggestedLine], rules: [String: VATRule], counterpart: String?) {
    self.rules = rules
    self.counterpart = counterpart
    rows = typed.map { line in
      let side: GuideLine.Side =
        line.cents.map { $0 >= 0 ? .debit : .credit } ?? skeleton.first { $0.account == line.account }?.side
        ?? Self.side(of: line.account)
      return Row(account: line.account, party: line.party, cents: line.cents, side: side)
    }
    for line in skeleton where !typed.contains(where: { $0.account == line.account }) {
      rows.append(Row(account: line.account, party: line.party, side: line.side, basis: line.basis))
    }
  }

  /// The lines to add, in the order of the entry.
  public mutating func lines() -> [SuggestedLine] {
    addVAT()
    addCounterpart()
    fillAmounts()
    let proposed = rows.compactMap { row in
      row.basis.map { basis in
        SuggestedLine(
          account: row.account, party: row.party, side: Self.shownSide(row), cents: row.cents.map { abs($0) },
          basis: Self.told(row, basis, rules, rows))
      }
    }
    return proposed
  }

  private static func shownSide(_ row: Row) -> GuideLine.Side {
    row.cents.map { $0 == 0 ? row.side : $0 > 0 ? .debit : .credit } ?? row.side
  }

  /// A tax that was calculated says by which rate, whatever made its line expected.
  private static func told(
    _ row: Row, _ basis: ProposalBasis, _ rules: [String: VATRule], _ rows: [Row]
  ) -> ProposalBasis {
    guard row.isVAT, row.cents != nil, let net = rows.first(where: { $0.isNet && rules[$0.account] != nil }),
      let rule = rules[net.account]
    else { return basis }
    return .vat(of: net.account, rate: rule.vat.rate, rule.basis)
  }

  /// A net account whose VAT is known, in an entry that nothing else was expected of.
  private mutating func addVAT() {
    let isExpected = rows.contains { $0.basis != nil }
    guard !isExpected, !rows.contains(where: \.isVAT) else { return }
    for net in rows where net.isNet {
      guard let rule = rules[net.account], rule.vat.rate > 0,
        !rows.contains(where: { $0.account == rule.vat.account })
      else { continue }
      rows.append(
        Row(
          account: rule.vat.account, side: net.side, basis: .vat(of: net.account, rate: rule.vat.rate, rule.basis)))
    }
  }

  private mutating func addCounterpart() {
    guard let counterpart, rows.contains(where: { $0.isNet || $0.isGross }),
      !rows.contains(where: { $0.account == counterpart })
    else { return }
    let bank = counterpart.hasPrefix("5")
    // A bank faces a third party as well as a charge; another counterpart faces what is not a third party yet.
    guard bank ? !rows.contains(where: { $0.account.hasPrefix("5") }) : !rows.contains(where: \.isGross) else { return }
    let side: GuideLine.Side = rows.first.map { $0.side == .debit ? .credit : .debit } ?? .credit
    rows.append(Row(account: counterpart, side: side, basis: .counterpart))
  }

  private mutating func fillAmounts() {
    guard rows.contains(where: { $0.cents != nil }) else { return }
    let nets = rows.indices.filter { rows[$0].isNet }
    if !nets.isEmpty, nets.allSatisfy({ rows[$0].cents != nil }) {
      taxNets(nets)
    } else {
      splitGross(nets)
    }
    balance()
  }

  /// Net amounts are known: the tax of each VAT account is that of their sum, rounded once.
  private mutating func taxNets(_ nets: [Int]) {
    for place in rows.indices where rows[place].isVAT && rows[place].cents == nil {
      let own = nets.filter { net in
        guard let rule = rules[rows[net].account] else { return false }
        return rule.vat.account == rows[place].account || rows.filter(\.isVAT).count == 1
      }
      let byRate = Dictionary(grouping: own) { rules[rows[$0].account]?.vat.rate ?? 0 }
      guard !own.isEmpty else { continue }
      var tax: Int64 = 0
      for (rate, places) in byRate {
        let sum = places.reduce(Int64(0)) { $0 + (rows[$1].cents ?? 0) }
        guard let part = AccountVAT(account: "", rate: rate).tax(on: sum) else { return }
        tax += part
      }
      rows[place].cents = tax
    }
  }

  /// The one gross amount is known: its net and its tax follow where there is one of each.
  private mutating func splitGross(_ nets: [Int]) {
    let taxes = rows.indices.filter { rows[$0].isVAT }
    let given = rows.indices.filter { rows[$0].isGross && rows[$0].cents != nil }
    guard let net = nets.first, nets.count == 1, taxes.count == 1, let gross = given.first, given.count == 1,
      rows[taxes[0]].cents == nil, let rule = rules[rows[net].account], let amount = rows[gross].cents,
      let (own, tax) = rule.vat.split(-amount)
    else { return }
    rows[net].cents = own
    rows[taxes[0]].cents = tax
  }

  /// The one line without an amount makes up the difference.
  private mutating func balance() {
    let open = rows.indices.filter { rows[$0].cents == nil }
    guard let last = open.first, open.count == 1, rows[last].basis != nil else { return }
    let gap = rows.reduce(Int64(0)) { $0 + ($1.cents ?? 0) }
    guard gap != 0, abs(gap) <= Money.largestMinor else { return }
    rows[last].cents = -gap
  }

  /// Where amounts of an account usually stand.
  private static func side(of account: String) -> GuideLine.Side {
    ["7", "40", "4457", "10", "16"].contains { account.hasPrefix($0) } ? .credit : .debit
  }
}
