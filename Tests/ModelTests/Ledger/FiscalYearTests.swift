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

  @Test("overlapping is shared days")
  func overlap() throws {
    let first = try year("2025-01-01", "2025-12-31")
    #expect(try !first.overlaps(year("2026-01-01", "2026-12-31")))
    #expect(try first.overlaps(year("2025-12-31", "2026-12-30")))
    #expect(first.contains(first.start) && first.contains(first.end))
  }
}
