import Model
import Testing

@Suite("Moments that books are looked at from")
struct KnownMomentTests {
  @Test(
    "a day ends at midnight in Paris, a minute with its last instant",
    arguments: [
      ("2026-01-31", 1_769_900_399_999), ("2026-07-14", 1_784_066_399_999), ("2026-07-14T00:00", 1_783_980_059_999),
      // The hour that comes twice, and the one that does not come.
      ("2026-10-25T02:30", 1_792_891_859_999), ("2026-03-29T02:30", 1_774_747_859_999),
      ("1999-12-31", 946_681_199_999),
    ] as [(String, Int64)])
  func last(text: String, milliseconds: Int64) throws {
    let moment = try #require(KnownMoment(text: text))
    #expect(moment.last.milliseconds == milliseconds)
    #expect(moment.text == text)
  }

  @Test(
    "what is no moment is none",
    arguments: [
      "", "2026", "2026-02-30", "2026-01-31T", "2026-01-31T24:00", "2026-01-31T9:05", "2026-01-31T09:60",
      "2026-01-31T09:05:01", "31/01/2026",
    ])
  func none(text: String) { #expect(KnownMoment(text: text) == nil) }

  @Test("the clock of Paris and its instants are each other's inverse, outside of the hour that comes twice")
  func inverse() throws {
    for day in stride(from: 0, to: 730, by: 5) {
      let date = try #require(CalendarDate(dayCount: 20_454 + day))
      for minutes in [0, 61, 180, 721, 1_439] {
        let clock = ParisTime.clock(ParisTime.instant(date, minutes: minutes))
        #expect(clock.day == date && clock.minutes == minutes)
      }
    }
  }
}
