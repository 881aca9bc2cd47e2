import Model
import Storage
import Testing

@testable import Application

@Suite("Suggestions from the company's own books")
struct SuggestionTests {
  private func rent(
    _ daily: DailyBench, _ month: Int, _ label: String = "Loyer", on account: String = "601000"
  ) -> EntryDraft {
    var draft = daily.purchase(120_000, on: "2026-0\(month)-05", label: "\(label) \(month)", voucher: "L\(month)")
    draft.lines[0].account = account
    draft.lines[0].amount = DraftAmount(debit: Money(minor: 100_000))
    draft.lines.append(
      EntryDraftLine(
        id: daily.identifier(), account: "445660", amount: DraftAmount(debit: Money(minor: 20_000)), place: 3))
    return draft
  }

  private func prepare(_ daily: DailyBench) async throws {
    let draft = rent(daily, 1)
    try await daily.books.saveDraft(
      draft,
      making: [.account(number: "445660", label: "TVA déductible"), .account(number: "613200", label: "Loyers")])
    try await daily.books.discardDrafts([draft.id])
  }

  @Test("a label like those of before: the accounts of its word, counted; then its VAT", arguments: Engine.available)
  func label(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    try await prepare(daily)
    for month in 1...3 { try await daily.post([rent(daily, month)]) }
    try await daily.post([rent(daily, 4, "Loyer", on: "613200")])
    let request = ProposalRequest(journal: "AC", label: "LOYER mai", lines: [], counterpart: nil)
    let found = try await daily.books.proposal(request)
    #expect(found.map(\.account) == ["601000", "445660", "401000"])
    #expect(found[0].basis == .label(word: "LOYER", count: 3, total: 4))
    #expect(found[2].party == PartyKey(nature: .supplier, code: "M1") && found.allSatisfy { $0.cents == nil })
    // Another journal has no such habit, and another word neither.
    #expect(
      try await daily.books.proposal(
        ProposalRequest(journal: "VE", label: "Loyer", lines: [], counterpart: nil)
      ).isEmpty)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("a supplier and a total: the lines of its last entry, at the rate its account has always had")
  func supplier() async throws {
    let daily = try await DailyBench()
    try await prepare(daily)
    for month in 1...3 { try await daily.post([rent(daily, month)]) }
    let typed = EntryProposal.Typed(
      account: "401000", party: PartyKey(nature: .supplier, code: "M1"), cents: -24_000)
    let found = try await daily.books.proposal(
      ProposalRequest(journal: "AC", label: "", lines: [typed], counterpart: nil))
    #expect(found.map(\.account) == ["601000", "445660"] && found.map(\.cents) == [20_000, 4_000])
    guard case .vat(of: "601000", rate: 2_000, .learnt(let count, _)) = found[1].basis else {
      Issue.record("\(found[1].basis)")
      return
    }
    #expect(count >= 3)
    try await daily.close()
  }

  @Test("what somebody set of an account comes first, and a rate of 0 is no VAT")
  func setting() async throws {
    let daily = try await DailyBench()
    try await prepare(daily)
    await #expect(throws: AccountSettingsRefusal.notVATAccount("601000")) {
      try await daily.books.setVAT(of: "601000", AccountVAT(account: "601000", rate: 2_000))
    }
    await #expect(throws: AccountSettingsRefusal.unknownRate) {
      try await daily.books.setVAT(of: "601000", AccountVAT(account: "445660", rate: 1_960))
    }
    try await daily.books.setVAT(of: "601000", AccountVAT(account: "445660", rate: 550))
    let request = ProposalRequest(
      journal: "AC", label: "", lines: [EntryProposal.Typed(account: "601000", cents: 1_000)], counterpart: "512000")
    #expect(try await daily.books.proposal(request).map(\.cents) == [55, 1_055])
    #expect(try await daily.books.accountSettings("601000").vat?.rate == 550)
    try await daily.books.setVAT(of: "601000", AccountVAT(account: "445660", rate: 0))
    #expect(try await daily.books.proposal(request).map(\.account) == ["512000"])
    try await daily.close()
  }
}
