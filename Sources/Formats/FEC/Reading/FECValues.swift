import Model

/// The dates and amounts of one line. Text is left where it is: most of it is the same from line to line.
struct FECValues {
  /// Cents, as the source wrote them, a negative one included.
  var debit: Int64 = 0
  var credit: Int64 = 0
  var entryDate: CalendarDate?
  var voucherDate: CalendarDate?
  var matchingDate: CalendarDate?
  var validationDate: CalendarDate?

  /// Tells `flawed` of each value that cannot be read, or only with good will.
  init(_ record: FECRecord, flawed: (FECAnomaly.Code, FECColumn) -> Void) {
    entryDate = Self.date(record, .ecritureDate, flawed)
    voucherDate = Self.date(record, .pieceDate, flawed)
    matchingDate = Self.date(record, .dateLet, flawed)
    validationDate = Self.date(record, .validDate, flawed)
    debit = Self.amount(record, .debit, flawed)
    switch record.sides {
    case .debitAndCredit: credit = Self.amount(record, .credit, flawed)
    case .amountAndSide(let place):
      switch Self.side(record[place: place]) {
      case .debit: break
      case .credit: (debit, credit) = (0, debit)
      case nil: flawed(.unreadableAmount, .credit)
      }
    }
  }

  private enum Side { case debit, credit }

  /// `D` or `C`, `+1` or `-1` (LPF art. A. 47 A-1, X).
  private static func side(_ text: UnsafeBufferPointer<UInt8>) -> Side? {
    if text.count == 1 {
      switch text[0] | 0x20 {
      case 0x64: return .debit
      case 0x63: return .credit
      default: return nil
      }
    }
    guard text.count == 2, text[1] == 0x31 else { return nil }
    return text[0] == 0x2B ? .debit : text[0] == 0x2D ? .credit : nil
  }

  @inline(__always)
  private static func date(
    _ record: FECRecord, _ column: FECColumn, _ flawed: (FECAnomaly.Code, FECColumn) -> Void
  ) -> CalendarDate? {
    switch FECDate(record[column]) {
    case .blank: return nil
    case .date(let date): return date
    case .notInCalendar: flawed(.dateNotInCalendar, column)
    case .unreadable: flawed(.unreadableDate, column)
    }
    return nil
  }

  @inline(__always)
  private static func amount(
    _ record: FECRecord, _ column: FECColumn, _ flawed: (FECAnomaly.Code, FECColumn) -> Void
  ) -> Int64 {
    switch FECAmount(record[column]) {
    case .exact(let cents): return cents
    case .irregular(let cents):
      flawed(.amountIrregular, column)
      return cents
    case .unreadable: flawed(.unreadableAmount, column)
    case .tooLarge: flawed(.amountTooLarge, column)
    }
    return 0
  }
}
