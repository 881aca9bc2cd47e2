/// A day of the Gregorian calendar, with no time and no zone: the date of an entry is the same everywhere.
public struct CalendarDate: Hashable, Sendable {
  /// The date as the number AAAAMMJJ, for instance 20260331. Its order is the order of days.
  public let number: Int32

  public var year: Int { Int(number) / 10_000 }
  public var month: Int { Int(number) / 100 % 100 }
  public var day: Int { Int(number) % 100 }

  /// The last day this calendar knows: « all that there is » where a date bounds a question.
  public static let latest = CalendarDate(year: 2099, month: 12, day: 31)!

  /// Nil when the day is not in the calendar, or the year is outside 1900...2099.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2099).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    number = Int32(year * 10_000 + month * 100 + day)
  }

  /// Nil when `number`, read as AAAAMMJJ, is not a day of the calendar.
  public init?(number: Int32) {
    self.init(year: Int(number) / 10_000, month: Int(number) / 100 % 100, day: Int(number) % 100)
  }

  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CalendarDate: Comparable {
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.number < right.number }
}

extension CalendarDate {
  /// `2026-03-31`, the form kept in tables and in JSON.
  public var iso: String {
    // Each row of a page has one in its address.
    String(unsafeUninitializedCapacity: 10) { bytes in
      var rest = number
      for place in (0..<10).reversed() {
        if place == 4 || place == 7 {
          bytes[place] = UInt8(ascii: "-")
        } else {
          bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      return 10
    }
  }

  /// `20260331`, the form of legal files.
  public var compact: String { String(number) }

  /// Reads `2026-03-31` and nothing else.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    var number: Int32 = 0
    for index in [0, 1, 2, 3, 5, 6, 8, 9] {
      guard (48...57).contains(bytes[index]) else { return nil }
      number = number * 10 + Int32(bytes[index] - 48)
    }
    self.init(number: number)
  }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String { iso }
}
