import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Matching")
struct MatchingTests {
  @Test(
    "balanced lines get capitals, the next ones the next letters; both show on every page", arguments: Engine.available)
  func balanced(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    try await daily.post([daily.purchase(12_000), daily.payment(12_000), daily.purchase(700), daily.payment(700)])
    let before = try await daily.supplierDesk()
    // The purchase of the file is open, too.
    #expect(before.openCount == 5 && before.balance.minor == -52_750 && before.matchings.isEmpty)
    #expect(before.lines.first { $0.voucherReference == "F1" }?.dueDate == Workbench.date("2026-05-15"))
    let first = try await daily.books.matchLines(daily.lines(of: before, 12_000))
    let second = try await daily.books.matchLines(daily.lines(of: before, 700))
    #expect(first.code == "AAA" && second.code == "AAB" && first.party?.code == "M1")
    let after = try await daily.supplierDesk()
    #expect(after.openCount == 1 && after.balance == before.balance)
    #expect(after.matchings.map(\.code) == ["AAB", "AAA"] && after.matchings.allSatisfy { $0.remainder.isZero })
    let page = try await daily.books.accountPage(
      "401000", party: "M1", yearEnd: Workbench.year.end, cursor: nil, limit: 50)
    #expect(page.lines.map(\.matchingCode).sorted() == ["", "AAA", "AAA", "AAB", "AAB"])
    let entry = try await daily.books.entryDetail(first.lines[0].entry, limit: 9)
    #expect(entry.lines.map(\.matchingCode).contains("AAA"))
    #expect(try await daily.books.verify { _ in }.isSound)
    #expect(try await daily.books.verifyEntry(first.lines[0].entry).isSound)
    try await daily.close()
  }

