import Model

/// Assets of the tests, in few words.
enum AssetSample {
  static func day(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

  static func id<Subject>(_ low: UInt64) -> Identifier<Subject> { Identifier(high: 9, low: low) }

  static func year(_ start: String, _ end: String) -> FiscalYear {
    guard let year = try? FiscalYear(start: day(start), end: day(end)) else { preconditionFailure("no year") }
    return year
  }

  static func calendar(_ number: Int) -> FiscalYear { year("\(number)-01-01", "\(number)-12-31") }

  /// - Parameter years: duration.
  static func machine(
    _ euros: Int64, years: UInt32, from start: String, method: DepreciationMethod = .linear, residual: Int64 = 0
  ) -> FixedAsset {
    FixedAsset(
      id: id(1), label: "Four", account: "215400", depreciationAccount: "281540", expenseAccount: "681120",
      cost: Money(minor: euros * 100), residual: Money(minor: residual * 100), acquired: day(start),
      inService: day(start), months: years * 12, method: method)
  }

  static let accounts = LiasseFixture.liasse.yearEnd
}
