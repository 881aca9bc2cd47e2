import Model
import Testing

@Suite("A fiscal year")
struct FiscalYearTests {
  private func year(_ start: String, _ end: String) throws -> FiscalYear {
    try FiscalYear(start: CalendarDate(iso: start)!, end: CalendarDate(iso: end)!)
  }

  @Test("a year may last up to 24 months, and not end before it starts")
  func bounds() throws {
    #expect(throws: FiscalYearRefusal.endsBeforeStart) { try year("2026-01-02", "2026-01-01") }
    #expect(throws: FiscalYearRefusal.tooLong) { try year("2025-01-01", "2027-01-01") }
    #expect(try year("2025-01-01", "2026-12-31").name == "2025-2026")
    #expect(try year("2026-01-01", "2026-01-01").name == "2026")
  }

  @Test("fewer than 12 months is short, one day included, and passes")
  func short() throws {
    #expect(try year("2026-01-01", "2026-01-01").isShort)
    #expect(try year("2026-01-01", "2026-01-01").dayCount == 1)
    #expect(try year("2026-01-01", "2026-12-30").isShort)
    #expect(try !year("2026-01-01", "2026-12-31").isShort)
    #expect(try year("2024-01-01", "2024-12-31").dayCount == 366)
    #expect(try !year("2023-03-01", "2024-02-29").isShort)
    #expect(try year("2023-03-01", "2024-02-28").isShort)
    #expect(try !year("2025-01-01", "2026-12-31").isShort)
  }

  @Test("overlapping is shared days")
  func overlap() throws {
    let first = try year("2025-01-01", "2025-12-31")
    #expect(try !first.overlaps(year("2026-01-01", "2026-12-31")))
    #expect(try first.overlaps(year("2025-12-31", "2026-12-30")))
    #expect(first.contains(first.start) && first.contains(first.end))
  }
}
