/// What became of a draft that the program proposed.
public enum DraftOutcome: Hashable, Sendable {
  case draft
  case posted(Identifier<JournalEntry.Validated>)
  /// Thrown away: what it held is to be proposed again.
  case discarded
  /// Validated, then taken back by a reversal: the same.
  case reversed(Identifier<JournalEntry.Validated>)

  /// Whether what the draft holds is done, or on its way.
  public var counts: Bool {
    switch self {
    case .draft, .posted: true
    case .discarded, .reversed: false
    }
  }

  public var entry: Identifier<JournalEntry.Validated>? {
    switch self {
    case .posted(let entry), .reversed(let entry): entry
    case .draft, .discarded: nil
    }
  }
}

/// What was drafted for one asset in one year, and what became of it.
public struct AssetRecord: Hashable, Sendable {
  public let asset: Identifier<Asset>
  public let yearEnd: CalendarDate
  public let purpose: AssetEntryDrafted.Purpose
  public let charge: Money
  public let derogatory: Money
  public let draft: Identifier<Draft>
  public let outcome: DraftOutcome

  public init(
    asset: Identifier<Asset>, yearEnd: CalendarDate, purpose: AssetEntryDrafted.Purpose, charge: Money,
    derogatory: Money, draft: Identifier<Draft>, outcome: DraftOutcome
  ) {
    self.asset = asset
    self.yearEnd = yearEnd
    self.purpose = purpose
    self.charge = charge
    self.derogatory = derogatory
    self.draft = draft
    self.outcome = outcome
  }
}

extension Sequence<AssetRecord> {
  /// What counts as booked, by year: where two devices drafted one year for an asset, the earlier draft stands.
  public var recorded: [CalendarDate: DepreciationPlan.Recorded] {
    var first: [CalendarDate: AssetRecord] = [:]
    for record in self where record.purpose == .depreciation && record.outcome.counts {
      if let known = first[record.yearEnd], known.draft < record.draft { continue }
      first[record.yearEnd] = record
    }
    return first.mapValues { DepreciationPlan.Recorded(charge: $0.charge, derogatory: $0.derogatory) }
  }

  /// Drafts that hold what an earlier one holds already.
  public var doubled: [AssetRecord] {
    let counting = filter { $0.purpose == .depreciation && $0.outcome.counts }
    return counting.filter { record in
      counting.contains { $0.yearEnd == record.yearEnd && $0.asset == record.asset && $0.draft < record.draft }
    }
  }
}
