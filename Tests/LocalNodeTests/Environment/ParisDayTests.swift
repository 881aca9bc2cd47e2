import Foundation
import Model
import Testing

@testable import LocalNode

@Suite("The day in Paris")
struct ParisDayTests {
  @Test(
    "changes at midnight there, in summer as in winter, whatever was asked before",
    arguments: [
      ("2026-01-01T22:59:59Z", "2026-01-01"), ("2026-01-01T23:00:00Z", "2026-01-02"),
      ("2026-07-14T21:59:59Z", "2026-07-14"), ("2026-07-14T22:00:00Z", "2026-07-15"),
      // The days of 23 and of 25 hours.
      ("2026-03-28T23:00:00Z", "2026-03-29"), ("2026-03-29T21:59:59Z", "2026-03-29"),
      ("2026-03-29T22:00:00Z", "2026-03-30"), ("2026-10-24T22:00:00Z", "2026-10-25"),
      ("2026-10-25T22:59:59Z", "2026-10-25"), ("2026-10-25T23:00:00Z", "2026-10-26"),
    ])
  func changesAtMidnight(moment: String, day: String) throws {
    let instant = try Self.instant(moment)
    let expected = try #require(CalendarDate(iso: day))
    #expect(ParisDay.of(instant) == expected)
    // The hours around it, there and back: what was remembered never stands in for another day.
    for hour in Array(-30...30) + Array((-30...30).reversed()) {
      let other = Instant(milliseconds: instant.milliseconds + Int64(hour) * 3_600_000)
      #expect(ParisDay.of(other) == Self.read(other))
    }
    #expect(ParisDay.of(instant) == expected)
  }

  private static func instant(_ text: String) throws -> Instant {
    let date = try Date(text, strategy: .iso8601)
    return Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }

  /// By another way: the text of the moment in that zone.
  private static func read(_ instant: Instant) -> CalendarDate? {
    let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/Paris") ?? .gmt).year().month().day()
    return CalendarDate(iso: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000).formatted(style))
  }
}
