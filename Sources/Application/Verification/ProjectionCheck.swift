import Model
import Storage

/// Holds the tables against the fold of the log.
struct ProjectionCheck {
  /// More differences than this are counted, not listed: one cause often shows in many places.
  private static let listed = 50

  let fold: BalanceFold

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var found = try balances(transaction)
    found += try lines(transaction)
    found += try transaction.pageTableGaps().map {
      Verification.Problem(code: "projection.pages", sequence: nil, detail: $0)
    }
    let counts = try transaction.storedCounts()
    if UInt64(counts.entries) != fold.visibleEntryCount || UInt64(counts.lines) != fold.visibleLineCount {
      let detail = """
        the log holds \(fold.visibleEntryCount) entries and \(fold.visibleLineCount) lines, the tables \
        \(counts.entries) and \(counts.lines)
        """
      found.append(Verification.Problem(code: "projection.count", sequence: nil, detail: detail))
    }
    return Array(found.prefix(Self.listed))
  }

  private func balances(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var expected = fold.visible
    var problems: [Verification.Problem] = []
    try transaction.storedBalances { key, sums in
      let right = expected.removeValue(forKey: key) ?? BalanceFold.Sums()
      if right != sums { problems.append(Self.problem(key, right, sums)) }
    }
    for (key, sums) in expected where sums != BalanceFold.Sums() {
      problems.append(Self.problem(key, sums, BalanceFold.Sums()))
    }
    return problems.sorted { $0.detail < $1.detail }
  }

  private static func problem(
    _ key: BalanceFold.Key, _ expected: BalanceFold.Sums, _ found: BalanceFold.Sums
  ) -> Verification.Problem {
    let party = key.party.map { " \($0.code)" } ?? ""
    return Verification.Problem(
      code: "projection.balance", sequence: nil,
      detail: """
        \(key.account)\(party), \(key.month): the log gives \(expected.debit) / \(expected.credit), the table \
        \(found.debit) / \(found.credit)
        """)
  }

  /// The lines that account pages show add up to the balances.
  private func lines(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var expected: [String: BalanceFold.Sums] = [:]
    for (key, sums) in fold.visible {
      let name = "\(key.account), \(key.yearEnd)"
      expected[name, default: .init()].debit += sums.debit
      expected[name, default: .init()].credit += sums.credit
    }
    var problems: [Verification.Problem] = []
    try transaction.storedLineSums { yearEnd, account, _, sums in
      let name = "\(account), \(yearEnd)"
      let right = expected.removeValue(forKey: name) ?? .init()
      guard right != sums else { return }
      problems.append(
        Verification.Problem(
          code: "projection.lines", sequence: nil,
          detail: "\(name): the log gives \(right.debit) / \(right.credit), the lines \(sums.debit) / \(sums.credit)"))
    }
    for (name, sums) in expected where sums != .init() {
      problems.append(
        Verification.Problem(
          code: "projection.lines", sequence: nil, detail: "\(name): the log gives \(sums.debit) / \(sums.credit)"))
    }
    return problems.sorted { $0.detail < $1.detail }
  }
}
