import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Assets")
struct AssetTests {
  private static let end = Workbench.year.end

  /// An oven bought on 1 April 2026, on credit: 24 000 without VAT.
  private func purchase(_ daily: DailyBench, account: String = "215400") async throws -> LineReference {
    let draft = EntryDraft(
      id: daily.identifier(), journal: "AC", date: Workbench.date("2026-04-01"), voucherReference: "F9",
      label: "Four à sole",
      lines: [
        EntryDraftLine(
          id: daily.identifier(), account: account, amount: DraftAmount(debit: Money(minor: 2_400_000)), place: 1),
        EntryDraftLine(
          id: daily.identifier(), account: "401000", party: PartyKey(nature: .supplier, code: "M1"),
          amount: DraftAmount(credit: Money(minor: 2_400_000)), place: 2),
      ])
    let heads = try await daily.books.saveDraft(draft, making: [.account(number: account, label: "Matériel")]).heads
    let posted = try await daily.books.post([(draft.id, heads)])
    return LineReference(entry: posted[0].entry.id, line: 0)
  }

  private func post(_ daily: DailyBench, _ draft: Identifier<Draft>) async throws -> EntryPosted {
    let heads = try await daily.books.draft(draft).heads
    return try await daily.books.post([(draft, heads)])[0]
  }

  private func text(_ draft: EntryDraft) -> [String] {
    draft.lines.map { "\($0.account) \($0.amount.debit.minor - $0.amount.credit.minor)" }
  }

