import Model
import Testing

/// Figures worked out by hand from the rules, each beside its working.
@Suite("Plans of depreciation")
struct DepreciationPlanTests {
  private func charges(
    _ asset: FixedAsset, _ convention: DepreciationConvention = .days360, years: [FiscalYear] = [],
    recorded: [CalendarDate: DepreciationPlan.Recorded] = [:]
  ) -> [Int64] {
    DepreciationPlan(asset, years: years, convention: convention, recorded: recorded).rows.map(\.charge.minor)
  }

  @Test("linear, in service on 1 April, five years: 270 days of 360, four whole years, and what is left")
  func linear() {
    // 24 000 / 5 = 4 800; 4 800 × 270 / 360 = 3 600; last 24 000 − 3 600 − 4 × 4 800 = 1 200.
    let plan = DepreciationPlan(
      AssetSample.machine(24_000, years: 5, from: "2025-04-01"), years: [AssetSample.calendar(2025)],
      convention: .days360)
    #expect(plan.rows.map(\.charge.minor) == [360_000, 480_000, 480_000, 480_000, 480_000, 120_000])
    #expect(plan.rows.map(\.netValue.minor) == [2_040_000, 1_560_000, 1_080_000, 600_000, 120_000, 0])
    #expect(plan.rows.map(\.year.name) == ["2025", "2026", "2027", "2028", "2029", "2030"])
  }

  @Test("the two conventions differ on a part of a year: 15 March counts 286 days of 360, 292 of 365")
  func conventions() {
    // 10 000 / 4 = 2 500; 2 500 × 286 / 360 = 1 986,11; 2 500 × 292 / 365 = 2 000,00.
    let asset = AssetSample.machine(10_000, years: 4, from: "2025-03-15")
    #expect(charges(asset) == [198_611, 250_000, 250_000, 250_000, 51_389])
    #expect(charges(asset, .days365) == [200_000, 250_000, 250_000, 250_000, 50_000])
  }

  @Test("a leap year counts no more than another; a third of a cent goes to the last year")
  func leapYears() {
    // 1 000 / 3 = 333,33 and what is left, 333,34; 2024 has a 29th of February.
    let asset = AssetSample.machine(1_000, years: 3, from: "2024-01-01")
    #expect(charges(asset) == [33_333, 33_333, 33_334])
    #expect(charges(asset, .days365) == [33_333, 33_333, 33_334])
  }

  @Test("the residual value is not depreciated")
  func residual() {
    let plan = DepreciationPlan(
      AssetSample.machine(20_000, years: 4, from: "2025-01-01", residual: 4_000), years: [], convention: .days360)
    #expect(plan.rows.map(\.charge.minor) == [400_000, 400_000, 400_000, 400_000])
    #expect(plan.rows.last?.netValue.minor == 400_000)
  }

  @Test("declining, 10 000 over five years from January: 35 %, then what is left over the years that are left")
  func declining() {
    // 1,75 / 5 = 35 %: 3 500; 6 500 × 35 % = 2 275; 4 225 × 35 % = 1 478,75; then 2 746,25 / 2 = 1 373,13 (half a
    // cent up) since 1/2 > 35 %; last 1 373,12. Linear: 2 000 a year. Ahead by 1 500, 275, −521,25, −626,87, −626,88.
    let plan = DepreciationPlan(
      AssetSample.machine(10_000, years: 5, from: "2025-01-01", method: .declining), years: [], convention: .days360)
    #expect(plan.rows.map { $0.taxCharge?.minor } == [350_000, 227_500, 147_875, 137_313, 137_312])
    #expect(plan.rows.map(\.charge.minor) == [200_000, 200_000, 200_000, 200_000, 200_000])
    #expect(plan.rows.map(\.derogatory.minor) == [150_000, 27_500, -52_125, -62_687, -62_688])
    #expect(plan.rows.map(\.derogatoryBalance.minor) == [150_000, 177_500, 125_375, 62_688, 0])
  }

