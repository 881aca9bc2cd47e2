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

  /// DateRglt, of books of receipts and payments.
  var settlementDate: CalendarDate?

  typealias Text = UnsafeBufferPointer<UInt8>

  /// A value that cannot be read, or only with good will: what is wrong, the legal name of its column, and its text.
  typealias Flawed = (FECAnomaly.Code, String, Text) -> Void

  init(_ record: FECRecord, flawed: Flawed) {
    entryDate = Self.entryDate(record[.ecritureDate], flawed)
    voucherDate = Self.date(record[.pieceDate], FECColumn.pieceDate.legalName, flawed)
    matchingDate = Self.date(record[.dateLet], FECColumn.dateLet.legalName, flawed)
    validationDate = Self.date(record[.validDate], FECColumn.validDate.legalName, flawed)
    if record.hasCashColumns {
      settlementDate = Self.date(record[cash: .dateRglt], FECCashColumn.dateRglt.legalName, flawed)
    }
    debit = Self.amount(record, .debit, flawed)
    switch record.sides {
    case .debitAndCredit: credit = Self.amount(record, .credit, flawed)
    case .amountAndSide(let place):
      switch Self.side(record[place: place]) {
      case .debit: break
      case .credit: (debit, credit) = (0, debit)
      case nil: flawed(.unreadableAmount, "Sens", record[place: place])
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

  /// Without its own date a line has no place in the year; the other dates can be done without.
  @inline(__always)
  private static func entryDate(_ text: Text, _ flawed: Flawed) -> CalendarDate? {
    switch FECDate(text) {
    case .blank: return nil
    case .date(let date): return date
    case .irregular(let date):
      flawed(.dateIrregular, FECColumn.ecritureDate.legalName, text)
      return date
    case .notInCalendar: flawed(.dateNotInCalendar, FECColumn.ecritureDate.legalName, text)
    case .unreadable: flawed(.unreadableDate, FECColumn.ecritureDate.legalName, text)
    }
    return nil
  }

  @inline(__always)
  private static func date(
    _ text: Text, _ name: @autoclosure () -> String, _ flawed: Flawed
  ) -> CalendarDate? {
    switch FECDate(text) {
    case .blank: return nil
    case .date(let date): return date
    case .irregular(let date):
      flawed(.dateIrregular, name(), text)
      return date
    case .notInCalendar, .unreadable: flawed(.dateDropped, name(), text)
    }
    return nil
  }

  @inline(__always)
  private static func amount(_ record: FECRecord, _ column: FECColumn, _ flawed: Flawed) -> Int64 {
    switch FECAmount(record[column]) {
    case .exact(let cents): return cents
    case .irregular(let cents):
      flawed(.amountIrregular, column.legalName, record[column])
      return cents
    case .unreadable: flawed(.unreadableAmount, column.legalName, record[column])
    case .tooLarge: flawed(.amountTooLarge, column.legalName, record[column])
    }
    return 0
  }
}
