import Model
import Storage

/// What closing entries moved, so that statements can be read as they stood before.
///
/// An entry closes the year when it holds accounts of result (6, 7), accounts 12 and the accounts of the closing itself
/// (88, 89) and nothing else, and when the accounts of result that it names stand at nothing afterwards. A mere
/// correction between the result and a charge empties nothing: it stays in the statements.
struct ClosingEntries {
  private var moved: [String: MoneyTotal] = [:]
  /// Carried to account 12, credit minus debit; nil when there are no such entries.
  private(set) var result: MoneyTotal?

  init(_ entries: [[ClosingLine]], standings: [AccountStanding]) {
    let balances = Dictionary(standings.map { ($0.account, $0.balance) }) { first, _ in first }
    let emptying = entries.filter { lines in
      lines.contains { $0.isOfResult } && lines.allSatisfy { !$0.isOfResult || (balances[$0.account] ?? .zero).isZero }
    }
    // The result may reach account 12 by way of an account of the closing, in an entry of its own.
    let between = Set(emptying.joined().filter { $0.isOfClosing }.map(\.account))
    let following = entries.filter { lines in
      !lines.contains { $0.isOfResult } && lines.contains { between.contains($0.account) }
    }
    for line in (emptying + following).joined() {
      moved[line.account, default: .zero] += line.debit - line.credit
      if line.isOfYearResult { result = (result ?? .zero) + line.credit - line.debit }
    }
  }

  func undone(in standings: [AccountStanding]) -> [AccountStanding] {
    guard !moved.isEmpty else { return standings }
    return standings.map { standing in
      guard let amount = moved[standing.account] else { return standing }
      return AccountStanding(
        account: standing.account, label: standing.label, balance: standing.balance - amount)
    }
  }
}
