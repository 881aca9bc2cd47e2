import Model

/// How a file is read the second time, so that it gives the entries that its preview showed.
///
/// Everything that needs the whole file to be known is decided here: the encoding, which lines make an entry, the
/// labels of the masters. A plan is good for the very bytes it was made from and for no others. The preview of the
/// same bytes always gives the same grouping, so that an import that was cut short makes its plan anew.
public struct FECReadingPlan: Equatable, Sendable {
  /// What the lines of an entry share.
  public enum EntryKey: String, Sendable {
    case journalAndNumber
    /// Numbers start again in the year: the date takes part, but for numbers that balance over several days only.
    case journalNumberAndDate
  }

  /// The year that the entries join. An import that goes on sets the one it accepted.
  public var year: FiscalYear
  public let encoding: FECFacts.TextEncoding
  public let entryKey: EntryKey
  public let masters: FECMasters
  /// The labels that the books keep for these masters; nil when they are the file's own. A line whose label is another
  /// one carries it, so that it comes out as it came in.
  public private(set) var keptMasters: FECMasters?

  /// The same plan, with the labels that the books keep.
  public func keeping(_ masters: FECMasters) -> FECReadingPlan {
    var plan = self
    plan.keptMasters = masters
    return plan
  }

  public let lineCount: Int
  public let entryCount: Int
  /// Some entries have lines that are not neighbours: ``FECEntryReader/gather(_:)`` must see the file first.
  public var hasScatteredEntries: Bool { !lateRuns.isEmpty }

  /// Neighbouring lines of an entry that has begun before.
  struct LateRun: Equatable, Sendable {
    var firstRank: UInt32
    /// Rank of the first line of the entry they belong to.
    var entry: UInt32
  }

  /// The first line of each run of neighbours, by rank less one.
  let runStarts: LineMarks
  /// In rising order of rank.
  let lateRuns: [LateRun]
}