  @Test("declining from October: three months of the first year, on the net value from then on")
  func decliningPartYear() {
    // 1,25 / 4 = 31,25 %: 40 000 × 31,25 % × 3/12 = 3 125; 36 875 × max(31,25 %, 1/3) = 12 291,67; 24 583,33 / 2 =
    // 12 291,67 (half a cent up: 12 291,665); last 12 291,66. Linear from the 15th: 76 days of 360.
    let plan = DepreciationPlan(
      AssetSample.machine(40_000, years: 4, from: "2025-10-15", method: .declining), years: [], convention: .days360)
    #expect(plan.rows.compactMap { $0.taxCharge?.minor }.prefix(4) == [312_500, 1_229_167, 1_229_167, 1_229_166])
    // 40 000 / 4 × 76 / 360 = 2 111,11; the linear plan ends a year after the tax one.
    #expect(plan.rows.map(\.charge.minor) == [211_111, 1_000_000, 1_000_000, 1_000_000, 788_889])
    #expect(plan.rows.last?.derogatoryBalance.minor == 0)
  }

  @Test(
    "coefficients of CGI 39 A by duration", arguments: [(3, 125), (4, 125), (5, 175), (6, 175), (7, 225), (20, 225)])
  func coefficients(years: Int, hundredths: Int) {
    #expect(DecliningCoefficient.hundredths(months: UInt32(years * 12)) == hundredths)
    #expect(DecliningCoefficient.hundredths(months: 35) == nil)
  }

  @Test("a short year and one across two calendar years take their days")
  func oddYears() {
    // Years to 30 June 2025, then six months to December, then twelve. 12 000 / 2 = 6 000 a year.
    let years = [AssetSample.year("2024-07-01", "2025-06-30"), AssetSample.year("2025-07-01", "2025-12-31")]
    let asset = AssetSample.machine(12_000, years: 2, from: "2025-04-01")
    #expect(charges(asset, years: years) == [150_000, 300_000, 600_000, 150_000])
  }

  @Test("land and what is not in service yet have no plan")
  func nothing() {
    var land = AssetSample.machine(90_000, years: 0, from: "2025-01-01", method: .none)
    land.account = "211000"
    #expect(charges(land).isEmpty && land.base.isZero)
    var waiting = AssetSample.machine(1_000, years: 5, from: "2025-01-01")
    waiting.inService = nil
    #expect(charges(waiting).isEmpty)
  }

  @Test("what was depreciated before is not depreciated again")
  func prior() {
    // 24 000 over 5 years from April 2022: 3 600 + 4 800 + 4 800 by the end of 2024; 10 800 are left over 810 days.
    var asset = AssetSample.machine(24_000, years: 5, from: "2022-04-01")
    asset.prior = PriorDepreciation(through: AssetSample.day("2024-12-31"), amount: Money(minor: 1_320_000))
    #expect(
      charges(asset, years: [AssetSample.calendar(2024), AssetSample.calendar(2025)]) == [480_000, 480_000, 120_000])
    // Less was booked than planned: what is left is spread over the time that is left.
    asset.prior.amount = Money(minor: 1_000_000)
    #expect(charges(asset, years: [AssetSample.calendar(2025)]) == [622_222, 622_222, 155_556])
  }

  @Test("a year that was booked otherwise stays, and the plan is revised for the years to come")
  func revision() {
    // 12 000 over 4: 3 000 a year; the first was booked for 2 000, so 10 000 over three years.
    let asset = AssetSample.machine(12_000, years: 4, from: "2025-01-01")
    let booked = [AssetSample.day("2025-12-31"): DepreciationPlan.Recorded(charge: Money(minor: 200_000))]
    #expect(charges(asset, recorded: booked) == [200_000, 333_333, 333_333, 333_334])
    // Two years booked as planned, and the duration is then made six years: 6 000 over four more.
    var longer = asset
    longer.months = 72
    let two = Dictionary(
      uniqueKeysWithValues: [2025, 2026].map {
        (AssetSample.calendar($0).end, DepreciationPlan.Recorded(charge: Money(minor: 300_000)))
      })
    #expect(charges(longer, recorded: two) == [300_000, 300_000, 150_000, 150_000, 150_000, 150_000])
  }

  @Test("an asset that leaves is charged to the day, and what stood on 145 is taken back")
  func disposal() {
    // Sold on 30 June 2026: 180 days of 360. Linear 10 000 / 5: 2 000, then 1 000. On 145 stood 1 500.
    var asset = AssetSample.machine(10_000, years: 5, from: "2025-01-01", method: .declining)
    asset.disposal = Disposal(date: AssetSample.day("2026-06-30"), price: Money(minor: 800_000))
    let plan = DepreciationPlan(asset, years: [], convention: .days360)
    #expect(plan.rows.map(\.charge.minor) == [200_000, 100_000])
    #expect(plan.rows.map(\.derogatory.minor) == [150_000, -150_000])
    #expect(plan.rows.last?.netValue.minor == 700_000)
  }
}
