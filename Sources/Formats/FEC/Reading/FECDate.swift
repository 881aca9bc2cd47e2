import Model

/// A date as a FEC writes it: AAAAMMJJ (LPF art. A. 47 A-1, VIII).
///
/// What is let in beside, because it can mean one day only: separators (`-`, `/`, `.`) between year, month and day in
/// one order or the other, JJMMAAAA, and a time of day after the date. Zeros alone are a blank.
enum FECDate: Equatable {
  case blank
  case date(CalendarDate)
  /// Written in another form than the law's.
  case irregular(CalendarDate)
  /// The form of a date, but of a day that no calendar from 1900 to 2099 holds.
  case notInCalendar
  case unreadable

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty else {
      self = .blank
      return
    }
    if text.count == 8, let number = Self.number(text[...]) {
      self = Self.compact(number)
      return
    }
    let day = Self.withoutTime(text[...])
    if day.count == 8, let number = Self.number(day) {
      self = Self.compact(number).asIrregular
    } else if day.count == 10 {
      self = Self.separated(day)
    } else {
      self = .unreadable
    }
  }

  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  /// No number of eight digits is a day in both orders: the century of one would be the month of the other.
  private static func compact(_ number: Int32) -> FECDate {
    if number == 0 { return .blank }
    if let date = CalendarDate(number: number) { return .date(date) }
    let turned = number % 10_000 * 10_000 + number / 10_000 % 100 * 100 + number / 1_000_000
    return CalendarDate(number: turned).map(FECDate.irregular) ?? .notInCalendar
  }

  /// `2026-03-31` or `31/03/2026`.
  private static func separated(_ day: Text) -> FECDate {
    let start = day.startIndex
    let mark = day[start + 4]
    if isMark(mark), day[start + 7] == mark, let year = number(day[start..<start + 4]),
      let month = number(day[start + 5..<start + 7]), let last = number(day[start + 8..<start + 10])
    {
      return inOrder(year, month, last)
    }
    let other = day[start + 2]
    if isMark(other), day[start + 5] == other, let first = number(day[start..<start + 2]),
      let month = number(day[start + 3..<start + 5]), let year = number(day[start + 6..<start + 10])
    {
      return inOrder(year, month, first)
    }
    return .unreadable
  }

  private static func inOrder(_ year: Int32, _ month: Int32, _ day: Int32) -> FECDate {
    if year == 0, month == 0, day == 0 { return .blank }
    return CalendarDate(year: Int(year), month: Int(month), day: Int(day)).map(FECDate.irregular) ?? .notInCalendar
  }

  private var asIrregular: FECDate {
    if case .date(let date) = self { .irregular(date) } else { self }
  }

  /// What stands before ` 10:25:37` or `T10:25:37`; all of it where no time follows.
  private static func withoutTime(_ text: Text) -> Text {
    guard let space = text.firstIndex(where: { $0 == 0x20 || $0 == 0x54 }), text.endIndex - space >= 6,
      text[space + 1..<text.endIndex].allSatisfy({ isDigit($0) || $0 == 0x3A || $0 == 0x2E || $0 == 0x5A })
    else { return text }
    return text[..<space]
  }

  private static func number(_ text: Text) -> Int32? {
    var number: Int32 = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      number = number * 10 + Int32(byte - 48)
    }
    return number
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2F || byte == 0x2E }
}
