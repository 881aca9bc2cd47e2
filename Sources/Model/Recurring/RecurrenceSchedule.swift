/// How often a recurring entry comes: the number is of months.
public enum RecurrencePeriod: UInt32, Sendable, CaseIterable {
  case monthly = 1
  case quarterly = 3
  case yearly = 12
}

/// On which days a recurring entry falls.
///
/// In the month of its first day, then every period; on its day of the month, or on the last day of a month that does
/// not have that one: 31 is « at the end of the month ». Never before its first day, nor after its last.
public struct RecurrenceSchedule: Equatable, Sendable {
  public var period: RecurrencePeriod
  /// 1 to 31.
  public var day: UInt32
  public var start: CalendarDate
  public var end: CalendarDate?

  public init(period: RecurrencePeriod, day: UInt32, start: CalendarDate, end: CalendarDate? = nil) {
    self.period = period
    self.day = day
    self.start = start
    self.end = end
  }

  /// Its day in a month, AAAAMM; nil when it does not fall in it.
  public func day(in month: Int32) -> CalendarDate? {
    guard let first = CalendarDate(number: month * 100 + 1) else { return nil }
    let distance = (first.year - start.year) * 12 + first.month - start.month
    let last = CalendarDate.days(inMonth: first.month, of: first.year)
    guard distance >= 0, distance % Int(period.rawValue) == 0,
      let date = CalendarDate(year: first.year, month: first.month, day: min(max(Int(day), 1), last)),
      date >= start, end.map({ date <= $0 }) ?? true
    else { return nil }
    return date
  }

  /// Every day it falls on, up to and with `until`, in order.
  public func days(until: CalendarDate) -> [CalendarDate] {
    var found: [CalendarDate] = []
    guard var first = CalendarDate(year: start.year, month: start.month, day: 1) else { return [] }
    while first <= until {
      if let date = day(in: first.monthNumber), date <= until { found.append(date) }
      guard let next = first.adding(months: Int(period.rawValue)) else { break }
      first = next
    }
    return found
  }
}

/// A recurring entry on one of its days.
public struct Occurrence: Equatable, Sendable {
  public let recurrence: RecurrenceCard
  public let date: CalendarDate

  public init(recurrence: RecurrenceCard, date: CalendarDate) {
    self.recurrence = recurrence
    self.date = date
  }

  /// AAAAMM: what is settled, so that a day that was moved within its month is not proposed again.
  public var month: Int32 { date.monthNumber }

  /// The draft it becomes: named after it, so that two devices that accept it make one draft, not two.
  public var draftID: Identifier<Draft> { Self.draftID(recurrence.id, month: month) }

  public static func draftID(_ recurrence: Identifier<Recurrence>, month: Int32) -> Identifier<Draft> {
    // Of the time of the recurrence; the month makes the low part another one.
    Identifier(
      high: recurrence.high, low: recurrence.low ^ (UInt64(UInt32(bitPattern: month)) << 24 | 0x5A00_0000_0000_0000))
  }

  /// The draft that it is proposed as. Nil when an amount of it is typed each time: such lines are a guide's.
  public var draft: EntryDraft? {
    let amounts = recurrence.lines.amounts()
    guard !recurrence.lines.isEmpty, amounts.allSatisfy({ $0 != nil }) else { return nil }
    let id = draftID
    let lines = recurrence.lines.enumerated().map { place, line in
      let cents = Money(minor: amounts[place] ?? 0)
      return EntryDraftLine(
        id: Identifier(high: id.high, low: id.low).advanced(by: UInt64(place) + 1), account: line.account,
        party: line.knownParty, amount: line.side == .debit ? DraftAmount(debit: cents) : DraftAmount(credit: cents),
        label: line.label, place: Int64(place + 1))
    }
    return EntryDraft(
      id: id, journal: recurrence.journal, date: date, voucherReference: "", label: recurrence.label, lines: lines)
  }
}

extension GuideLine {
  /// The third party it names by itself.
  public var knownParty: PartyKey? {
    guard case .party(let key) = party else { return nil }
    return key
  }
}

extension Occurrence {
  /// What waits on a day: every day that came of recurring entries in use, but for the months that were settled.
  public static func due(
    _ recurrences: [RecurrenceCard], settled: [(recurrence: Identifier<Recurrence>, month: Int32)],
    on today: CalendarDate
  ) -> [Occurrence] {
    let done = Dictionary(grouping: settled, by: \.recurrence).mapValues { Set($0.map(\.month)) }
    let due = recurrences.filter(\.isActive).flatMap { card in
      card.schedule.days(until: today).filter { done[card.id]?.contains($0.monthNumber) != true }
        .map { Occurrence(recurrence: card, date: $0) }
    }
    return due.sorted { ($0.date, $0.recurrence.id) < ($1.date, $1.recurrence.id) }
  }
}
