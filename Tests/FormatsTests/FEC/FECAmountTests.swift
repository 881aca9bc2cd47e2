import Model
import Testing

@testable import Formats

@Suite("Amounts and dates of a FEC")
struct FECAmountTests {
  @Test(
    "the amounts that the law allows",
    arguments: [
      ("", 0), ("0", 0), ("0,00", 0), ("12", 1_200), ("12,3", 1_230), ("12,34", 1_234), ("12,340000", 1_234),
      ("-12,34", -1_234), ("12,34-", -1_234), ("+12,34", 1_234), ("12,34+", 1_234), (",5", 50), ("5,", 500),
      ("000000000000000000012,34", 1_234), ("- 12,34", -1_234), ("-0,00", 0), ("10000000000,00", 1_000_000_000_000),
      ("-10000000000,00", -1_000_000_000_000),
    ])
  func exact(text: String, cents: Int64) { #expect(amount(text) == .exact(cents)) }

  @Test(
    "other writings are let in when they can mean one thing only",
    arguments: [
      ("12.34", 1_234), ("12.3", 1_230), ("1234.500", 123_450), ("0.500", 50), ("-.5", -50), ("1 234,56", 123_456),
      ("1\u{A0}234\u{A0}567,8", 123_456_780), ("12 345", 1_234_500), ("1.234,56", 123_456),
      ("-12.345.678,9", -1_234_567_890), ("1.234,5-", -123_450), ("1.234,", 123_400),
    ])
  func irregular(text: String, cents: Int64) { #expect(amount(text) == .irregular(cents)) }

  @Test(
    "what may mean two things, or nothing, is not read",
    arguments: [
      "1.234", "1.230", "12,345", "12,3456", "0,001", "1,2,3", "1.23,45", "1234.567,8", ".234,5",
      "1.234.56,7", "1.234,567", "1.234,56.7", "1. 34,56", "1,234.56", "1e3", "--1", "-1-", "-", ",",
      "+", "1 23", "1 2345", "1234 567", "12 ,5", "12,3 4", "1 234.56", "abc", "12€", "1-2", "1Â2", "Â12",
      "0x1", "\u{661}", "12,34 ",
    ])
  func unreadable(text: String) { #expect(amount(text) == .unreadable) }

  @Test(
    "an amount past ten milliards of euros is too large",
    arguments: ["10000000000,01", "-10000000000,01", "99999999999999999999999999", "1000000000000000000000,5"])
  func tooLarge(text: String) { #expect(amount(text) == .tooLarge) }

  @Test("any amount of cents comes back from its writing")
  func everyAmountComesBack() {
    var dice = Dice(seed: 3)
    for _ in 0..<20_000 {
      let scale: Int64 = dice.chance(50) ? 1 : 1_000_000
      let cents = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &dice) / scale
      let digits = String(cents.magnitude)
      let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
      let text = padded.dropLast(2) + "," + padded.suffix(2)
      #expect(amount((cents < 0 ? "-" : "") + text) == .exact(cents))
      #expect(amount(text + (cents < 0 ? "-" : "+")) == .exact(cents))
    }
  }

  @Test("dates are AAAAMMJJ and in the calendar")
  func dates() throws {
    #expect(date("20260228").map(\.number) == 20_260_228)
    #expect(FECDate.reading("") == .blank)
    for text in ["20260231", "20261301", "20260100", "18991231", "21000101", "31/02/2026", "2026-13-01"] {
      #expect(FECDate.reading(text) == .notInCalendar)
    }
    for text in ["2026022", "202602280", "2026 228", "abcdefgh", "5/1/2026", "28/02/26", "28/02-2026", "2026/02-28"] {
      #expect(FECDate.reading(text) == .unreadable)
    }
  }

  @Test(
    "a date in another form is let in where it can be one day only",
    arguments: [
      "2026-02-28", "2026/02/28", "2026.02.28", "28/02/2026", "28-02-2026", "28.02.2026", "28022026",
      "20260228 10:25:37", "2026-02-28T10:25:37", "2026-02-28 10:25:37.123Z", "28/02/2026 10:25",
    ])
  func irregularDates(text: String) throws {
    #expect(FECDate.reading(text) == .irregular(try #require(CalendarDate(number: 20_260_228))))
  }

  @Test("eight digits that are a day in one order are none in the other")
  func oneOrder() {
    for number in stride(from: 19_000_101, through: 20_991_231, by: 1) {
      guard let date = CalendarDate(number: Int32(number)) else { continue }
      let turned = String(date.compact.suffix(2) + date.compact.dropFirst(4).prefix(2) + date.compact.prefix(4))
      guard FECDate.reading(turned) == .irregular(date) else {
        Issue.record("\(turned) is not read as \(date)")
        return
      }
    }
  }

  @Test("zeros are no date", arguments: ["00000000", "0000-00-00", "00/00/0000"])
  func zeros(text: String) { #expect(FECDate.reading(text) == .blank) }

  private func amount(_ text: String) -> FECAmount {
    var text = text
    return text.withUTF8 { FECAmount($0) }
  }

  private func date(_ text: String) -> CalendarDate? {
    guard case .date(let date) = FECDate.reading(text) else { return nil }
    return date
  }
}

extension FECDate {
  fileprivate static func reading(_ text: String) -> FECDate {
    var text = text
    return text.withUTF8 { FECDate($0) }
  }
}
