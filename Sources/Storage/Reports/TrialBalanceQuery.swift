import Model

extension ReadTransaction {
  /// The balance of a year at the end of `date`: what is kept for the nearest month's end, and the lines of the days
  /// between. Accounts without any movement are left out.
  public func trialBalance(year: Int64, through date: CalendarDate) throws -> TrialBalance {
    let days = MonthEndDays(date)
    let sums = try accountSums(year: year, through: days.month)
    let changes = try days.between.map { try daySums(of: $0, year: year) } ?? [:]
    return TrialBalance(
      rows: try moved(sums, by: changes, year: year, backward: days.isBackward).map(\.row))
  }
}
