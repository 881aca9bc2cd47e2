import Model
import Storage

/// The years that a file is held against: those of the books, and those of the files that wait with it.
struct NeighbourYears: Sendable {
  private struct Loaded: Sendable {
    var year: FiscalYear
    var closing: [String: MoneyTotal]
    var opening: [FECLinks.Opening]
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
          year: year, closing: file.links.closing, opening: file.links.opening,
          groups: Dictionary(groups) { first, _ in first }, isInBooks: false))
    }
    let wanted = Dictionary(grouping: preview.links.openGroups, by: \.account)
    for known in try transaction.bookYears() where !known.year.overlaps(own) {
      guard !loaded.contains(where: { $0.year.overlaps(known.year) }),
        try transaction.standingImport(yearEnding: known.year.end)?.state == .completed
      else { continue }
      loaded.append(try Self.books(known, wanted, transaction))
    }
  }

  private static func books(
    _ known: BookYear, _ wanted: [String: [FECLinks.OpenGroup]], _ transaction: any ReadTransaction
  ) throws -> Loaded {
    let balance = try transaction.trialBalance(year: known.number, through: .latest)
    var found = Loaded(year: known.year, closing: [:], opening: [], groups: [:], isInBooks: true)
    for row in balance.rows {
      found.closing[row.account] = row.debit - row.credit
      let opening = row.openingDebit - row.openingCredit
      if !(row.openingDebit.isZero && row.openingCredit.isZero) {
        found.opening.append(FECLinks.Opening(account: row.account, balance: opening, line: 0))
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
    if let before = loaded.first(where: { $0.year.end.adding(days: 1) == own.start }) {
      preview.add(FECLinks.openingGaps(preview.links.opening, against: before.closing, of: before.year))
    }
    // A file that waits tells of its own opening; the books cannot.
    if let after = loaded.first(where: { $0.isInBooks && own.end.adding(days: 1) == $0.year.start }),
      !after.opening.isEmpty
    {
      let gaps = FECLinks.openingGaps(after.opening, against: preview.links.closing, of: own)
      preview.add(
        gaps.map { gap in
          var gap = gap
          gap.line = nil
          return gap
        })
    }
    return preview
  }

  /// A group is whole when its lines over the loaded years add up to zero, each told once: what a year tells again of
  /// the year before, in its opening, does not count where that year is loaded.
  private func complete(_ preview: inout FECPreview, _ own: FiscalYear) {
    var completed: Set<Int> = []
    for group in preview.links.openGroups where group.movement + group.opening != .zero {
      var sum = group.movement + (hasYearBefore(own) ? .zero : group.opening)
      for year in loaded {
        guard let other = year.groups[GroupKey(group)] else { continue }
        let isTold = hasYearBefore(year.year) || year.year.start == own.end.adding(days: 1)
        sum += other.movement + (isTold ? .zero : other.opening)
      }
      if sum.isZero { completed.insert(group.line) }
    }
    guard !completed.isEmpty else { return }
    preview.anomalies.removeAll { $0.code == .matchingUnbalanced && $0.line.map(completed.contains) == true }
    let left = (preview.anomalyCounts[.matchingUnbalanced] ?? 0) - completed.count
    preview.anomalyCounts[.matchingUnbalanced] = left > 0 ? left : nil
  }

  private func hasYearBefore(_ year: FiscalYear) -> Bool {
    loaded.contains { $0.year.end.adding(days: 1) == year.start }
  }
}
