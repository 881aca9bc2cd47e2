import Model

/// One line of a FEC, cut into fields but not yet understood. It looks into the reader's buffer and must not outlive
/// the call that hands it out.
struct FECRecord {
  /// What is wrong with the line as a whole.
  enum Flaw: Equatable {
    case none
    case fieldCount(found: Int, expected: Int)
    /// A field longer than ``FECLimits/field``, by its place.
    case tooLong(field: Int, length: Int)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// Where each field ends; the next one starts a byte further.
  let ends: UnsafeBufferPointer<Int>
  /// Of ``FECColumn`` and ``FECCashColumn``.
  let places: UnsafeBufferPointer<Int>
  let sides: FECHeader.Sides
  let fieldCount: Int
  /// Fields that the line leaves out at its end, all of columns that may be blank: read as blank.
  var missingFields = 0
  /// 1 for the first line after the header. Blank lines are not counted.
  let rank: Int
  /// As an editor counts lines: the header is 1.
  let line: Int
  let flaw: Flaw
  /// Line breaks stood within a value and were made into spaces.
  let hasInnerBreak: Bool

  /// The trimmed value of a column; empty when the file has no such column. Only for a line without flaw.
  ///
  /// Books of receipts and payments may leave JournalCode blank: the journal of convention stands there
  /// (docs/fec-normalisations.md).
  @inline(__always)
  subscript(column: FECColumn) -> UnsafeBufferPointer<UInt8> {
    let place = places[column.rawValue]
    let value = place < 0 || place >= fieldCount ? UnsafeBufferPointer(start: nil, count: 0) : self[place: place]
    return value.isEmpty && column == .journalCode && hasCashColumns ? Self.cashJournal : value
  }

  /// Recettes et dépenses. A constant of the program stays at one place for as long as it runs.
  private static let cashJournalCode: StaticString = "RD"

  private static var cashJournal: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: cashJournalCode.utf8Start, count: cashJournalCode.utf8CodeUnitCount)
  }

  /// JournalCode is blank, and that of convention stands for it.
  var hasConventionalJournal: Bool {
    let place = places[FECColumn.journalCode.rawValue]
    return hasCashColumns && (place < 0 || place >= fieldCount || self[place: place].isEmpty)
  }

  /// The same for a column of the books of receipts and payments.
  @inline(__always)
  subscript(cash column: FECCashColumn) -> UnsafeBufferPointer<UInt8> {
    let place = places[FECColumn.allCases.count + column.rawValue]
    return place < 0 || place >= fieldCount ? UnsafeBufferPointer(start: nil, count: 0) : self[place: place]
  }

  /// The file has one of those columns at least.
  @inline(__always)
  var hasCashColumns: Bool {
    let first = FECColumn.allCases.count
    return places[first] >= 0 || places[first + 1] >= 0 || places[first + 2] >= 0 || places[first + 3] >= 0
  }

  func has(_ column: FECColumn) -> Bool {
    places[column.rawValue] >= 0 || (column == .credit && sides != .debitAndCredit)
  }

  @inline(__always)
  subscript(place place: Int) -> UnsafeBufferPointer<UInt8> {
    let start = place == 0 ? 0 : ends[place - 1] + 1
    let end = ends[place]
    let value = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let first = value.first, let last = value.last else { return value }
    let isPlain = first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80
    return isPlain ? value : FECBytes.trimmed(value)
  }
}
