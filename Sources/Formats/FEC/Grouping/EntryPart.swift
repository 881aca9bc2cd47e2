import Model

/// The lines of one journal, number and date: an entry, or a part of one. Kept small, since a file has as many as it
/// has entries.
struct EntryPart: Sendable {
  /// What the lines share. `text` names the number, or the piece of lines without number.
  struct Key: Equatable, Sendable {
    var journal: UInt32
    var text: UInt32
    /// AAAAMMJJ; 0 when the date cannot be read.
    var day: Int32
    var isNumbered: Bool

    var hash: UInt64 {
      let low = (UInt64(journal) << 32 | UInt64(text)) &* 0x9E37_79B9_7F4A_7C15
      let high = (UInt64(UInt32(bitPattern: day)) << 1 | (isNumbered ? 1 : 0)) &* 0xFF51_AFD7_ED55_8CCD
      let mixed = (low ^ (low >> 32)) &+ high
      return ((mixed ^ (mixed >> 29)) &* 0xC4CE_B9FE_1A85_EC53) >> 20
    }
  }

  let key: Key
  /// Its lines are not neighbours.
  var isScattered = false
  /// Another entry of the journal has the same number, on another day.
  var sharesNumber = false
  let firstRank: UInt32
  /// As an editor counts lines.
  let firstLine: UInt32
  var lineCount: UInt32 = 0
  /// ValidDate of its first line, AAAAMMJJ; 0 when that has none.
  let validationDay: Int32
  var debit = MoneyTotal.zero
  var credit = MoneyTotal.zero

  init(_ key: Key, firstRank: Int, firstLine: Int, validationDay: Int32 = 0) {
    self.key = key
    self.validationDay = validationDay
    self.firstRank = UInt32(clamping: firstRank)
    self.firstLine = UInt32(clamping: firstLine)
  }

  var journal: UInt32 { key.journal }
  var number: UInt32? { key.isNumbered ? key.text : nil }
  var date: CalendarDate? { CalendarDate(number: key.day) }
  var isBalanced: Bool { debit == credit }
  var remainder: Int128 { debit.minor - credit.minor }

  mutating func absorb(_ other: EntryPart) {
    lineCount += other.lineCount
    debit += other.debit
    credit += other.credit
  }
}