  @Test(
    "a line of class 2 is found, made an asset, and leaves the list; its charge is drafted once",
    arguments: Engine.available)
  func journey(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let line = try await purchase(daily)
    let found = try await daily.books.unregisteredLines(yearEnd: Self.end)
    #expect(found.map(\.reference) == [line] && found.first?.left.minor == 2_400_000)
    let proposed = try await daily.books.proposedAsset(from: line)
    #expect(proposed.depreciationAccount == "281500" && proposed.months == 60 && proposed.method == .linear)
    #expect(proposed.acquired == Workbench.date("2026-04-01") && proposed.label == "Four à sole")
    try await daily.books.saveAsset(proposed)
    #expect(try await daily.books.unregisteredLines(yearEnd: Self.end).isEmpty)
    await #expect(throws: AssetRefusal.lineTaken) { try await daily.books.proposedAsset(from: line) }
    let report = try await daily.books.depreciationReport(yearEnd: Self.end)
    #expect(report.missing.count == 1 && report.lines.map(\.amount.minor) == [360_000, -360_000])
    let draft = try await daily.books.draftDepreciation(yearEnd: Self.end)
    #expect(text(try await daily.books.draft(draft)) == ["681120 360000", "281500 -360000"])
    await #expect(throws: AssetRefusal.nothingToDraft) {
      try await daily.books.draftDepreciation(yearEnd: Self.end)
    }
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).missing.isEmpty)
    // Thrown away, the proposal is there again; the log says so, and the tables too.
    try await daily.books.discardDrafts([draft])
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).missing.count == 1)
    let again = try await daily.books.draftDepreciation(yearEnd: Self.end)
    #expect(again != draft)
    let register = try await daily.books.assetRegister(yearEnd: Self.end)
    #expect(register.cards.map(\.netValue.minor) == [2_040_000] && register.unregistered == 0)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("an asset is made of a part of a line, and the rest stays in the list", arguments: Engine.available)
  func components(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let line = try await purchase(daily, account: "213100")
    var part = try await daily.books.proposedAsset(from: line)
    (part.cost, part.composite, part.label) = (Money(minor: 400_000), "Fournil", "Toiture")
    try await daily.books.saveAsset(part)
    #expect(try await daily.books.unregisteredLines(yearEnd: Self.end).map(\.left.minor) == [2_000_000])
    let rest = try await daily.books.proposedAsset(from: line)
    #expect(rest.cost.minor == 2_000_000 && rest.months == 300)
    try await daily.books.removeAsset(part.id)
    #expect(try await daily.books.unregisteredLines(yearEnd: Self.end).map(\.left.minor) == [2_400_000])
    await #expect(throws: AssetRefusal.unknown) { try await daily.books.assetSheet(part.id) }
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("what is no asset is refused with every reason, and nothing is written")
  func refusals() async throws {
    let daily = try await DailyBench()
    await #expect(
      throws: AssetNotTaken(problems: [.labelMissing, .accountNotOfAssets, .costNotPositive, .acquisitionMissing])
    ) {
      try await daily.books.saveAsset(FixedAsset(id: daily.identifier()))
    }
    let line = LineReference(entry: daily.identifier(), line: 0)
    await #expect(throws: AssetRefusal.unknownLine) { try await daily.books.proposedAsset(from: line) }
    await #expect(throws: AssetRefusal.nothingToDraft) {
      try await daily.books.draftDepreciation(yearEnd: Self.end)
    }
    #expect(try await daily.books.assetRegister(yearEnd: Self.end).cards.isEmpty)
    try await daily.close()
  }

  @Test("the convention is chosen until charges are made with it, and stays then")
  func convention() async throws {
    let daily = try await DailyBench()
    let line = try await purchase(daily)
    try await daily.books.saveAsset(daily.books.proposedAsset(from: line))
    try await daily.books.chooseConvention(.days365)
    // 4 800 × 275 / 365 = 3 616,44.
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).rows[0].planned.charge.minor == 361_644)
    let draft = try await daily.books.draftDepreciation(yearEnd: Self.end)
    await #expect(throws: AssetRefusal.conventionFixed) { try await daily.books.chooseConvention(.days360) }
    try await daily.books.discardDrafts([draft])
    try await daily.books.chooseConvention(.days360)
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).convention == .days360)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test(
    "a sale makes the charge to the day, the exit and the price; validated, the accounts are empty",
    arguments: Engine.available)
  func sale(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let asset = try await daily.books.proposedAsset(from: purchase(daily))
    try await daily.books.saveAsset(asset)
    let sale = Disposal(
      date: Workbench.date("2026-09-30"), price: Money(minor: 2_000_000), vat: Money(minor: 400_000))
    let drafts = try await daily.books.dispose(asset.id, sale, claim: "512000")
    var lines: [[String]] = []
    for draft in drafts { lines.append(text(try await daily.books.draft(draft))) }
    // 180 days of 360: 4 800 / 2.
    #expect(
      lines == [
        ["681120 240000", "281500 -240000"],
        ["281500 240000", "657000 2160000", "215400 -2400000"],
        ["512000 2400000", "757000 -2000000", "445710 -400000"],
      ])
    await #expect(throws: AssetRefusal.alreadyDisposed) { try await daily.books.dispose(asset.id, sale) }
    // Taken back while nothing is validated, then done again.
    try await daily.books.undoDisposal(asset.id)
    #expect(try await daily.books.assetSheet(asset.id).asset.disposal == nil)
    #expect(try await daily.books.drafts().cards.isEmpty)
    for draft in try await daily.books.dispose(asset.id, sale) { _ = try await post(daily, draft) }
    await #expect(throws: AssetRefusal.disposalPosted) { try await daily.books.undoDisposal(asset.id) }
    let tables = try await daily.books.assetTables(yearEnd: Self.end)
    let cost = try #require(tables.costs.first)
    #expect(
      [cost.increases, cost.decreases, cost.closing, cost.difference].map(\.minor) == [2_400_000, 2_400_000, 0, 0])
    let charge = try #require(tables.depreciation.first)
    #expect([charge.increases, charge.decreases, charge.difference].map(\.minor) == [240_000, 240_000, 0])
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).missing.isEmpty)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("an entry that was taken back counts no more; the whole charge of a year stands in the way of a sale")
  func reversal() async throws {
    let daily = try await DailyBench()
    let asset = try await daily.books.proposedAsset(from: purchase(daily))
    try await daily.books.saveAsset(asset)
    let draft = try await daily.books.draftDepreciation(yearEnd: Self.end)
    await #expect(throws: AssetRefusal.yearCharged(Workbench.year)) {
      try await daily.books.dispose(asset.id, Disposal(date: Workbench.date("2026-09-30"), price: nil))
    }
    await #expect(throws: AssetRefusal.hasEntries) { try await daily.books.removeAsset(asset.id) }
    // Of 31 December, which has not come: the day of the draft is changed so that it can be validated.
    try await daily.books.changeDrafts([draft], DraftEdit(date: Workbench.date("2026-11-01")))
    let posted = try await post(daily, draft)
    #expect(
      try await daily.books.depreciationReport(yearEnd: Self.end).rows[0].record?.outcome == .posted(posted.entry.id))
    let tables = try await daily.books.assetTables(yearEnd: Self.end)
    #expect((tables.costs + tables.depreciation).allSatisfy { $0.difference.isZero })
    try await daily.books.reverse(posted.entry.id, on: Workbench.date("2026-11-02"), label: "Erreur", reason: "erreur")
    #expect(try await daily.books.depreciationReport(yearEnd: Self.end).missing.count == 1)
    try await daily.close()
  }

  @Test("tables built again from the log are the same, and a row that was changed is told", arguments: Engine.available)
  func rebuilt(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let asset = try await daily.books.proposedAsset(from: purchase(daily))
    try await daily.books.saveAsset(asset)
    try await daily.books.draftDepreciation(yearEnd: Self.end)
    let before = try await daily.books.store.read { (try $0.storedAssets(), try $0.storedAssetDrafts()) }
    try await daily.books.rebuild { _ in }
    let after = try await daily.books.store.read { (try $0.storedAssets(), try $0.storedAssetDrafts()) }
    #expect(before.0 == after.0 && before.1 == after.1 && after.0.count == 1)
    try await daily.books.store.write { try $0.execute("UPDATE asset SET cost = cost + 1") }
    #expect(try await daily.books.verify { _ in }.problems == [.register(label: "Four à sole")])
    try await daily.close()
  }

  @Test("a reader of the books looks, and changes nothing")
  func rights() async throws {
    let daily = try await DailyBench()
    let reader = Books(
      open: daily.books.open, personID: daily.books.personID, personName: "Inès", role: .lecteur)
    #expect(try await reader.assetRegister(yearEnd: Self.end).cards.isEmpty)
    #expect(try await reader.depreciationReport(yearEnd: Self.end).rows.isEmpty)
    let refused = NotAllowed(action: .manageAssets, role: .lecteur)
    await #expect(throws: refused) { try await reader.saveAsset(FixedAsset(id: daily.identifier())) }
    await #expect(throws: refused) { try await reader.draftDepreciation(yearEnd: Self.end) }
    await #expect(throws: refused) { try await reader.chooseConvention(.days365) }
    await #expect(throws: refused) {
      try await reader.dispose(daily.identifier(), Disposal(date: Self.end, price: nil))
    }
    await #expect(throws: refused) {
      try await reader.makeCutOff(
        CutOffRequest(kind: .invoiceNotReceived, label: "x", account: "606100", amount: Money(minor: 1)),
        yearEnd: Self.end)
    }
    try await daily.close()
  }
}
