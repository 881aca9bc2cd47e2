import Model

/// What some entries add up to, as the five cells of a row: of a journal, of a file, of several files.
struct SumTexts: Sendable {
  let entries: String
  let lines: String
  let debit: String
  let credit: String
  let gap: String
  let hasGap: Bool

  /// Blank cells: nothing is known yet.
  static let unknown = SumTexts(entries: "", lines: "", debit: "", credit: "", gap: "", hasGap: false)

  private init(entries: String, lines: String, debit: String, credit: String, gap: String, hasGap: Bool) {
    self.entries = entries
    self.lines = lines
    self.debit = debit
    self.credit = credit
    self.gap = gap
    self.hasGap = hasGap
  }

  init(entries: some BinaryInteger, lines: some BinaryInteger, debit: MoneyTotal, credit: MoneyTotal) {
    let gap = debit - credit
    self.init(
      entries: French.integer(entries), lines: French.integer(lines), debit: French.amount(debit),
      credit: French.amount(credit), gap: French.amount(cents: gap.minor.magnitude), hasGap: !gap.isZero)
  }
}
