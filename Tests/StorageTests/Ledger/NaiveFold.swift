import Model

/// The books added up with nothing clever, from the entries alone: what the tables are compared with.
struct NaiveFold {
  struct Line {
    let date: CalendarDate
    let entry: Int
    let place: Int
    let isOpening: Bool
    let line: EntryLine
  }

  private(set) var lines: [Line] = []

  init(_ entries: [JournalEntry.Validated]) {
    for (number, entry) in entries.enumerated() {
      for (place, line) in entry.lines.enumerated() {
        let date = line.overrides?.date ?? entry.date
        lines.append(
          Line(date: date, entry: number, place: place, isOpening: entry.flags.contains(.opening), line: line))
      }
    }
  }

  func trialBalance(through date: CalendarDate, label: (String) -> String) -> TrialBalance {
    var rows: [String: TrialBalance.Row] = [:]
    for line in lines where line.date <= date {
      let account = line.line.account
      var row = rows[account] ?? TrialBalance.Row(account: account, label: label(account), debit: .zero, credit: .zero)
      row.debit.add(line.line.debit)
      row.credit.add(line.line.credit)
      if line.isOpening {
        row.openingDebit.add(line.line.debit)
        row.openingCredit.add(line.line.credit)
      }
      rows[account] = row
    }
    return TrialBalance(rows: rows.values.sorted { $0.account.utf8.lexicographicallyPrecedes($1.account.utf8) })
  }

  /// In the order of an account's page.
  func page(account: String, party: PartyKey? = nil) -> [Line] {
    lines.filter { $0.line.account == account && (party == nil || $0.line.party == party) }
      .sorted { ($0.date.number, $0.entry, $0.place) < ($1.date.number, $1.entry, $1.place) }
  }

  static func balance(_ lines: some Sequence<Line>) -> MoneyTotal {
    lines.reduce(into: .zero) {
      $0.add($1.line.debit)
      $0.add(-$1.line.credit)
    }
  }
}
