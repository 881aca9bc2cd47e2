import Model

/// A date as a FEC writes it: AAAAMMJJ and nothing else (LPF art. A. 47 A-1, VIII).
enum FECDate: Equatable {
  case blank
  case date(CalendarDate)
  /// Eight digits that no calendar from 1900 to 2099 holds.
  case notInCalendar
  case unreadable

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty else {
      self = .blank
      return
    }
    guard text.count == 8 else {
      self = .unreadable
      return
    }
    var number: Int32 = 0
    for byte in text {
      guard byte >= 48, byte <= 57 else {
        self = .unreadable
        return
      }
      number = number * 10 + Int32(byte - 48)
    }
    self = CalendarDate(number: number).map(FECDate.date) ?? .notInCalendar
  }
}
