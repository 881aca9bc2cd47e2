import Model

/// What some entries add up to, as the five cells of a row: of a journal, of a file, of several files.
struct SumTexts: Sendable {
  let entries: String
  let lines: String
  let debit: String
  let credit: String
  let gap: String
  let hasGap: Bool
  /// Where its amounts lead; nil as long as there are no entries to show.
  let href: String?

  /// Blank cells: nothing is known yet.
  static let unknown = SumTexts(entries: "", lines: "", debit: "", credit: "", gap: "", hasGap: false, href: nil)

  private init(
    entries: String, lines: String, debit: String, credit: String, gap: String, hasGap: Bool, href: String?
  ) {
    self.entries = entries
    self.lines = lines
    self.debit = debit
    self.credit = credit
    self.gap = gap
    self.hasGap = hasGap
    self.href = href
  }

  init(
    entries: some BinaryInteger, lines: some BinaryInteger, debit: MoneyTotal, credit: MoneyTotal, href: String? = nil
  ) {
    let gap = debit - credit
    self.init(
      entries: French.integer(entries), lines: French.integer(lines), debit: French.amount(debit),
      credit: French.amount(credit), gap: French.amount(cents: gap.minor.magnitude), hasGap: !gap.isZero,
      href: href)
  }
}
