import Model
import Testing

@testable import Web

@Suite("Amounts and days as they are typed")
struct AmountTextTests {
  @Test(
    "every form of an amount",
    arguments: [
      ("", 0), ("12", 1_200), ("1234,5", 123_450), ("1234.50", 123_450), ("1 234,50 €", 123_450),
      ("1\u{202F}234,50\u{A0}€", 123_450), ("1.234,50", 123_450), ("1,234.50", 123_450), ("1 234 567", 123_456_700),
      ("1.234.567", 123_456_700), ("-12,5", -1_250), ("12,5-", -1_250), ("+3", 300), (",5", 50), ("0,005", nil),
      ("12,345,6", nil), ("1,234", nil), ("1.2.3", nil), ("abc", nil), ("12€50", 125_000), ("--1", nil), (",", nil),
      ("99999999999999999999", nil), ("10000000000", 1_000_000_000_000), ("10000000000,01", nil),
    ] as [(String, Int64?)])
  func amounts(text: String, cents: Int64?) {
    #expect(AmountText.cents(text) == cents, "\(text)")
  }

  @Test(
    "a calculation is exact, and rounded once",
    arguments: [
      ("=1200/1,2", 100_000), ("=10/3", 333), ("=20/3", 667), ("=1+2*3", 700), ("=100-2,5*4", 9_000), ("=-5+10", 500),
      ("=10*-2", -2_000), ("=1/0", nil), ("=", nil), ("=1+", nil), ("=2*(3)", nil), ("=0,1+0,2", 30), ("=1/3*3", 100),
      ("=999999999999/1*999999999999*9999999999", nil),
    ] as [(String, Int64?)])
  func calculations(text: String, cents: Int64?) {
    #expect(AmountText.cents(text) == cents, "\(text)")
  }

  @Test(
    "every short form of a day, near the day of the entry before",
    arguments: [
      ("15", "2026-04-15"), ("1503", "2026-03-15"), ("15/3", "2026-03-15"), ("15/03/26", "2026-03-15"),
      ("150326", "2026-03-15"), ("15032026", "2026-03-15"), ("2026-03-15", "2026-03-15"), ("+1", "2026-04-11"),
      ("-10", "2026-03-31"), (".", "2026-04-10"), ("31", nil), ("0", nil), ("x", nil), ("", nil),
      ("3112", "2026-12-31"),
      ("15/03/2025", "2025-03-15"),
    ] as [(String, String?)])
  func days(text: String, day: String?) throws {
    let years = [
      try FiscalYear(start: #require(CalendarDate(iso: "2026-01-01")), end: #require(CalendarDate(iso: "2026-12-31")))
    ]
    let near = try #require(CalendarDate(iso: "2026-04-10"))
    #expect(DayText.read(text, near: near, years: years)?.iso == day, "\(text)")
  }
}
