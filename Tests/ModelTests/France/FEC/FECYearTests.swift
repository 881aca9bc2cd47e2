import Model
import Testing

@Suite("The year that a FEC fills")
struct FECYearTests {
  @Test("it ends on the closing date and lasts twelve months")
  func closing() throws {
    #expect(year(closing: 20_261_231) == (20_260_101, 20_261_231))
    #expect(year(closing: 20_260_630) == (20_250_701, 20_260_630))
    #expect(year(closing: 20_250_228) == (20_240_301, 20_250_228))
    #expect(year(closing: 20_240_229) == (20_230_301, 20_240_229))
    #expect(year(closing: 20_260_115) == (20_250_116, 20_260_115))
  }

  @Test("without closing date it ends with the month of the last entry")
  func lastEntry() throws {
    #expect(year(closing: nil, first: 20_260_105, last: 20_260_210) == (20_250_301, 20_260_228))
    #expect(year(closing: nil) == nil)
  }

  @Test("a first year may be longer: it begins with the month of the first entry, within 24 months")
  func longYear() throws {
    #expect(year(closing: 20_261_231, first: 20_250_917, last: 20_261_231) == (20_250_901, 20_261_231))
    #expect(year(closing: 20_261_231, first: 20_250_101, last: 20_261_231) == (20_250_101, 20_261_231))
    #expect(year(closing: 20_261_231, first: 20_241_231, last: 20_261_231) == (20_260_101, 20_261_231))
  }

  @Test("a year of the company that ends the same day gives its start")
  func own() throws {
    #expect(year(closing: 20_261_231, known: [(20_260_401, 20_261_231)]) == (20_260_401, 20_261_231))
  }

  @Test("a short year follows the year before it")
  func shortYear() throws {
    let known: [(Int32, Int32)] = [(20_250_101, 20_251_231)]
    #expect(year(closing: 20_260_630, first: 20_260_101, last: 20_260_630, known: known) == (20_260_101, 20_260_630))
    #expect(year(closing: 20_260_630, first: 20_251_101, last: 20_260_630, known: known) == (20_250_701, 20_260_630))
  }

  @Test("the day of the opening entries begins the year, longer or shorter than twelve months")
  func opening() throws {
    #expect(
      year(closing: 20_261_231, first: 20_260_502, last: 20_261_130, opening: 20_260_401)
        == (20_260_401, 20_261_231))
    #expect(
      year(closing: 20_261_231, first: 20_251_001, last: 20_261_130, opening: 20_251_001)
        == (20_251_001, 20_261_231))
    #expect(
      year(closing: 20_261_231, first: 20_260_102, last: 20_261_130, opening: 20_200_101)
        == (20_260_101, 20_261_231))
    #expect(year(closing: nil, first: 20_260_102, last: 20_260_731, opening: 20_260_101) == (20_260_101, 20_261_231))
    #expect(year(closing: nil, first: 20_260_402, last: 20_270_430, opening: 20_260_401) == (20_260_401, 20_270_430))
    #expect(year(closing: nil, opening: 20_260_101) == (20_260_101, 20_261_231))
  }

  @Test("a few dates out of place do not move a year")
  func stray() throws {
    let dates: [Int32: Int] = [20_251_215: 1, 20_260_105: 40, 20_261_231: 40]
    #expect(year(closing: 20_261_231, entries: dates) == (20_260_101, 20_261_231))
    #expect(year(closing: 20_261_231, entries: dates, known: [(20_250_101, 20_251_231)]) == (20_260_101, 20_261_231))
    #expect(year(closing: nil, entries: dates, known: [(20_260_101, 20_261_231)]) == (20_260_101, 20_261_231))
  }

  @Test("a closing date that no entry comes near is not believed")
  func contradicted() throws {
    let dates = FECYear.Dates(entries: [20_230_105: 3, 20_230_731: 4])
    #expect(FECYear.isContradicted(closing: day(20_501_231), by: dates))
    #expect(FECYear.isContradicted(closing: day(20_221_231), by: dates))
    #expect(!FECYear.isContradicted(closing: day(20_241_231), by: dates))
    #expect(!FECYear.isContradicted(closing: day(20_501_231), by: FECYear.Dates()))
    #expect(year(closing: 20_501_231, first: 20_230_105, last: 20_230_731) == (20_220_801, 20_230_731))
  }

  @Test("a clash is the same year with entries, or an overlap with one that was not merely declared")
  func clash() throws {
    let year = try FiscalYear(start: day(20_260_101), end: day(20_261_231))
    let next = try FiscalYear(start: day(20_270_101), end: day(20_271_231))
    let across = try FiscalYear(start: day(20_260_701), end: day(20_270_630))
    let clash = { (known: FiscalYear, holds: Bool) in
      FECExpectation(years: [.init(year: known, holdsEntries: holds)]).clash(with: year)
    }
    #expect(clash(year, true) == year)
    #expect(clash(year, false) == nil)
    #expect(clash(next, true) == nil)
    #expect(clash(across, true) == across)
    #expect(clash(across, false) == nil)
    let withdrawn = FECExpectation.KnownYear(year: across, holdsEntries: false, isReplaceable: false)
    #expect(FECExpectation(years: [withdrawn]).clash(with: year) == across)
  }

  private func year(
    closing: Int32?, first: Int32? = nil, last: Int32? = nil, opening: Int32? = nil, known: [(Int32, Int32)] = []
  ) -> (start: Int32, end: Int32)? {
    let days = [first, last].compactMap(\.self).map { ($0, 1) }
    return year(
      closing: closing, entries: Dictionary(days, uniquingKeysWith: +), opening: opening, known: known)
  }

  private func year(
    closing: Int32?, entries: [Int32: Int], opening: Int32? = nil, known: [(Int32, Int32)] = []
  ) -> (start: Int32, end: Int32)? {
    let years = known.compactMap { start, end in
      (try? FiscalYear(start: day(start), end: day(end))).map { FECExpectation.KnownYear(year: $0, holdsEntries: true) }
    }
    let found = FECYear.year(
      closing: closing.map(day), dates: FECYear.Dates(entries: entries, opening: opening.map(day)), known: years)
    return found.map { ($0.start.number, $0.end.number) }
  }

  private func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }
}

private func == (left: (start: Int32, end: Int32)?, right: (Int32, Int32)?) -> Bool {
  left?.start == right?.0 && left?.end == right?.1
}
