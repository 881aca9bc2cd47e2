import Model
import Storage

extension AccountPage {
  init(
    card: AccountCard, party: NumberedParty?, before: RangeSums?, sums: RangeSums, lineCount: Int64, year: FiscalYear,
    page: Storage.AccountPage, carried: MoneyTotal, source: OpeningSource?
  ) {
    // A provisional opening precedes all lines of the year.
    let opening = before.map { $0.balance + carried } ?? (carried.isZero ? nil : carried)
    self.init(
      account: card.account.account, label: card.account.label, party: party?.key.code, partyLabel: party?.label,
      year: year, opening: opening, source: source, debit: sums.debit,
      credit: sums.credit, lineCount: Int(lineCount),
      balanceBefore: page.balanceBefore + carried,
      lines: page.lines.map { Line($0, carried: carried) },
      next: page.hasLater ? page.lines.last.map { Cursor($0.key, .after) } : nil,
      previous: page.hasEarlier ? page.lines.first.map { Cursor($0.key, .before) } : nil)
  }
}

extension AccountPage.Line {
  init(_ line: AccountLine, carried: MoneyTotal) {
    self.init(
      entryID: line.entryID, date: line.key.date, journal: line.journal, entryNumber: line.entryNumber,
      voucherReference: line.voucherReference, label: line.label, party: line.party?.code,
      partyLabel: line.party == nil ? nil : line.partyLabel,
      debit: line.debit, credit: line.credit, matchingCode: line.matchingCode, runningBalance: line.balance + carried)
  }
}

extension AccountPage.Cursor {
  fileprivate init(_ key: LineKey, _ direction: Direction) {
    self.init(date: key.date, entry: key.entry, line: key.line, direction: direction)
  }
}

extension AccountPage.Cursor? {
  var place: PagePlace {
    guard let cursor = self else { return .first }
    let key = LineKey(date: cursor.date, entry: cursor.entry, line: cursor.line)
    return cursor.direction == .after ? .after(key) : .before(key)
  }
}
