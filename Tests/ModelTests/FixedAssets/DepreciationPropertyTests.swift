import Model
import Testing

@Suite("Properties of plans of depreciation")
struct DepreciationPropertyTests {
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }

    mutating func asset() -> FixedAsset {
      let method: DepreciationMethod = Bool.random(using: &self) ? .linear : .declining
      let start = CalendarDate(dayCount: Int.random(in: 7_300...21_000, using: &self))!
      let cost = Int64.random(in: 1...Int64.random(in: 1...900_000_000, using: &self), using: &self)
      let residual = Bool.random(using: &self) ? 0 : cost / Int64.random(in: 2...9, using: &self)
      return FixedAsset(
        id: AssetSample.id(1), label: "x", account: "215400", depreciationAccount: "281540", expenseAccount: "681120",
        cost: Money(minor: cost), residual: Money(minor: residual), acquired: start,
        inService: start.adding(days: Int.random(in: 0...90, using: &self)),
        months: UInt32.random(in: (method == .declining ? 36 : 1)...360, using: &self), method: method)
    }

    mutating func years() -> [FiscalYear] {
      var start = CalendarDate(year: 2015, month: Int.random(in: 1...12, using: &self), day: 1)!
      return (0..<8).compactMap { _ in
        let months = [6, 12, 12, 12, 18].randomElement(using: &self) ?? 12
        guard let next = start.adding(months: months), let end = next.adding(days: -1),
          let year = try? FiscalYear(start: start, end: end)
        else { return nil }
        start = next
        return year
      }
    }
  }

  @Test(
    "every plan sums to its base to the cent, never goes back, and takes back all that stood on 145 but residual value")
  func sums() {
    var dice = Dice(state: 20_261_126)
    for _ in 0..<4_000 {
      let asset = dice.asset()
      let convention = DepreciationConvention.allCases.randomElement(using: &dice) ?? .days360
      let plan = DepreciationPlan(asset, years: dice.years(), convention: convention)
      #expect(asset.problems.isEmpty)
      #expect(plan.total == asset.base, "\(asset)")
      #expect(plan.rows.allSatisfy { $0.charge.minor >= 0 && $0.derogatoryBalance.minor >= 0 }, "\(asset)")
      #expect(plan.rows.reduce(0) { $0 + $1.derogatory.minor } == plan.rows.last?.derogatoryBalance.minor)
      if asset.method == .declining {
        #expect(plan.rows.reduce(0) { $0 + ($1.taxCharge?.minor ?? 0) } == asset.cost.minor, "\(asset)")
        #expect(plan.rows.last?.derogatoryBalance == asset.residual)
      }
      #expect(plan.rows.last.map { $0.netValue == asset.residual } == true)
    }
  }

  @Test("whatever is booked in some years, the rest of the base is spread to the cent")
  func recorded() {
    var dice = Dice(state: 7)
    for _ in 0..<2_000 {
      let asset = dice.asset()
      let years = dice.years()
      let planned = DepreciationPlan(asset, years: years, convention: .days360)
      // The first years, as planned or with something else.
      var booked: [CalendarDate: DepreciationPlan.Recorded] = [:]
      for row in planned.rows.prefix(Int.random(in: 0...3, using: &dice)) {
        let isOther = Bool.random(using: &dice)
        booked[row.year.end] = DepreciationPlan.Recorded(
          charge: isOther ? Money(minor: row.charge.minor / 2) : row.charge, derogatory: row.derogatory)
      }
      let plan = DepreciationPlan(asset, years: years, convention: .days360, recorded: booked)
      // Where the very last year was booked short there is no time left: that is what the page shows as net value.
      if booked.count < planned.rows.count { #expect(plan.total == asset.base, "\(asset) \(booked)") }
      for (end, record) in booked { #expect(plan.row(yearEnd: end)?.charge == record.charge) }
    }
  }

  @Test(
    "days add up: through a day, and from the next one, as through the whole",
    arguments: DepreciationConvention.allCases)
  func days(convention: DepreciationConvention) throws {
    var dice = Dice(state: 3)
    for _ in 0..<2_000 {
      let start = try #require(CalendarDate(dayCount: Int.random(in: 9_000...20_000, using: &dice)))
      let end = try #require(start.adding(days: Int.random(in: 0...1_500, using: &dice)))
      let cut = try #require(CalendarDate(year: end.year, month: end.month, day: 1)?.adding(days: -1))
      guard cut >= start, let next = cut.adding(days: 1) else { continue }
      #expect(
        convention.days(from: start, through: cut) + convention.days(from: next, through: end)
          == convention.days(from: start, through: end))
    }
    let year = AssetSample.calendar(2024)
    #expect(convention.days(from: year.start, through: year.end) == convention.yearDays)
    #expect(convention.days(from: year.end, through: year.start) == 0)
  }
}
