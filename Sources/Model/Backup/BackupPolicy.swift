/// When the node makes a backup by itself, which ones it keeps, and when it warns: nothing else decides.
public struct BackupPolicy: Equatable, Sendable {
  /// Days, weeks and months of which the last backup is kept, counted among those that have one.
  public var days: Int
  public var weeks: Int
  public var months: Int
  /// Days after which changed books without a new backup are told.
  public var warningDays: Int
  /// Minutes after which an automatic backup that failed is tried again: the disk may be there by then.
  public var retryMinutes: Int
  /// Minutes without a change before the backup of the day: what is being written belongs in it.
  public var quietMinutes: Int

  public init(days: Int, weeks: Int, months: Int, warningDays: Int, retryMinutes: Int, quietMinutes: Int) {
    self.quietMinutes = quietMinutes
    self.retryMinutes = retryMinutes
    self.days = days
    self.weeks = weeks
    self.months = months
    self.warningDays = warningDays
  }

  /// A week of days, five weeks, a year of months.
  public static let standard = BackupPolicy(
    days: 7, weeks: 5, months: 12, warningDays: 7, retryMinutes: 60, quietMinutes: 2)

  /// Once a day, when something was written since the last one. A last one of tomorrow was made under a wrong clock,
  /// and holds nothing up.
  ///
  /// - Parameters:
  ///   - last: day of the last backup, good or not; nil for none.
  ///   - isChanged: the signed log went on since the last good one.
  public func isDue(on today: CalendarDate, last: CalendarDate?, isChanged: Bool) -> Bool {
    isChanged && last != today
  }

  public func isQuiet(at now: Instant, since change: Instant) -> Bool {
    now.milliseconds - change.milliseconds >= Int64(quietMinutes) * 60_000 || now < change
  }

  public func mayRetry(at now: Instant, after failure: Instant) -> Bool {
    now.milliseconds - failure.milliseconds >= Int64(retryMinutes) * 60_000
  }

  /// Whether what was written for so long has no backup.
  ///
  /// - Parameter since: day of the last good backup, or of the first change-set when there was none.
  public func isLate(on today: CalendarDate, since: CalendarDate, isChanged: Bool) -> Bool {
    isChanged && today.dayCount - since.dayCount > warningDays
  }

  /// The places, in `made`, of the backups that stay: the last of each of the latest days, weeks (from Monday) and
  /// months that have one.
  ///
  /// - Parameter made: days of good backups, in any order; of two of one day, the later place is the later backup.
  public func kept(_ made: [CalendarDate]) -> Set<Int> {
    let newestFirst = made.indices.sorted { (made[$0], $0) > (made[$1], $1) }
    var kept: Set<Int> = []
    func keep(_ count: Int, _ period: (CalendarDate) -> Int) {
      var seen: Set<Int> = []
      for place in newestFirst where !seen.contains(period(made[place])) {
        guard seen.count < count else { return }
        seen.insert(period(made[place]))
        kept.insert(place)
      }
    }
    keep(days) { $0.dayCount }
    // 1 January 1970 was a Thursday.
    keep(weeks) { ($0.dayCount + 3 + 700_000) / 7 }
    keep(months) { Int($0.monthNumber) }
    return kept
  }
}
