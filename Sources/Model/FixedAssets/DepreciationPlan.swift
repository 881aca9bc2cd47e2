/// What an asset is depreciated by, fiscal year after fiscal year.
///
/// The charge is the share of the base that falls on the days of the year, rounded to the nearest cent, half a cent up;
/// the last year takes what is left, so that a plan adds up to its base to the cent. The declining tax charge of CGI
/// art. 39 A is kept beside the linear one: what it is ahead by stands on account 145.
public struct DepreciationPlan: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let year: FiscalYear
    /// The charge on 28x of the year (dotation).
    public let charge: Money
    /// The declining charge of the year; nil for an asset that has none.
    public let taxCharge: Money?
    /// What the year adds to account 145; below zero where it is taken back.
    public let derogatory: Money
    /// On 28x at the end of the year, before the asset leaves.
    public let accumulated: Money
    /// On 145 at the end of the year.
    public let derogatoryBalance: Money
    /// Cost less what is accumulated.
    public let netValue: Money
  }

  public let rows: [Row]

  /// What was booked for a year.
  public struct Recorded: Hashable, Sendable {
    public var charge: Money
    public var derogatory: Money

    public init(charge: Money, derogatory: Money = .zero) {
      self.charge = charge
      self.derogatory = derogatory
    }
  }

  /// - Parameters:
  ///   - years: the fiscal years known; those before, between and after are taken to be of twelve months.
  ///   - recorded: by last day of the year. A year that was booked otherwise than planned stays as it is, and what
  ///     is left is spread over the time that is left: a plan is revised for the future only (PCG 214-14).
  public init(
    _ asset: FixedAsset, years: [FiscalYear], convention: DepreciationConvention,
    recorded: [CalendarDate: Recorded] = [:]
  ) {
    guard asset.method != .none, let inService = asset.inService, let lastDay = asset.lastDay,
      let first = asset.acquired.map({ min($0, inService) })
    else {
      rows = []
      return
    }
    var calculation = PlanCalculation(asset, convention: convention, inService: inService, lastDay: lastDay)
    var rows: [Row] = []
    let all = FiscalYear.run(from: first, through: lastDay, known: years)
    calculation.firstYear = all.first { $0.contains(asset.acquired ?? first) }
    for year in all {
      if let through = asset.prior.through, year.end <= through { continue }
      if let disposal = asset.disposal, disposal.date < year.start { break }
      let planned = calculation.row(of: year)
      let row = recorded[year.end].map { calculation.row(of: year, recorded: $0, planned: planned) } ?? planned
      calculation.take(row, isAsPlanned: row.charge == planned.charge)
      rows.append(row)
      if calculation.isDone(after: year) { break }
    }
    // Years before the asset was put into service have nothing to say.
    self.rows = rows.filter { !$0.charge.isZero || !$0.derogatory.isZero || $0.year.end >= inService }
  }

  public func row(yearEnd: CalendarDate) -> Row? { rows.first { $0.year.end == yearEnd } }

  public var total: Money { rows.reduce(Money.zero) { $0 + $1.charge } }
}

/// The running figures of one plan.
private struct PlanCalculation {
  let asset: FixedAsset
  let convention: DepreciationConvention
  let lastDay: CalendarDate
  /// The fiscal year that the asset was acquired in: years of the declining method count from it.
  var firstYear: FiscalYear?
  /// Where the linear charge is counted from, and what it spreads over how many twelfths of days.
  private var start: CalendarDate
  private var base: Money
  private var span: Int
  private var accumulated: Money
  private var derogatory: Money
  private var taxLeft: Money

  init(_ asset: FixedAsset, convention: DepreciationConvention, inService: CalendarDate, lastDay: CalendarDate) {
    self.asset = asset
    self.convention = convention
    self.lastDay = lastDay
    accumulated = asset.prior.amount
    derogatory = asset.prior.derogatory
    taxLeft = asset.cost - asset.prior.amount - asset.prior.derogatory
    start = inService
    base = asset.base
    span = Int(asset.months) * convention.yearDays
    if let through = asset.prior.through, through >= inService, let next = through.adding(days: 1) { begin(on: next) }
  }

