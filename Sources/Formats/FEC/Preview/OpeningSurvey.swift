import Model

/// What the opening entries of a file bring to each account. Few lines are such; which of them count is known once the
/// year is.
struct OpeningSurvey: Sendable {
  private struct Key: Hashable {
    var account: UInt32
    var day: Int32
  }

  private struct Sum {
    var firstLine: Int
    var balance = MoneyTotal.zero
  }

  private var sums: [Key: Sum] = [:]

  mutating func see(_ record: FECRecord, account: UInt32, values: FECValues) {
    let key = Key(account: account, day: values.entryDate?.number ?? 0)
    sums[key, default: Sum(firstLine: record.line)].balance.add(Money(minor: values.debit - values.credit))
  }

  /// In the order of first lines: what is dated on the first day of the year or before.
  func opening(upTo start: CalendarDate, name: (UInt32) -> String) -> [FECLinks.Opening] {
    var found: [UInt32: FECLinks.Opening] = [:]
    for (key, sum) in sums where key.day <= start.number {
      let known = found[key.account]
      found[key.account] = FECLinks.Opening(
        account: known?.account ?? name(key.account), balance: (known?.balance ?? .zero) + sum.balance,
        line: min(known?.line ?? sum.firstLine, sum.firstLine))
    }
    return found.values.sorted { $0.line < $1.line }
  }
}
