import Model
import Testing

@Suite("Rules of assets")
struct AssetRuleTests {
  private static let sound = AssetSample.machine(10_000, years: 5, from: "2025-01-01")

  private static let faults: [(AssetProblem, @Sendable (inout FixedAsset) -> Void)] = [
    (.labelMissing, { $0.label = "" }),
    (.accountNotOfAssets, { $0.account = "606300" }),
    (.accountNotOfAssets, { $0.account = "281500" }),
    (.depreciationAccountWrong, { $0.depreciationAccount = "215400" }),
    (.expenseAccountWrong, { $0.expenseAccount = "606000" }),
    (.costNotPositive, { $0.cost = .zero }),
    (.residualOutOfBounds, { $0.residual = $0.cost }),
    (.residualOutOfBounds, { $0.residual = Money(minor: -1) }),
    (.acquisitionMissing, { $0.acquired = nil }),
    (.inServiceBeforeAcquisition, { $0.inService = AssetSample.day("2024-12-31") }),
    (.durationMissing, { $0.months = 0 }),
    (.durationTooLong, { $0.months = 1_201 }),
    (.decliningTooShort, { ($0.method, $0.months) = (.declining, 35) }),
    (.priorOutOfBounds, { $0.prior = PriorDepreciation(amount: Money(minor: 1)) }),
    (.priorOutOfBounds, { $0.prior = PriorDepreciation(through: AssetSample.day("2024-12-31")) }),
    (
      .priorOutOfBounds,
      { $0.prior = PriorDepreciation(through: AssetSample.day("2025-12-31"), amount: Money(minor: 1_000_001)) }
    ),
    (.disposalBeforeAcquisition, { $0.disposal = Disposal(date: AssetSample.day("2024-06-30"), price: nil) }),
  ]

  @Test("each fault is told, and nothing else", arguments: faults.indices)
  func problems(index: Int) {
    var asset = Self.sound
    Self.faults[index].1(&asset)
    #expect(asset.problems == [Self.faults[index].0])
  }

  @Test("a sound asset has none; every problem is met above; several are told at once")
  func all() {
    #expect(Self.sound.problems.isEmpty)
    #expect(Set(Self.faults.map(\.0)) == Set(AssetProblem.allCases))
    #expect(FixedAsset(id: AssetSample.id(1)).problems.count == 4)
    var land = FixedAsset(id: AssetSample.id(1), label: "Pré", account: "211000", cost: Money(minor: 1))
    land.acquired = AssetSample.day("2025-01-01")
    #expect(land.problems.isEmpty)
  }

  @Test("what must be said for one asset to become another makes it so, and nothing where nothing changed")
  func changes() {
    var wanted = Self.sound
    (wanted.label, wanted.inService, wanted.months) = ("Four à pain", nil, 84)
    wanted.disposal = Disposal(date: AssetSample.day("2026-01-01"), price: nil)
    var asset = Self.sound
    let change = asset.change(toBecome: wanted)
    #expect(change.account == nil && change.inService == .blank && change.months == 84)
    asset.apply(change)
    #expect(asset == wanted && asset.change(toBecome: wanted).isEmpty)
  }

  @Test("entries: charges by account, derogatory both ways, and the exit of PCG 2025 and of before")
  func entries() {
    let lines = AssetEntries(AssetSample.accounts, yearOpened: AssetSample.day("2025-01-01"))
    var van = Self.sound
    (van.account, van.depreciationAccount) = ("218200", "281820")
    func text(_ lines: [ProposedLine]) -> [String] { lines.map { "\($0.account) \($0.amount.minor)" } }
    #expect(
      text(lines.charges([(Self.sound, Money(minor: 100)), (van, Money(minor: 30)), (Self.sound, Money(minor: 5))]))
        == ["681120 135", "281540 -105", "281820 -30"])
    #expect(
      text(lines.derogatory([Money(minor: 50), Money(minor: -20), Money(minor: 7)]))
        == ["687250 57", "145000 20", "145000 -57", "787250 -20"])
    #expect(
      text(lines.exit(Self.sound, accumulated: Money(minor: 300_000)))
        == ["281540 300000", "657000 700000", "215400 -1000000"])
    let sale = Disposal(date: AssetSample.day("2026-06-30"), price: Money(minor: 800_000), vat: Money(minor: 160_000))
    #expect(text(lines.sale(sale)) == ["462000 960000", "757000 -800000", "445710 -160000"])
    #expect(text(lines.sale(sale, claim: "512000")).first == "512000 960000")
    #expect(lines.sale(Disposal(date: sale.date, price: nil)).isEmpty)
    let before = AssetEntries(AssetSample.accounts, yearOpened: AssetSample.day("2024-01-01"))
    #expect(text(before.exit(Self.sound, accumulated: .zero)) == ["675000 1000000", "215400 -1000000"])
    #expect(text(before.sale(sale))[1] == "775000 -800000")
  }

  @Test("accounts propose what goes with them, and belong to lines of the tables")
  func proposals() {
    let accounts = AssetSample.accounts
    #expect(accounts.proposal(for: "218300")?.depreciationAccount == "281830")
    #expect(accounts.proposal(for: "205000")?.expenseAccount == "681110")
    for land in ["211100", "207000", "231000", "261000", "275000"] {
      #expect(accounts.proposal(for: land)?.isDepreciated == false, "\(land)")
    }
    #expect(accounts.proposal(for: "281830") == nil && accounts.proposal(for: "606300") == nil)
    #expect(accounts.rubric(of: "218200")?.label == "Matériel de transport")
    #expect(accounts.rubric(of: "281820")?.code == "transport")
    #expect(YearEndAccounts(text: "rubric;a;b") == nil && YearEndAccounts(text: "asset;2;nowhere;;;0") == nil)
  }
}
