public import Model

extension French {
  /// `23/11/2026 à 15:12`, Paris time.
  public static func moment(_ instant: Instant) -> String {
    let (day, minutes) = ParisTime.clock(instant)
    return day.map { date($0) + " à " + time(minutes) } ?? time(minutes)
  }

  /// `31/03/2026`, or `31/03/2026 à 18:04`.
  static func moment(_ known: KnownMoment) -> String {
    date(known.day) + (known.minutes.map { " à " + time($0) } ?? "")
  }

  /// `15:12`, from the minutes since midnight.
  private static func time(_ minutes: Int) -> String { "\(two(minutes / 60)):\(two(minutes % 60))" }
}
