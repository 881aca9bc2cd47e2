public import Model

extension French {
  static let monthNames = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
  static let shortMonthNames = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
  ]

  /// `15/03/2026`, for tables and fields.
  public static func date(_ date: CalendarDate) -> String { "\(two(date.day))/\(two(date.month))/\(date.year)" }

  /// `15 mars 2026`, `1er janvier 2026`, for sentences.
  public static func longDate(_ date: CalendarDate) -> String { dayAndMonth(date) + " \(date.year)" }

  /// `1er janvier`.
  public static func dayAndMonth(_ date: CalendarDate) -> String {
    (date.day == 1 ? "1er" : String(date.day)) + hardSpace + monthNames[date.month - 1]
  }

  /// `du 1er janvier au 31 décembre 2026`; the first year is said only when it is another.
  public static func span(_ start: CalendarDate, _ end: CalendarDate) -> String {
    let first = start.year == end.year ? dayAndMonth(start) : longDate(start)
    return "du \(first) au \(longDate(end))"
  }

  /// `mars 2026` for 202603.
  public static func month(number: Int32) -> String { monthNames[monthIndex(number)] + " \(number / 100)" }

  /// `mars` for 202603.
  public static func shortMonth(number: Int32) -> String { shortMonthNames[monthIndex(number)] }

  /// `J` for January: under a bar, where nothing longer fits.
  public static func monthInitial(number: Int32) -> String { monthNames[monthIndex(number)].prefix(1).uppercased() }

  /// Reads `31/12/2026`, `31-12-2026`, `31122026` as people type it, and `2026-12-31` as addresses hold it.
  public static func readDate(_ text: some StringProtocol) -> CalendarDate? {
    let trimmed = String(text).trimmingSpaces
    if let date = CalendarDate(iso: trimmed) { return date }
    let parts = trimmed.split(omittingEmptySubsequences: false) { "/-. ".contains($0) }
    if parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]) {
      return CalendarDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }
    guard trimmed.utf8.count == 8, let number = Int(trimmed) else { return nil }
    return CalendarDate(year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
  }

  private static func monthIndex(_ number: Int32) -> Int { min(max(Int(number) % 100, 1), 12) - 1 }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}

extension String {
  /// Without white space at either end.
  var trimmingSpaces: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
