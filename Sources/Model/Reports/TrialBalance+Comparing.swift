extension TrialBalance {
  /// This balance with that of the year before beside it. An account of the year before alone has its row too.
  public func compared(with before: TrialBalance) -> TrialBalance {
    var old = Dictionary(before.rows.map { ($0.account, $0) }) { first, _ in first }
    var rows = rows.map { row in
      var row = row
      row.previousBalance = old.removeValue(forKey: row.account)?.balance ?? .zero
      return row
    }
    rows += old.values.map { row in
      var gone = Row(account: row.account, label: row.label, debit: .zero, credit: .zero)
      gone.previousBalance = row.balance
      return gone
    }
    return TrialBalance(rows: rows.sorted(byBytesOf: \.account))
  }
}
