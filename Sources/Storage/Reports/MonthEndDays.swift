import Model

/// From which month's end a day is reached, and by the lines of which days: those since the end before it, or, past the
/// middle of its month, those that its own end has too many.
struct MonthEndDays {
  /// AAAAMM.
  let month: Int32
  /// AAAAMMJJ; nil when the day ends its month.
  let between: ClosedRange<Int32>?
  let isBackward: Bool

  init(_ date: CalendarDate) {
    let first = date.monthNumber * 100
    if date.isLastOfMonth {
      (month, between, isBackward) = (date.monthNumber, nil, false)
    } else if date.day > 15 {
      (month, between, isBackward) = (date.monthNumber, (date.number + 1)...(first + 31), true)
    } else {
      (month, between, isBackward) = (date.monthNumber - 1, (first + 1)...date.number, false)
    }
  }
}
