/// Everything that is checked before a year is closed, in the order in which people go through it.
public struct ClosingChecklist: Equatable, Sendable {
  public let items: [ClosingItem]

  public init(_ facts: ClosingFacts) { items = Self.rules.map { $0(facts) } }

  typealias Rule = @Sendable (ClosingFacts) -> ClosingItem

  /// A feature that has something to say about a year's end adds its rule here.
  static let rules: [Rule] = foundations + books + clearing + parties + inventory + sides

  public func items(_ gravity: ClosingItem.Gravity) -> [ClosingItem] { items.filter { $0.gravity == gravity } }

  /// What stands in the way.
  public var blocking: [ClosingCheck] { items(.blocks).map(\.check) }

  /// What somebody has to accept.
  public var toLookAt: [ClosingCheck] { items(.toLookAt).map(\.check) }

  /// Without any of these there is no closing (code de commerce, R123-174; PCG 921-4).
  private static let foundations: [Rule] = [
    { facts in
      ClosingItem(.yearNotOver, .blocks, facts.today > facts.year.end ? [] : [.init(day: facts.year.end)])
    },
    { facts in ClosingItem(.noEntry, .blocks, facts.entryCount > 0 ? [] : [.init()]) },
    { facts in
      let open = facts.isPreviousClosed ? nil : facts.previousYear
      return ClosingItem(.previousYearOpen, .blocks, open.map { [.init(label: $0.name, day: $0.end)] } ?? [])
    },
    { facts in ClosingItem(.importUnderWay, .blocks, facts.importsUnderWay.map { .init(label: $0) }) },
    { facts in ClosingItem(.draftsLeft, .blocks, facts.drafts == 0 ? [] : [.init(count: facts.drafts)]) },
    { facts in
      let sum = facts.accounts.reduce(MoneyTotal.zero) { $0 + $1.balance }
      return ClosingItem(.booksUnbalanced, .blocks, sum.isZero ? [] : [.init(amount: sum)])
    },
    { facts in ClosingItem(.accountsOutsideClasses, .blocks, facts.standing(["0", "8", "9"])) },
  ]

  private static let books: [Rule] = [
    { facts in ClosingItem(.undatedDrafts, facts.undatedDrafts == 0 ? [] : [.init(count: facts.undatedDrafts)]) },
    { facts in
      ClosingItem(.unbalancedEntries, facts.unbalancedEntries == 0 ? [] : [.init(count: facts.unbalancedEntries)])
    },
    { facts in
      ClosingItem(.datesOutsideYear, facts.entriesOutsideYear == 0 ? [] : [.init(count: facts.entriesOutsideYear)])
    },
    { facts in
      let gaps = facts.missingNumbers.sorted { $0.key.precedes($1.key) }
      return ClosingItem(.numbersMissing, gaps.map { .init(place: $0.key, count: $0.value) })
    },
    { facts in
      switch facts.verification {
      case .current: ClosingItem(.notVerified, [])
      case .never, .outdated: ClosingItem(.notVerified, [.init()])
      case .broken(let problems): ClosingItem(.notVerified, .blocks, [.init(count: problems)])
      }
    },
    { facts in ClosingItem(.monthsOpen, facts.openMonths.isEmpty ? [] : [.init(count: facts.openMonths.count)]) },
    { facts in
      let isWhole = facts.year.start.adding(months: 12)?.adding(days: -1) == facts.year.end
      return ClosingItem(.yearLength, isWhole ? [] : [.init(count: facts.year.dayCount)])
    },
    { facts in ClosingItem(.nextYearMissing, facts.nextYear == nil ? [.init(day: facts.year.end)] : []) },
    { facts in
      let own = Dictionary(
        facts.accounts.map { ($0.account, $0.openingDebit - $0.openingCredit) }, uniquingKeysWith: +)
      return ClosingItem(.openingDiffers, differences(facts.previousClosing, own))
    },
    { facts in
      let own = facts.nextOpening.map { _ in facts.ownClosing }
      return ClosingItem(.nextOpeningDiffers, differences(own, facts.nextOpening ?? [:]))
    },
    { facts in
      let left = facts.rows(["12"]).filter { row in
        row.openingDebit != row.openingCredit && !row.balance.isZero
      }
      return ClosingItem(.priorResultLeft, left.map(ClosingFacts.finding))
    },
    { facts in
      let broken = facts.controls.filter { !$0.isHeld }
      return ClosingItem(.statementsUnequal, broken.map { .init(amount: $0.left - $0.right) })
    },
    { facts in
      let kinds: [FinancialStatements.Finding.Kind] = [.unplaced, .wrongSide, .retired]
      let found = facts.statementFindings.filter { kinds.contains($0.kind) }
      return ClosingItem(
        .unplacedAccounts, found.map { .init(place: $0.account, label: $0.label, amount: $0.balance) })
    },
    { facts in
      let groups = facts.accounts.filter { facts.groupAccounts.contains($0.account) }
      return ClosingItem(.groupAccounts, groups.map(ClosingFacts.finding))
    },
  ]

  /// What one year left and the next one opened with: account by account, own funds (10 to 12) as one, since a result
  /// may have been allocated on the first day.
  private static func differences(
    _ left: [String: MoneyTotal]?, _ opened: [String: MoneyTotal]
  ) -> [ClosingItem.Finding] {
    guard let left else { return [] }
    func key(_ account: String) -> String {
      ["10", "11", "12"].contains { account.hasPrefix($0) } ? "10" : AccountNumber.unfilled(account)
    }
    var gaps: [String: MoneyTotal] = [:]
    for (account, balance) in left where OpeningPlan.isCarried(account) {
      gaps[key(account), default: .zero] += balance
    }
    for (account, balance) in opened where OpeningPlan.isCarried(account) {
      gaps[key(account), default: .zero] += MoneyTotal.zero - balance
    }
    return gaps.filter { !$0.value.isZero }.sorted { $0.key.precedes($1.key) }
      .map { .init(place: $0.key, amount: MoneyTotal.zero - $0.value) }
  }
}
