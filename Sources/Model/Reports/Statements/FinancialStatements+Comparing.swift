extension FinancialStatements {
  /// These statements with those of the year before beside them, line by line and account by account. The form of the
  /// year before may be another one: lines are matched by their box.
  public func compared(with before: FinancialStatements) -> FinancialStatements {
    let earlier = Dictionary(before.rows.map { ($0.rubric.code, $0) }) { first, _ in first }
    var rows = rows.map { row in
      guard row.rubric.kind != .heading else { return row }
      var row = row
      let old = earlier[row.rubric.code]
      row.previous = old?.net ?? .zero
      row.parts = Self.merged(row.parts, old?.parts ?? [])
      return row
    }
    rows = before.rows.filter { $0.rubric.kind == .outside }.reduce(rows) { $0.adding($1) }
    return FinancialStatements(rows: rows, controls: controls, findings: findings)
  }

  /// In the order of accounts. A part of one year only has nothing in the other; an account that is only filled with
  /// zeros otherwise is the same.
  private static func merged(_ now: [Part], _ before: [Part]) -> [Part] {
    struct Key: Hashable {
      let account: String
      let isDepreciation: Bool
    }
    var old = Dictionary(before.map { (Key(account: $0.account, isDepreciation: $0.isDepreciation), $0) }) { one, _ in
      one
    }
    var parts = now.map { part in
      var part = part
      part.previous = old.removeValue(forKey: Key(account: part.account, isDepreciation: part.isDepreciation))?.amount
      return part
    }
    let spare = Dictionary(grouping: old.keys) {
      Key(account: AccountNumber.unfilled($0.account), isDepreciation: $0.isDepreciation)
    }
    for place in parts.indices where parts[place].previous == nil {
      let key = Key(
        account: AccountNumber.unfilled(parts[place].account), isDepreciation: parts[place].isDepreciation)
      // Two candidates would leave the choice to chance; a candidate taken by another part is gone.
      let found = spare[key].flatMap { $0.count == 1 ? old.removeValue(forKey: $0[0]) : nil }
      parts[place].previous = found?.amount ?? .zero
    }
    parts += old.values.map { part in
      Part(
        account: part.account, label: part.label, amount: .zero, isDepreciation: part.isDepreciation, side: part.side,
        isShare: false, previous: part.amount)
    }
    return parts.sorted {
      ($0.isDepreciation ? 1 : 0, $0.account) < ($1.isDepreciation ? 1 : 0, $1.account)
    }
  }
}

extension [FinancialStatements.Row] {
  /// With the line of what no box took the year before, when this year has none: just before its total.
  fileprivate func adding(_ old: FinancialStatements.Row) -> Self {
    guard !contains(where: { $0.rubric.code == old.rubric.code }) else { return self }
    let row = FinancialStatements.Row(
      rubric: old.rubric, gross: .zero, depreciation: .zero, previous: old.net,
      parts: old.parts.map { part in
        FinancialStatements.Part(
          account: part.account, label: part.label, amount: .zero, isDepreciation: false, side: part.side,
          isShare: part.isShare, previous: part.amount)
      })
    let section = old.rubric.section
    let place = firstIndex { other in
      guard other.rubric.kind == .total else { return false }
      return other.rubric.section == section || (!section.isBalanceSheet && other.rubric.section == .result)
    }
    var rows = self
    rows.insert(row, at: place ?? endIndex)
    return rows
  }
}
