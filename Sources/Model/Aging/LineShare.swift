/// A line of a control account as the balance âgée sees it.
public struct DueLine: Equatable, Sendable {
  /// Debit less credit, in cents.
  public let amount: Int64
  public let date: CalendarDate
  /// The day it is to be paid; see ``due(_:date:voucherDate:isOpening:)`` where nothing says so.
  public let due: CalendarDate

  public init(amount: Int64, date: CalendarDate, due: CalendarDate) {
    self.amount = amount
    self.date = date
    self.due = due
  }

  /// When a line is to be paid: its due date; without one, its own day. A line that was brought forward bears the first
  /// day of the year: the day of its piece, where that is earlier, says how old it is.
  public static func due(
    _ due: CalendarDate?, date: CalendarDate, voucherDate: CalendarDate?, isOpening: Bool
  ) -> CalendarDate {
    if let due { return due }
    guard isOpening, let voucherDate, voucherDate < date else { return date }
    return voucherDate
  }
}

/// A part of a line that is settled from a day on, or the part that nothing settles.
public struct LineShare: Equatable, Sendable {
  /// Place in the lines asked about.
  public let line: Int
  /// Debit less credit, in cents; never zero.
  public let amount: Int64
  /// Nil for what stays open.
  public let settledOn: CalendarDate?

  public init(line: Int, amount: Int64, settledOn: CalendarDate?) {
    self.line = line
    self.amount = amount
    self.settledOn = settledOn
  }

  /// The shares of lines that bear the same letters: as much of both sides as there is of the smaller one settles, the
  /// first due first, from the day of the matching on, and never before all its lines are there. The settled shares add
  /// up to nothing, so that what is open is what the account comes to, on any day.
  public static func of(_ lines: [DueLine], matchedOn day: CalendarDate?) -> [LineShare] {
    let debit = lines.reduce(Int128(0)) { $0 + Int128(max($1.amount, 0)) }
    let credit = lines.reduce(Int128(0)) { $0 + Int128(max(-$1.amount, 0)) }
    let last = (lines.map(\.date) + [day].compactMap(\.self)).max()
    var (left, shares): ([Bool: Int128], [LineShare]) = ([true: min(debit, credit), false: min(debit, credit)], [])
    for place in lines.indices.sorted(by: { (lines[$0].due, $0) < (lines[$1].due, $1) }) {
      let amount = lines[place].amount
      guard amount != 0 else { continue }
      let isDebit = amount > 0
      let settled = Int64(min(left[isDebit] ?? 0, Int128(amount.magnitude)))
      left[isDebit] = (left[isDebit] ?? 0) - Int128(settled)
      let signed = isDebit ? settled : -settled
      if settled > 0 { shares.append(LineShare(line: place, amount: signed, settledOn: last)) }
      if signed != amount { shares.append(LineShare(line: place, amount: amount - signed, settledOn: nil)) }
    }
    return shares
  }

  /// The one share of a line that bears no letters.
  public static func open(_ line: DueLine) -> [LineShare] {
    line.amount == 0 ? [] : [LineShare(line: 0, amount: line.amount, settledOn: nil)]
  }
}
