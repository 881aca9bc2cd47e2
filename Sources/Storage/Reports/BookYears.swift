import Model

/// A fiscal year with the local number that the other queries take.
public struct BookYear: Equatable, Sendable {
  public let number: Int64
  public let year: FiscalYear
}

extension ReadTransaction {
  /// The latest first.
  public func bookYears() throws -> [BookYear] {
    try list("SELECT year_no, start_date, end_date FROM fiscal_year ORDER BY end_date DESC") { row in
      BookYear(number: row.integer(0), year: try FiscalYear(start: row.date(1), end: row.date(2)))
    }
  }

  /// The year that ends on that day, or nil.
  public func bookYear(endingOn end: CalendarDate) throws -> BookYear? {
    let sql = "SELECT year_no, start_date, end_date FROM fiscal_year WHERE end_date = ?"
    return try queryOne(sql, [.number(end.number)]) { row in
      BookYear(number: row.integer(0), year: try FiscalYear(start: row.date(1), end: row.date(2)))
    }
  }
}
