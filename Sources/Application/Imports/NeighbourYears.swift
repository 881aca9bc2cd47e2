import Model
import Storage

/// The years that a file is held against: those of the books, and those of the files that wait with it.
struct NeighbourYears: Sendable {
  private struct Loaded: Sendable {
    var year: FiscalYear
    var links: FECLinks
    var groups: [GroupKey: MatchedSums]
    var isInBooks: Bool
  }

  private struct GroupKey: Hashable {
    var account: String
    var party: PartyKey?
    var code: String

    init(_ group: FECLinks.OpenGroup) {
      account = group.account
      party = group.party
      code = group.code
    }

    init(_ account: String, _ matched: MatchedSums) {
      self.account = account
      party = matched.party
      code = matched.code
    }
  }

  private var loaded: [Loaded] = []

  /// - Parameter files: the previews of the other files that wait.
  init(of preview: FECPreview, files: [FECPreview], in transaction: any ReadTransaction) throws {
    guard let own = preview.year else { return }
    let waiting = files.filter { file in file.year.map { !$0.overlaps(own) } ?? false }
    for file in waiting {
      guard let year = file.year else { continue }
      let groups = file.links.openGroups.map { group in
        let sums = MatchedSums(
          party: group.party, code: group.code, movement: group.movement, opening: group.opening)
        return (GroupKey(group), sums)
      }
      loaded.append(
        Loaded(
          year: year, links: file.links, groups: Dictionary(groups) { first, _ in first }, isInBooks: false))
    }
    let wanted = Dictionary(grouping: preview.links.openGroups, by: \.account)
    for known in try transaction.bookYears() where !known.year.overlaps(own) {
      guard !loaded.contains(where: { $0.year.overlaps(known.year) }),
        try transaction.standingImport(yearEnding: known.year.end)?.state == .completed
      else { continue }
      loaded.append(try Self.books(known, around: own, wanted, transaction))
    }
  }

  private static func books(
    _ known: BookYear, around own: FiscalYear, _ wanted: [String: [FECLinks.OpenGroup]],
    _ transaction: any ReadTransaction
  ) throws -> Loaded {
    let balance = try transaction.trialBalance(year: known.number, through: .latest)
    var found = Loaded(year: known.year, links: FECLinks(), groups: [:], isInBooks: true)
    for row in balance.rows {
      found.links.closing[row.account] = row.debit - row.credit
      let opening = row.openingDebit - row.openingCredit
      if !(row.openingDebit.isZero && row.openingCredit.isZero) {
        found.links.opening.append(FECLinks.Opening(account: row.account, balance: opening, line: 0))
      }
    }
    if known.year.isFollowed(by: own) {
      try transaction.partiesLeft(year: known.number) { account, party, balance in
        found.links.partyClosing.append(.init(account: account, party: party, balance: balance, line: 0))
      }
    } else if own.isFollowed(by: known.year) {
      try transaction.partiesBrought(year: known.number) { account, party, balance in
        found.links.partyOpening.append(.init(account: account, party: party, balance: balance, line: 0))
      }
    }
    for (account, groups) in wanted {
      let keys = Set(groups.map(GroupKey.init))
      let isAlone = groups.contains { $0.party == nil }
      try transaction.matchedSums(year: known.number, account: account, withoutParty: isAlone) { sums in
        let key = GroupKey(account, sums)
        if keys.contains(key) { found.groups[key] = sums }
      }
    }
    return found
  }

  /// The preview with what the years around it say: openings that differ from the closing before, and without the
  /// groups of matched lines that another year completes.
  func held(against preview: FECPreview) -> FECPreview {
    guard let own = preview.year, !loaded.isEmpty else { return preview }
    var preview = preview
    complete(&preview, own)
    if let before = loaded.first(where: { $0.year.isFollowed(by: own) }) {
      preview.add(FECLinks.gaps(of: preview.links, against: before.links, ended: before.year))
    }
    // A file that waits tells of its own opening; the books cannot.
    if let after = loaded.first(where: { $0.isInBooks && own.isFollowed(by: $0.year) }), !after.links.opening.isEmpty {
      let gaps = FECLinks.gaps(of: after.links, against: preview.links, ended: own)
      preview.add(
        gaps.lazy.map { gap in
          var gap = gap
          gap.line = nil
          return gap
        })
    }
    return preview
  }

  /// Takes off the anomalies of the groups that are whole over the loaded years.
  private func complete(_ preview: inout FECPreview, _ own: FiscalYear) {
    var completed: Set<Int> = []
    for group in preview.links.openGroups where group.movement + group.opening != .zero {
      let key = GroupKey(group)
      // Years that do not know the group too: its balance goes through them.
      var told = loaded.map { year in
        (year.year, year.groups[key]?.movement ?? .zero, year.groups[key]?.opening ?? .zero)
      }
      told.append((own, group.movement, group.opening))
      if Self.remainder(told).isZero { completed.insert(group.line) }
    }
    guard !completed.isEmpty else { return }
    preview.anomalies.removeAll { $0.code == .matchingUnbalanced && $0.line.map(completed.contains) == true }
    let left = (preview.anomalyCounts[.matchingUnbalanced] ?? 0) - completed.count
    preview.anomalyCounts[.matchingUnbalanced] = left > 0 ? left : nil
  }

  /// What the lines of a group add up to over the years, each told once.
  ///
  /// An opening tells lines of the year before again. They count where they were told first: where the year before
  /// leaves the group open. Where it does not know the group, or settled another one under the same code, the lines
  /// were matched after the year: the opening is the only place where they bear the code, and it counts.
  private static func remainder(
    _ told: [(year: FiscalYear, movement: MoneyTotal, opening: MoneyTotal)]
  ) -> MoneyTotal {
    var (sum, left) = (MoneyTotal.zero, MoneyTotal.zero)
    var before: FiscalYear?
    for (year, movement, opening) in told.sorted(by: { $0.year.start < $1.year.start }) {
      let isToldBefore = before?.isFollowed(by: year) == true && !left.isZero
      let own = movement + (isToldBefore ? .zero : opening)
      sum += own
      left = (isToldBefore ? left : .zero) + own
      before = year
    }
    return sum
  }
}

extension FiscalYear {
  /// The other begins the day after this one ends.
  fileprivate func isFollowed(by other: FiscalYear) -> Bool { end.adding(days: 1) == other.start }
}
