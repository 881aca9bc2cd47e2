import Model
import Storage

/// Holds what third parties owe and are owed, as balance sheets read it, against the fold of the log.
struct PartySideCheck {
  private struct Place: Hashable, Comparable {
    let yearEnd: CalendarDate
    let account: String

    static func < (left: Place, right: Place) -> Bool { (left.yearEnd, left.account) < (right.yearEnd, right.account) }
  }

  private struct Sides: Equatable {
    var debtors: Int128 = 0
    var creditors: Int128 = 0
  }

  let fold: BalanceFold

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var stored: [Place: [(month: Int32, sides: Sides)]] = [:]
    try transaction.storedPartySides { yearEnd, account, month, debtors, creditors in
      stored[Place(yearEnd: yearEnd, account: account), default: []].append(
        (month, Sides(debtors: debtors.minor, creditors: creditors.minor)))
    }
    let expected = changes()
    var problems: [Verification.Problem] = []
    for place in Set(stored.keys).union(expected.keys).sorted() {
      let changes = expected[place] ?? [:]
      let rows = (stored[place] ?? []).sorted { $0.month < $1.month }
      let known = Set(rows.map(\.month))
      let isWhole = changes.keys.allSatisfy(known.contains)
      let wrong = rows.first { row in
        row.sides
          != changes.filter { $0.key <= row.month }.values.reduce(into: Sides()) {
            $0.debtors += $1.debtors
            $0.creditors += $1.creditors
          }
      }
      guard wrong != nil || !isWhole else { continue }
      problems.append(.partySides(account: place.account, yearEnd: place.yearEnd))
    }
    return problems
  }

  /// By how much both sides of an account change in a month, its third parties apart.
  private func changes() -> [Place: [Int32: Sides]] {
    var months: [Place: [PartyKey?: [Int32: Int128]]] = [:]
    for (key, sums) in fold.visible {
      let place = Place(yearEnd: key.yearEnd, account: key.account)
      months[place, default: [:]][key.party, default: [:]][key.month, default: 0] +=
        sums.debit.minor - sums.credit.minor
    }
    return months.filter { $0.value.keys.contains { $0 != nil } }.mapValues { parties in
      var changes: [Int32: Sides] = [:]
      for moved in parties.values {
        var balance: Int128 = 0
        for (month, amount) in moved.sorted(by: { $0.key < $1.key }) {
          let next = balance + amount
          changes[month, default: Sides()].debtors += max(next, 0) - max(balance, 0)
          changes[month, default: Sides()].creditors += max(-next, 0) - max(-balance, 0)
          balance = next
        }
      }
      return changes
    }
  }
}