  /// Spreads what is left over the time that is left.
  private mutating func begin(on day: CalendarDate) {
    start = day
    base = asset.base - accumulated
    span = 12 * convention.days(from: day, through: lastDay)
  }

  func row(of year: FiscalYear) -> DepreciationPlan.Row {
    let isLeaving = asset.disposal.map { year.contains($0.date) } ?? false
    let charge = charge(of: year)
    let tax = asset.method == .declining ? (isLeaving ? .zero : taxCharge(of: year)) : nil
    let accumulated = accumulated + charge
    var balance = derogatory
    if isLeaving {
      balance = .zero
    } else if let tax {
      let taken = asset.cost - taxLeft + tax
      balance = taken.minor > accumulated.minor ? taken - accumulated : .zero
    }
    return DepreciationPlan.Row(
      year: year, charge: charge, taxCharge: tax, derogatory: balance - derogatory, accumulated: accumulated,
      derogatoryBalance: balance, netValue: asset.cost - accumulated)
  }

  /// The year as it was booked.
  func row(
    of year: FiscalYear, recorded: DepreciationPlan.Recorded, planned: DepreciationPlan.Row
  ) -> DepreciationPlan.Row {
    let accumulated = accumulated + recorded.charge
    return DepreciationPlan.Row(
      year: year, charge: recorded.charge, taxCharge: planned.taxCharge, derogatory: recorded.derogatory,
      accumulated: accumulated, derogatoryBalance: derogatory + recorded.derogatory,
      netValue: asset.cost - accumulated)
  }

  mutating func take(_ row: DepreciationPlan.Row, isAsPlanned: Bool) {
    accumulated = row.accumulated
    derogatory = row.derogatoryBalance
    if let tax = row.taxCharge { taxLeft = taxLeft - tax }
    if !isAsPlanned, let next = row.year.end.adding(days: 1) { begin(on: next) }
  }

  func isDone(after year: FiscalYear) -> Bool {
    if let disposal = asset.disposal, disposal.date <= year.end { return true }
    return accumulated == asset.base && year.end >= lastDay && (asset.method == .linear || taxLeft.isZero)
  }

  private func charge(of year: FiscalYear) -> Money {
    let left = asset.base - accumulated
    guard left.minor > 0, year.end >= start else { return .zero }
    let end = asset.disposal.map { min($0.date, year.end) } ?? year.end
    if end >= lastDay { return left }
    let days = convention.days(from: max(start, year.start), through: end)
    let share = base.share(12 * days, of: span)
    return share.minor < left.minor ? share : left
  }

  /// On what is left, at the coefficient times the linear rate, or at the linear rate of the years that are left once
  /// that is higher. Whole months, from the month of the acquisition; years from the one of the acquisition.
  private func taxCharge(of year: FiscalYear) -> Money {
    guard let acquired = asset.acquired, let firstYear, taxLeft.minor > 0, year.end >= acquired,
      let coefficient = DecliningCoefficient.hundredths(months: asset.months)
    else { return .zero }
    let duration = Int(asset.months)
    let left = duration - firstYear.start.months(until: year.start)
    let months = year.start.months(until: year.end) + 1
    guard left > months else { return taxLeft }
    let held = min(months, max(acquired, year.start).months(until: year.end) + 1)
    return 100 * duration > coefficient * left
      ? taxLeft.share(held, of: left) : taxLeft.share(coefficient * held, of: 100 * duration)
  }
}

extension CalendarDate {
  /// From the month of this day to that of the other.
  fileprivate func months(until other: CalendarDate) -> Int {
    (other.year - year) * 12 + other.month - month
  }
}

extension Money {
  /// `part` of `whole` parts, to the nearest cent, half a cent away from zero. Nothing of no parts.
  public func share(_ part: Int, of whole: Int) -> Money {
    guard whole > 0 else { return .zero }
    let product = Int128(minor) * Int128(part)
    let (quotient, rest) = product.magnitude.quotientAndRemainder(dividingBy: UInt128(whole))
    let rounded = Int64(quotient + (rest * 2 >= UInt128(whole) ? 1 : 0))
    return Money(minor: product < 0 ? -rounded : rounded, currency: currency)
  }
}
