import Model
import Storage

/// What is known of an entry that is being typed.
public struct ProposalRequest: Sendable {
  public var journal: String
  public var label: String
  public var lines: [EntryProposal.Typed]
  /// The account that balances the journal's entries; nil for none.
  public var counterpart: String?

  public init(journal: String, label: String, lines: [EntryProposal.Typed], counterpart: String?) {
    self.journal = journal
    self.label = label
    self.lines = lines
    self.counterpart = counterpart
  }
}

extension Books {
  /// The lines that would complete an entry, each with its reason. Read from the company's own books alone.
  public func proposal(_ request: ProposalRequest) async throws -> [SuggestedLine] {
    let reach = try reachOfDrafts()
    return try await store.read { transaction in
      // What is usual in other journals is told to nobody who does not type there.
      guard try reach.author == nil || reach.holds(journal: request.journal, transaction)
      else { return [] }
      let skeleton = try Self.skeleton(request, transaction).filter { line in
        reach.holds(account: line.account) && reach.holds(party: line.party)
      }
      let accounts = Set((request.lines.map(\.account) + skeleton.map(\.account)))
      var rules: [String: VATRule] = [:]
      for account in accounts { rules[account] = try Self.vatRule(account, transaction) }
      var proposal = EntryProposal(
        typed: request.lines, skeleton: skeleton, rules: rules,
        counterpart: request.counterpart.flatMap { reach.holds(account: $0) ? $0 : nil })
      return proposal.lines().filter { reach.holds(account: $0.account) }
    }
  }

  /// The lines to expect: those of the last entry of the one third party that was typed, or what more than half of the
  /// entries of the journal have whose label is like this one.
  private static func skeleton(
    _ request: ProposalRequest, _ transaction: any ReadTransaction
  ) throws -> [SuggestedLine] {
    if let line = request.lines.first, let party = line.party, request.lines.count == 1 {
      return try lastLines(account: line.account, party, transaction)
    }
    guard request.lines.isEmpty else { return [] }
    let habits = try transaction.labelHabits(LabelWords.of(request.label), journal: request.journal)
    guard let habit = LabelHabit.surest(habits) else { return [] }
    return habit.usual.map { line in
      SuggestedLine(
        account: line.account, party: line.party, side: line.side,
        basis: .label(word: habit.word, count: line.count, total: habit.total))
    }.sorted { Self.order($0.account) < Self.order($1.account) }
  }

  /// Charges and income first, their tax, then who is owed: the order in which entries are read.
  private static func order(_ account: String) -> Int {
    ["2", "6", "7"].contains(String(account.prefix(1))) ? 0 : AccountVAT.isVAT(account) ? 1 : 2
  }

  private static func lastLines(
    account: String, _ party: PartyKey, _ transaction: any ReadTransaction
  ) throws -> [SuggestedLine] {
    guard let id = try transaction.lastEntry(account: account, party: party), let entry = try transaction.entry(id),
      entry.lines.count <= 20
    else { return [] }
    var seen: Set<String> = [account]
    return entry.lines.filter { seen.insert($0.account).inserted }.map { line in
      SuggestedLine(
        account: line.account, party: line.party, side: line.debit.minor - line.credit.minor >= 0 ? .debit : .credit,
        basis: .lastEntry(entry.date))
    }
  }

  /// The VAT of an account: what somebody set, else what its last entries bear, else what the plan lets expect.
  static func vatRule(_ account: String, _ transaction: any ReadTransaction) throws -> VATRule? {
    guard ["2", "6", "7"].contains(String(account.prefix(1))) else { return nil }
    if let set = try transaction.accountVAT(account) {
      return set.rate == 0 ? nil : VATRule(vat: set, basis: .setting)
    }
    let evidence = try transaction.vatEvidence(account)
    if let learnt = evidence.usual { return learnt }
    guard !evidence.saysNone, let usual = AccountVAT.usual(of: account),
      let vat = try transaction.usualAccount(startingWith: usual.root)
    else { return nil }
    return VATRule(vat: AccountVAT(account: vat, rate: usual.rate), basis: .plan)
  }
}
