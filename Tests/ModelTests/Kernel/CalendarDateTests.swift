import Model
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test("every day from 1900 to 2099 has its place, and comes back from it")
  func everyDay() throws {
    var count = -25_567
    var previous: CalendarDate?
    for year in 1900...2099 {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, of: year) {
          guard let date = CalendarDate(year: year, month: month, day: day) else {
            Issue.record("\(year)-\(month)-\(day) is a day")
            return
          }
          guard date.dayCount == count, CalendarDate(dayCount: count) == date,
            CalendarDate(number: date.number) == date, previous.map({ $0 < date }) ?? true
          else {
            Issue.record("\(date) is not in its place")
            return
          }
          previous = date
          count += 1
        }
      }
    }
    #expect(count == 47_482, "200 years of which 49 are leap years")
    #expect(CalendarDate(dayCount: count) == nil && CalendarDate(dayCount: -25_568) == nil)
    #expect(CalendarDate(number: 19_700_101)?.dayCount == 0)
  }

  @Test(
    "days that are not in the calendar are refused",
    arguments: [
      20_260_229, 19_000_229, 20_261_301, 20_260_001, 20_260_431, 20_260_100, 18_991_231, 21_000_101, 0, -20_260_101,
      Int32.max, Int32.min,
    ])
  func refused(number: Int32) { #expect(CalendarDate(number: number) == nil) }

  @Test("years that four divides are leap years, but not 1900")
  func leapYears() {
    #expect(CalendarDate(number: 20_000_229) != nil && CalendarDate(number: 20_240_229) != nil)
    #expect(CalendarDate.days(inMonth: 2, of: 1900) == 28)
  }

  @Test("months are added to the same day, or to the last one of a shorter month")
  func months() throws {
    let date = try #require(CalendarDate(number: 20_240_131))
    #expect(date.adding(months: 1)?.number == 20_240_229)
    #expect(date.adding(months: -2)?.number == 20_231_130)
    #expect(date.adding(months: 12)?.number == 20_250_131)
    #expect(date.adding(months: 900 + 12) == nil && date.adding(months: -1_500) == nil)
  }

  @Test("days are added over months and years")
  func days() throws {
    let date = try #require(CalendarDate(number: 20_231_231))
    #expect(date.adding(days: 1)?.number == 20_240_101)
    #expect(date.adding(days: 60)?.number == 20_240_229)
    #expect(date.adding(days: -365)?.number == 20_221_231)
    #expect(date.adding(days: 1_000_000) == nil)
  }

  @Test("texts are read and written in one form each")
  func texts() throws {
    let date = try #require(CalendarDate(iso: "2026-03-05"))
    #expect(date.iso == "2026-03-05" && date.compact == "20260305" && date.description == date.iso)
    #expect(date.monthNumber == 202_603 && !date.isLastOfMonth)
    #expect(CalendarDate(number: 20_240_229)?.isLastOfMonth == true)
    for text in ["", "2026-3-5", "2026/03/05", "20260305", "2026-02-30", "+026-03-05", "2026-03-05 "] {
      #expect(CalendarDate(iso: text) == nil)
    }
  }
}
