public import Model

extension French {
  /// `23/11/2026 à 15:12`, Paris time.
  public static func moment(_ instant: Instant) -> String {
    let (day, minutes) = parisClock(instant)
    let time = "\(two(minutes / 60)):\(two(minutes % 60))"
    return day.map { date($0) + " à " + time } ?? time
  }

  /// The day in Paris, and the minutes since its midnight.
  static func parisClock(_ instant: Instant) -> (day: CalendarDate?, minutes: Int) {
    let seconds = Int(instant.milliseconds.floorDivided(by: 1_000))
    let local = seconds + (isSummerTime(seconds) ? 7_200 : 3_600)
    let days = local.floorDivided(by: 86_400)
    return (CalendarDate(dayCount: days), (local - days * 86_400) / 60)
  }

  /// Summer time runs from the last Sunday of March to the last Sunday of October, at 01:00 UTC (directive 2000/84/CE).
  private static func isSummerTime(_ seconds: Int) -> Bool {
    guard let day = CalendarDate(dayCount: seconds.floorDivided(by: 86_400)),
      let march = CalendarDate(year: day.year, month: 3, day: 31),
      let october = CalendarDate(year: day.year, month: 10, day: 31)
    else { return false }
    return (changeover(march.dayCount)..<changeover(october.dayCount)).contains(seconds)
  }

  /// 01:00 UTC of the last Sunday up to that day; 1 January 1970 was a Thursday.
  private static func changeover(_ lastDay: Int) -> Int { (lastDay - (lastDay + 4) % 7) * 86_400 + 3_600 }
}

extension FixedWidthInteger {
  /// The quotient rounded down, where `/` rounds towards zero.
  func floorDivided(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
