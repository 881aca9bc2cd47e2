import Model
import Testing

@testable import Web

@Suite("French figures and dates")
struct FrenchTests {
  @Test(
    "amounts have a narrow space between thousands and two decimals",
    arguments: [
      (0, "0,00"), (5, "0,05"), (-5, "-0,05"), (123_456_789, "1\u{202F}234\u{202F}567,89"),
      (-100_000, "-1\u{202F}000,00"),
      (99_999, "999,99"), (100_000_000_000_000, "1\u{202F}000\u{202F}000\u{202F}000\u{202F}000,00"),
    ])
  func amounts(cents: Int, text: String) {
    #expect(French.amount(cents: cents) == text)
  }

  @Test("the euro sign follows a hard space")
  func euros() {
    #expect(French.euros(MoneyTotal(minor: 123_450)) == "1\u{202F}234,50\u{A0}€")
  }

  @Test("a nil side is blank, a nil total is written")
  func nilSides() {
    #expect(French.side(Money.zero) == "")
    #expect(French.amount(MoneyTotal.zero) == "0,00")
  }

  @Test(
    "the plural begins at two",
    arguments: [
      (0, "0\u{A0}ligne"), (1, "1\u{A0}ligne"), (2, "2\u{A0}lignes"), (1_234, "1\u{202F}234\u{A0}lignes"),
    ])
  func plural(count: Int, text: String) {
    #expect(French.count(count, "ligne", "lignes") == text)
  }

  @Test(
    "sizes are decimal",
    arguments: [
      (1, "1\u{A0}octet"), (999, "999\u{A0}octets"), (1_400, "1,4\u{A0}ko"), (48_200, "48\u{A0}ko"),
      (1_384_221, "1,4\u{A0}Mo"), (2_147_483_648, "2,1\u{A0}Go"),
    ])
  func sizes(bytes: Int, text: String) {
    #expect(French.size(bytes: bytes) == text)
  }

  @Test("the first of a month is 1er")
  func longDates() throws {
    let first = try #require(CalendarDate(iso: "2026-01-01"))
    let last = try #require(CalendarDate(iso: "2026-12-31"))
    #expect(French.date(first) == "01/01/2026")
    #expect(French.longDate(first) == "1er\u{A0}janvier 2026")
    #expect(French.span(first, last) == "du 1er\u{A0}janvier au 31\u{A0}décembre 2026")
  }

  @Test(
    "dates are read as people write them",
    arguments: [
      ("31/12/2026", "2026-12-31"), ("1/2/26", "2026-02-01"), ("31-12-2026", "2026-12-31"), ("31122026", "2026-12-31"),
      ("2026-12-31", "2026-12-31"), (" 31.12.2026 ", "2026-12-31"),
    ])
  func readDates(text: String, iso: String) {
    #expect(French.readDate(text)?.iso == iso)
  }

  @Test("what is not a day is not read", arguments: ["", "31/02/2026", "12/2026", "aujourd’hui", "2026", "99999999"])
  func notDates(text: String) {
    #expect(French.readDate(text) == nil)
  }

  @Test(
    "moments are told in Paris, summer and winter",
    arguments: [
      (Int64(1_795_443_120_000), "23/11/2026 à 15:12"), (Int64(1_780_315_200_000), "01/06/2026 à 14:00"),
      (Int64(1_774_745_999_000), "29/03/2026 à 01:59"), (Int64(1_774_746_000_000), "29/03/2026 à 03:00"),
      (Int64(1_792_889_999_000), "25/10/2026 à 02:59"), (Int64(1_792_890_000_000), "25/10/2026 à 02:00"),
    ])
  func moments(milliseconds: Int64, text: String) {
    #expect(French.moment(Instant(milliseconds: milliseconds)) == text)
  }
}
