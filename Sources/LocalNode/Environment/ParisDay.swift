import Foundation
import Model
import Synchronization

/// A day where the books are kept, from its first moment to that of the next one. The last one asked for is remembered:
/// what day it is is asked several times for each page, and the calendar takes its time.
struct ParisDay {
  private let moments: Range<Int64>
  private let date: CalendarDate

  private static let last = Mutex<ParisDay?>(nil)
  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? TimeZone(secondsFromGMT: 3600) ?? .current
    return calendar
  }()

  static func of(_ instant: Instant) -> CalendarDate {
    last.withLock { last in
      if let last, last.moments.contains(instant.milliseconds) { return last.date }
      let day = ParisDay(holding: instant)
      last = day
      return day.date
    }
  }

  private init(holding instant: Instant) {
    let moment = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    let parts = Self.calendar.dateComponents([.year, .month, .day], from: moment)
    guard let date = CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0),
      let whole = Self.calendar.dateInterval(of: .day, for: moment)
    else { preconditionFailure("the clock of this machine stands outside 1900...2099") }
    self.date = date
    moments = Self.milliseconds(whole.start)..<Self.milliseconds(whole.end)
  }

  private static func milliseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
}
