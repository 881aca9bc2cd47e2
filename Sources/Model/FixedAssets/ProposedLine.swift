/// A line that the program proposes for a draft: above zero is a debit, below a credit.
public struct ProposedLine: Hashable, Sendable {
  public var account: String
  public var party: PartyKey?
  public var amount: Money

  public init(account: String, party: PartyKey? = nil, amount: Money) {
    self.account = account
    self.party = party
    self.amount = amount
  }

  public var sides: DraftAmount {
    amount.minor < 0 ? DraftAmount(credit: -amount) : DraftAmount(debit: amount)
  }
}

extension [ProposedLine] {
  /// One line for each account, debits first, both by number; what adds up to nothing is left out.
  public var byAccount: [ProposedLine] {
    var sums: [String: Money] = [:]
    for line in self { sums[line.account, default: .zero] = sums[line.account, default: .zero] + line.amount }
    return sums.filter { !$0.value.isZero }.map { ProposedLine(account: $0.key, amount: $0.value) }
      .sorted { ($0.amount.minor < 0 ? 1 : 0, $0.account) < ($1.amount.minor < 0 ? 1 : 0, $1.account) }
  }
}
