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

  /// `de janvier à novembre 2025`, `en mars 2025`, `d’octobre 2024 à mars 2025`: two months, AAAAMM.
  public static func months(from first: Int32, to last: Int32) -> String {
    guard first != last else { return "en " + month(number: first) }
    let start = first / 100 == last / 100 ? monthNames[monthIndex(first)] : month(number: first)
    let of = start.hasPrefix("a") || start.hasPrefix("o") ? "d’" : "de "
    return of + start + " à " + month(number: last)
  }

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
      // Two figures are a year of this century; « 0026 » is a year of another one, and « 0001-01-31 » is no day first.
      guard parts[0].count <= 2, parts[1].count <= 2, [2, 4].contains(parts[2].count) else { return nil }
      return CalendarDate(year: parts[2].count == 2 ? 2000 + year : year, month: month, day: day)
    }
    guard trimmed.utf8.count == 8, let number = Int(trimmed) else { return nil }
    return CalendarDate(year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
  }

  /// Reads what ``readDate(_:)`` reads, and the short forms `15/03`, `1503` and `150326`. A day without a year is the
  /// one in the fiscal year; in the calendar year of its end when none is, so that the refusal names a whole date.
  public static func readDate(_ text: some StringProtocol, near year: FiscalYear) -> CalendarDate? {
    if let date = readDate(text) { return date }
    let trimmed = String(text).trimmingSpaces
    let digits = trimmed.allSatisfy { $0.isASCII && $0.isNumber } ? Int(trimmed) : nil
    if trimmed.utf8.count == 6, let number = digits {
      return CalendarDate(year: 2000 + number % 100, month: number / 100 % 100, day: number / 10_000)
    }
    let parts = trimmed.split(omittingEmptySubsequences: false) { "/-. ".contains($0) }
    let day: Int
    let month: Int
    if trimmed.utf8.count == 4, let number = digits {
      (day, month) = (number / 100, number % 100)
    } else if parts.count == 2, let first = Int(parts[0]), let second = Int(parts[1]) {
      (day, month) = (first, second)
    } else {
      return nil
    }
    let found = (year.start.year...year.end.year).lazy.compactMap { CalendarDate(year: $0, month: month, day: day) }
    return found.first(where: year.contains) ?? CalendarDate(year: year.end.year, month: month, day: day)
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
