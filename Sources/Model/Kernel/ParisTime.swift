/// Legal time in mainland France: one hour ahead of universal time, two in summer.
public enum ParisTime {
  /// The day, and the minutes since its midnight.
  public static func clock(_ instant: Instant) -> (day: CalendarDate?, minutes: Int) {
    let seconds = Int(instant.milliseconds.floorDivided(by: 1_000))
    let local = seconds + offset(seconds)
    let days = local.floorDivided(by: 86_400)
    return (CalendarDate(dayCount: days), (local - days * 86_400) / 60)
  }

  /// When that minute of the day begins. The hour that comes twice in autumn is taken as the later one, and the hour
  /// that spring leaves out as the one after it.
  public static func instant(_ day: CalendarDate, minutes: Int) -> Instant {
    let local = day.dayCount * 86_400 + minutes * 60
    let winter = local - 3_600
    let summer = local - 7_200
    let seconds = isSummerTime(winter) && isSummerTime(summer) ? summer : winter
    return Instant(milliseconds: Int64(seconds) * 1_000)
  }

  private static func offset(_ seconds: Int) -> Int { isSummerTime(seconds) ? 7_200 : 3_600 }

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
