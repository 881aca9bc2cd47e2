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

  /// Third parties told apart on the accounts that start with one of `beginnings`.
  func standings(
    through date: CalendarDate, splitting beginnings: [String], label: (String) -> String
  ) -> [AccountStanding] {
    trialBalance(through: date, label: label).rows.map { row in
      guard beginnings.contains(where: { row.account.hasPrefix($0) }) else {
        return AccountStanding(account: row.account, label: row.label, balance: row.balance)
      }
      var parties: [PartyKey?: MoneyTotal] = [:]
      for line in lines where line.line.account == row.account && line.date <= date {
        parties[line.line.party, default: .zero].add(line.line.debit)
        parties[line.line.party, default: .zero].add(-line.line.credit)
      }
      return AccountStanding(
        account: row.account, label: row.label,
        debtors: parties.values.reduce(.zero) { $1.minor > 0 ? $0 + $1 : $0 },
        creditors: parties.values.reduce(.zero) { $1.minor < 0 ? $0 - $1 : $0 })
    }
  }

  /// One row for each third party of an account that moved by then.
  func auxiliary(account: String, through date: CalendarDate) -> [AuxiliaryBalance.Row] {
    var rows: [PartyKey?: AuxiliaryBalance.Row] = [:]
    for line in lines where line.line.account == account && line.date <= date {
      var row =
        rows[line.line.party]
        ?? AuxiliaryBalance.Row(account: account, accountLabel: "", party: line.line.party, partyLabel: "")
      row.debit.add(line.line.debit)
      row.credit.add(line.line.credit)
      if line.isOpening {
        row.openingDebit.add(line.line.debit)
        row.openingCredit.add(line.line.credit)
      }
      rows[line.line.party] = row
    }
    return rows.values.filter { !$0.isNil }.sorted {
      ($0.party?.nature.rawValue ?? 0, $0.party?.code ?? "") < ($1.party?.nature.rawValue ?? 0, $1.party?.code ?? "")
    }
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