  @Test(
    "what remains is a partial one, in small letters; it grows, keeps its letters, and its history",
    arguments: Engine.available)
  func partial(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    try await daily.post([daily.purchase(12_000), daily.payment(5_000), daily.payment(7_000)])
    let desk = try await daily.supplierDesk()
    let (invoice, one, two) = (
      daily.lines(of: desk, 12_000), daily.lines(of: desk, 5_000), daily.lines(of: desk, 7_000)
    )
    await #expect(throws: MatchingRefusal.unbalanced(MoneyTotal(minor: -7_000))) {
      try await daily.books.matchLines(invoice + one)
    }
    let partial = try await daily.books.matchLines(invoice + one, isPartial: true)
    #expect(partial.code == "aaa")
    let card = try #require(try await daily.supplierDesk().matchings.first)
    #expect(card.isPartial && card.remainder.minor == -7_000)
    await #expect(throws: MatchingRefusal.taken(code: "aaa")) { try await daily.books.matchLines(invoice + two) }
    let whole = try await daily.books.matchLines(two, extending: partial.id)
    #expect(whole.code == "AAA" && whole.lines.count == 3 && whole.id != partial.id)
    await #expect(throws: MatchingRefusal.unknownMatching) {
      try await daily.books.matchLines(two, extending: partial.id)
    }
    await #expect(throws: MatchingRefusal.notPartial(code: "AAA")) {
      try await daily.books.matchLines(two, extending: whole.id)
    }
    let stored = try await daily.books.store.read { try $0.storedMatchings() }
    #expect(stored.map(\.state) == [.removed, .effective] && !stored[0].reason.isEmpty)
    // Asked for as partial, but it adds up: it is a balanced one all the same.
    try await daily.post([daily.purchase(90), daily.payment(90)])
    let both = daily.lines(of: try await daily.supplierDesk(), 90)
    #expect(try await daily.books.matchLines(both, isPartial: true).code == "AAB")
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("what is no matching is refused, with nothing written", arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let posted = try await daily.post([daily.purchase(100), daily.payment(100)])
    let (purchase, payment) = (
      posted.map(\.entry).first { $0.journal == "AC" }, posted.map(\.entry).first { $0.journal == "BQ" }
    )
    let (bought, paid) = (try #require(purchase?.id), try #require(payment?.id))
    let supplier = LineReference(entry: bought, line: 1)
    for (lines, refusal) in [
      ([supplier], MatchingRefusal.tooFewLines), ([supplier, supplier], .tooFewLines), ([], .tooFewLines),
      ([supplier, LineReference(entry: bought, line: 0)], .otherPlace),
      ([supplier, LineReference(entry: bought, line: 9)], .unknownLine),
      ([supplier, LineReference(entry: daily.identifier(), line: 0)], .unknownLine),
    ] {
      await #expect(throws: refusal) { try await daily.books.matchLines(lines, isPartial: true) }
    }
    // Those of the file bear its own letters.
    let sale = try await daily.books.accountPage("411000", yearEnd: Workbench.year.end, cursor: nil, limit: 9).lines
    await #expect(throws: MatchingRefusal.taken(code: "A")) {
      try await daily.books.matchLines(sale.map { LineReference(entry: $0.entryID, line: $0.debit.isZero ? 1 : 0) })
    }
    await #expect(throws: MatchingRefusal.unknownAccount("999")) {
      try await daily.books.matchingDesk(account: "999", party: "")
    }
    await #expect(throws: MatchingRefusal.unknownParty("Z")) {
      try await daily.books.matchingDesk(account: "401000", party: "Z")
    }
    let made = try await daily.books.matchLines([supplier, LineReference(entry: paid, line: 0)])
    await #expect(throws: MatchingRefusal.reasonMissing) { try await daily.books.unmatch([made.id], reason: " ") }
    try await daily.books.unmatch([made.id], reason: "Erreur")
    await #expect(throws: MatchingRefusal.unknownMatching) { try await daily.books.unmatch([made.id], reason: "Bis") }
    // Letters that were once given are not given again.
    #expect(try await daily.books.matchLines([supplier, LineReference(entry: paid, line: 0)]).code == "AAB")
    let reader = Books(open: daily.books.open, personID: daily.identifier(), personName: "L", role: .lecteur)
    await #expect(throws: NotAllowed.self) { try await reader.matchLines([supplier]) }
    await #expect(throws: NotAllowed.self) { try await reader.unmatch([made.id], reason: "x") }
    await #expect(throws: NotAllowed.self) { try await reader.applyMatchings([[supplier]]) }
    try await daily.close()
  }

  @Test("a plan is applied in one act and undone in one, and all is as before", arguments: Engine.available)
  func plan(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    try await daily.post(
      [1_000, 2_000, 3_000, 45].flatMap { [daily.purchase($0, voucher: "F\($0)"), daily.payment($0)] }
        + [daily.purchase(70), daily.purchase(80), daily.payment(150)])
    let before = try await daily.supplierDesk()
    let plan = try await daily.books.proposeMatchings(account: "401000", party: "M1")
    #expect(plan.groups.count == 5 && plan.groups.allSatisfy { $0.gap.isZero } && !plan.hasGivenUp)
    #expect(plan.groups.map(\.basis).filter { $0 == .sum }.count == 1)
    let length = try await daily.books.logHead()?.changeSetCount
    let made = try await daily.books.applyMatchings(plan.groups.map { $0.lines.map(\.reference) })
    #expect(made.map(\.code) == ["AAA", "AAB", "AAC", "AAD", "AAE"])
    #expect(try await daily.books.logHead()?.changeSetCount == length.map { $0 + 1 })
    #expect(try await daily.supplierDesk().openCount == before.openCount - 11)
    #expect(try await daily.books.verify { _ in }.isSound)
    await #expect(throws: MatchingRefusal.planOutdated) {
      try await daily.books.applyMatchings(plan.groups.map { $0.lines.map(\.reference) })
    }
    try await daily.books.unmatch(made.map(\.id), reason: "Défait")
    let after = try await daily.supplierDesk()
    #expect(after.lines == before.lines && after.balance == before.balance && after.matchings.isEmpty)
    #expect(try await daily.books.openPlaces().first { $0.party?.code == "M1" }?.count == before.openCount)
    try await daily.books.rebuild { _ in }
    #expect(try await daily.supplierDesk().lines == before.lines)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("the legal file bears the letters and their day, and what was signed stays as it was")
  func export() async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(12_000)])
    try await daily.books.matchLines(daily.lines(of: try await daily.supplierDesk(), 12_000))
    let written = try await daily.books.exportFEC(yearEnd: Workbench.year.end, toFolder: daily.bench.folder)
    let rows = try String(contentsOfFile: written.path, encoding: .isoLatin1).split(separator: "\r\n")
    let lettered = rows.filter { $0.contains("\tAAA\t20261118\t") }
    #expect(lettered.count == 2 && lettered.allSatisfy { $0.contains("\t401000\t") })
    #expect(rows.filter { $0.contains("\tA\t20260310\t") }.count == 2)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test(
    "a table of matchings changed behind the log's back is found",
    arguments: [
      "UPDATE matching SET code = 'AAB'", "UPDATE matching SET matching_date = 20260101",
      "UPDATE matching SET state = 2",
      "UPDATE matching SET party_no = 0", "UPDATE matching SET origin_seq = origin_seq - 1",
      "DELETE FROM matching_line WHERE entry_no = (SELECT MIN(entry_no) FROM matching_line)",
      "UPDATE matching_line SET line_no = line_no + 5", "UPDATE matching SET removal_reason = 'autre'",
      "UPDATE matching SET account_no = (SELECT account_no FROM account WHERE number = '512000')",
    ])
  func altered(sql: String) async throws {
    let daily = try await DailyBench()
    try await daily.post([daily.purchase(12_000), daily.payment(12_000)])
    try await daily.books.matchLines(daily.lines(of: try await daily.supplierDesk(), 12_000))
    #expect(try await daily.books.verify { _ in }.isSound)
    #expect(try await daily.books.store.write { try $0.execute(sql, []) } > 0)
    let found = try await daily.books.verify { _ in }
    #expect(found.problems.contains { $0.code == "projection.matching" })
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("lines brought forward are matched in the year that has them", arguments: Engine.available)
  func acrossYears(engine: Engine) async throws {
    let daily = try await DailyBench(engine, importing: nil)
    for (name, text) in [("732829320FEC20251231.txt", Self.year2025), ("732829320FEC20261231.txt", Self.year2026)] {
      try await daily.books.take(daily.books.control(text, name: name))
    }
    let desk = try await daily.books.matchingDesk(account: "411000", party: "C1")
    #expect(desk.years.map(\.name) == ["2026"] && desk.openCount == 2 && desk.balance.isZero && !desk.isCarried)
    #expect(desk.earlier?.name == "2025")
    let earlier = try await daily.books.matchingDesk(
      account: "411000", party: "C1", yearEnd: Workbench.date("2025-12-31"))
    #expect(earlier.isCarried && earlier.openCount == 1)
    await #expect(throws: MatchingRefusal.carried) {
      try await daily.books.matchLines([earlier.lines[0].reference, desk.lines[1].reference], isPartial: true)
    }
    #expect(try await daily.books.matchLines(desk.lines.map(\.reference)).code == "AAA")
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  private static let year2025 = SampleFEC.text([
    "VE|Ventes|1|20251215|411000|Clients|C1|Hôtel du Parc|FA1|20251215|Facture 1|1200,00|0,00|||20251231||",
    "VE|Ventes|1|20251215|707000|Ventes de pain|||FA1|20251215|Facture 1|0,00|1200,00|||20251231||",
  ])

  private static let year2026 = SampleFEC.text([
    "AN|À-nouveaux|1|20260101|411000|Clients|C1|Hôtel du Parc|FA1|20260101|Facture 1|1200,00|0,00|||20260105||",
    "AN|À-nouveaux|1|20260101|120000|Résultat|||AN|20260101|Report|0,00|1200,00|||20260105||",
    "BQ|Banque|1|20260310|512000|Banque|||VIR1|20260310|Virement|1200,00|0,00|||20260331||",
    "BQ|Banque|1|20260310|411000|Clients|C1|Hôtel du Parc|VIR1|20260310|Virement|0,00|1200,00|||20260331||",
  ])
}

extension DailyBench {
  fileprivate func supplierDesk() async throws -> MatchingDesk {
    try await books.matchingDesk(account: "401000", party: "M1")
  }

  /// The open lines of that amount, on either side.
  fileprivate func lines(of desk: MatchingDesk, _ cents: Int64) -> [LineReference] {
    desk.lines.filter { $0.amount.minor.magnitude == cents.magnitude }.map(\.reference)
  }
}
