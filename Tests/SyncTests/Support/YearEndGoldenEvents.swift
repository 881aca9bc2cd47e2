import Model

/// The golden events of assets and cut-offs: see ``GoldenEvents``.
enum YearEndGoldenEvents {
  static let all: [(name: String, event: BookEvent)] = [
    ("asset_changed", .assetChanged(asset)),
    ("asset_disposed", .assetChanged(disposed)),
    (
      "asset_entry_drafted",
      .assetEntryDrafted(
        AssetEntryDrafted(
          draft: id(20), purpose: .depreciation, yearEnd: day(20_251_231),
          parts: [
            AssetEntryDrafted.Part(asset: id(60), charge: Money(minor: 360_000), derogatory: Money(minor: -52_125)),
            AssetEntryDrafted.Part(asset: id(61), charge: .zero),
          ]))
    ),
    (
      "depreciation_convention_chosen",
      .depreciationConventionChosen(DepreciationConventionChosen(convention: .days365))
    ),
    (
      "cut_off_made",
      .cutOffMade(
        CutOffMade(
          id: id(62), kind: .prepaidExpense, yearEnd: day(20_251_231), label: "Assurance", account: "616000",
          party: nil, amount: Money(minor: 120_000), vat: .zero,
          period: CutOffPeriod(start: day(20_251_001), end: day(20_260_930)), share: Money(minor: 89_753),
          draft: id(20), reversal: id(21)))
    ),
    (
      "cut_off_invoice",
      .cutOffMade(
        CutOffMade(
          id: id(63), kind: .invoiceNotReceived, yearEnd: day(20_251_231), label: "Électricité", account: "606100",
          party: PartyKey(nature: .supplier, code: "EDF"), amount: Money(minor: 10_000), vat: Money(minor: 2_000),
          period: nil, share: Money(minor: 10_000), draft: id(22), reversal: id(23)))
    ),
  ]

  private static let asset: AssetChanged = {
    var change = AssetChanged(id: id(60))
    (change.label, change.composite) = ("Four à sole", "Fournil")
    (change.account, change.depreciationAccount, change.expenseAccount) = ("215400", "281540", "681120")
    (change.cost, change.residual) = (Money(minor: 2_400_000), Money(minor: 100_000))
    (change.acquired, change.inService) = (day(20_250_315), .date(day(20_250_401)))
    (change.months, change.method) = (60, .declining)
    change.prior = PriorDepreciation(
      through: day(20_251_231), amount: Money(minor: 360_000), derogatory: Money(minor: 5))
    change.source = LineReference(entry: id(24), line: 1)
    return change
  }()

  private static let disposed: AssetChanged = {
    var change = AssetChanged(id: id(60))
    change.inService = .blank
    change.disposal = .disposed(
      Disposal(date: day(20_260_630), price: Money(minor: 800_000), vat: Money(minor: 160_000)))
    change.isRemoved = false
    return change
  }()

  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> {
    Identifier(high: 0x0198_0000_0000_0000, low: low)
  }

  private static func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }
}
