extension TrialBalance {
  /// This balance with that of the year before beside it. An account of the year before alone has its row too; one that
  /// is only filled with zeros otherwise (`411000`, then `41100000`) is the same account.
  public func compared(with before: TrialBalance) -> TrialBalance {
    var old = Dictionary(before.rows.map { ($0.account, $0) }) { first, _ in first }
    var rows = rows.map { row in
      var row = row
      row.previousBalance = old.removeValue(forKey: row.account)?.balance
      return row
    }
    var renumbered = Dictionary(grouping: old.values) { AccountNumber.unfilled($0.account) }
    for place in rows.indices where rows[place].previousBalance == nil {
      let same = old.isEmpty ? nil : renumbered[AccountNumber.unfilled(rows[place].account)]
      // Two candidates would leave the choice to chance.
      guard let same, same.count == 1, let found = same.first else {
        rows[place].previousBalance = .zero
        continue
      }
      rows[place].previousBalance = found.balance
      renumbered[AccountNumber.unfilled(found.account)] = nil
      old[found.account] = nil
    }
    guard !old.isEmpty else { return TrialBalance(rows: rows) }
    rows += old.values.map { row in
      var gone = Row(account: row.account, label: row.label, debit: .zero, credit: .zero)
      gone.previousBalance = row.balance
      return gone
    }
    return TrialBalance(rows: rows.sorted(byBytesOf: \.account))
  }
}
