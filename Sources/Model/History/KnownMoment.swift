/// A moment that the books are looked at from (« tel que connu le … »): what was recorded up to its end, and nothing
/// later. A day, to its last minute, or a minute of it; in legal time of mainland France.
public struct KnownMoment: Hashable, Sendable {
  public let day: CalendarDate
  /// Minutes since midnight; nil for the whole day.
  public let minutes: Int?

  /// - Parameter minutes: 0 to 1439, or nil for the whole day.
  public init?(day: CalendarDate, minutes: Int? = nil) {
    guard (0..<1_440).contains(minutes ?? 0) else { return nil }
    (self.day, self.minutes) = (day, minutes)
  }

  /// `2026-03-31` or `2026-03-31T18:04`: the form of addresses and of the command line.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard let first = parts.first, let day = CalendarDate(iso: String(first)), parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      self.init(day: day)
      return
    }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 2, clock.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(clock[0]), hour < 24,
      let minute = UInt8(clock[1]), minute < 60
    else { return nil }
    self.init(day: day, minutes: Int(hour) * 60 + Int(minute))
  }

  public var text: String {
    guard let minutes else { return day.iso }
    return "\(day.iso)T\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
  }

  /// The last instant that counts.
  public var last: Instant {
    let next = ParisTime.instant(day, minutes: minutes.map { $0 + 1 } ?? 1_440)
    return Instant(milliseconds: next.milliseconds - 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
