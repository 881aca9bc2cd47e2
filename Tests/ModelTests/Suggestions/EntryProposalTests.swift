import Model
import Testing

@Suite("What is proposed while an entry is typed")
struct EntryProposalTests {
  private typealias Typed = EntryProposal.Typed
  private static let supplier = PartyKey(nature: .supplier, code: "M1")
  private static let rule = VATRule(vat: AccountVAT(account: "445660", rate: 2_000), basis: .setting)
  private static let last = ProposalBasis.lastEntry(CalendarDate(iso: "2026-03-15")!)

  private static func skeleton() -> [SuggestedLine] {
    [
      SuggestedLine(account: "601000", side: .debit, basis: last),
      SuggestedLine(account: "445660", side: .debit, basis: last),
    ]
  }

  private static func lines(
    _ typed: [Typed], _ skeleton: [SuggestedLine] = [], rules: [String: VATRule] = ["601000": rule],
    counterpart: String? = nil
  ) -> [SuggestedLine] {
    var proposal = EntryProposal(typed: typed, skeleton: skeleton, rules: rules, counterpart: counterpart)
    return proposal.lines()
  }

  @Test("a supplier alone: the lines of the last entry, without amounts")
  func shape() {
    let found = Self.lines([Typed(account: "401000", party: Self.supplier)], Self.skeleton())
    #expect(
      found.map(\.account) == ["601000", "445660"] && found.allSatisfy { $0.cents == nil && $0.basis == Self.last })
  }

  @Test("a supplier and its total: net and tax follow, and always add up to it")
  func split() {
    for cents in [120_000, 1, 2, 3, 99, 100, 101, 33_333, 123_457, 999_999_999_999] as [Int64] {
      let found = Self.lines(
        [Typed(account: "401000", party: Self.supplier, cents: -cents)], Self.skeleton())
      #expect(found.compactMap(\.cents).reduce(0, +) == cents, "\(cents)")
      #expect(found.allSatisfy { $0.side == .debit } && found[1].basis == .vat(of: "601000", rate: 2_000, .setting))
    }
    let credit = Self.lines([Typed(account: "401000", party: Self.supplier, cents: 12_000)], Self.skeleton())
    #expect(credit.map(\.cents) == [10_000, 2_000] && credit.allSatisfy { $0.side == .credit })
  }

  @Test("a charge and its net: the tax at its rate, then the counterpart of the journal")
  func net() {
    let found = Self.lines([Typed(account: "601000", cents: 10_003)], counterpart: "512000")
    #expect(found.map(\.account) == ["445660", "512000"] && found.map(\.cents) == [2_001, 12_004])
    #expect(found.map(\.side) == [.debit, .credit] && found[1].basis == .counterpart)
    // Without a rule, there is no tax; without a counterpart, nothing stands in its place.
    #expect(Self.lines([Typed(account: "616000", cents: 500)], counterpart: "512000").map(\.cents) == [500])
    #expect(Self.lines([Typed(account: "616000", cents: 500)]).isEmpty)
  }

  @Test("two nets of two rates: one tax each, and what cannot be told stays blank")
  func severalNets() {
    let low = VATRule(vat: AccountVAT(account: "445661", rate: 550), basis: .plan)
    let typed = [Typed(account: "601000", cents: 10_000), Typed(account: "607000", cents: 1_000)]
    let found = Self.lines(typed, rules: ["601000": Self.rule, "607000": low])
    #expect(found.map(\.account) == ["445660", "445661"] && found.map(\.cents) == [2_000, 55])
    let open = Self.lines(
      [Typed(account: "401000", party: Self.supplier, cents: -5_000)],
      Self.skeleton() + [SuggestedLine(account: "607000", side: .debit, basis: Self.last)],
      rules: ["601000": Self.rule, "607000": low])
    #expect(open.allSatisfy { $0.cents == nil })
  }

  @Test("nothing typed changes, nothing goes to a suspense account, and what balances needs nothing")
  func property() {
    for cents in stride(from: Int64(-700), through: 700, by: 7) where cents != 0 {
      let typed = [Typed(account: "607000", cents: cents), Typed(account: "512000", cents: -cents)]
      #expect(Self.lines(typed, counterpart: "512000").isEmpty)
      let found = Self.lines([Typed(account: "601000", cents: cents)], counterpart: "512000")
      let total = found.reduce(cents) { $0 + ($1.side == .debit ? 1 : -1) * ($1.cents ?? 0) }
      #expect(total == 0 && !found.contains { $0.account.hasPrefix("47") || $0.account == "601000" })
    }
  }

  @Test("the habit of a word: what more than half of its entries have, of the surest word")
  func habit() {
    func line(_ account: String, _ count: Int) -> LabelHabit.Line {
      LabelHabit.Line(account: account, party: nil, side: .debit, count: count)
    }
    let rent = LabelHabit(word: "LOYER", total: 8, lines: [line("613200", 7), line("606100", 1), line("512000", 8)])
    let shop = LabelHabit(word: "BOUTIQUE", total: 20, lines: [line("606100", 11)])
    #expect(LabelHabit.surest([shop, rent]) == rent && rent.usual.map(\.account) == ["512000", "613200"])
    #expect(LabelHabit.surest([LabelHabit(word: "DIVERS", total: 4, lines: [line("606100", 2)])]) == nil)
  }

  @Test("the words of a label that tell: no number, no month, no article")
  func words() {
    #expect(LabelWords.of("Loyer de mars 2026, bureau n° 12") == ["LOYER", "BUREAU"])
    #expect(
      LabelWords.of("Facture F-2026-0021").isEmpty && LabelWords.of("EDF edf Électricité") == ["EDF", "ELECTRICITE"])
  }

  @Test("the VAT that entries bear: most of them must agree, and another charge beside tells nothing")
  func evidence() {
    var evidence = VATEvidence(account: "601000")
    for cents in [10_000, 10_003, 777] as [Int64] {
      let tax = AccountVAT(account: "", rate: 2_000).tax(on: cents) ?? 0
      evidence.add([("601000", cents), ("445660", tax), ("401000", -cents - tax)])
    }
    evidence.add([("601000", 500), ("607000", 500), ("445660", 200), ("401000", -1_200)])
    #expect(
      evidence.usual == VATRule(vat: AccountVAT(account: "445660", rate: 2_000), basis: .learnt(count: 3, total: 3)))
    var none = VATEvidence(account: "616000")
    for _ in 0..<3 { none.add([("616000", 900), ("512000", -900)]) }
    #expect(none.usual == nil && none.saysNone && none.onlyRate == 0 && evidence.onlyRate == 2_000)
    // What goes from one year to another tells nothing; a tax that waits for its payment is one, of no known rate.
    evidence.add([("601000", 900), ("408100", -900)])
    #expect(evidence.onlyRate == 2_000 && evidence.total == 3)
    none.add([("616000", 900), ("445800", 180), ("401000", -1_080)])
    #expect(none.onlyRate == nil)
  }

  @Test("rates: the tax is rounded once, half a cent away from zero; the plan expects none of insurance")
  func rates() {
    let vat = AccountVAT(account: "445660", rate: 550)
    #expect(vat.tax(on: 1_000) == 55 && vat.tax(on: 9) == 0 && vat.tax(on: -1_000) == -55 && vat.tax(on: 100) == 6)
    #expect(AccountVAT.rate(of: 21, on: 1_000) == 210 && AccountVAT.rate(of: 300, on: 1_000) == nil)
    #expect(AccountVAT.usual(of: "616000") == nil && AccountVAT.usual(of: "625100") == nil)
    #expect(AccountVAT.usual(of: "707000")?.root == "44571" && AccountVAT.usual(of: "218300")?.root == "44562")
  }
}
