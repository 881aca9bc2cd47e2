/// The numbers of one journal in one year (EcritureNum): 1, 2, 3… without hole. Where a file numbered all journals of
/// the year as one, so do the entries that follow it: the journal of that series is blank.
public struct EntrySeries: Hashable, Sendable {
  public var journal: String
  /// Last day of the year.
  public var yearEnd: CalendarDate

  public init(journal: String, yearEnd: CalendarDate) {
    self.journal = journal
    self.yearEnd = yearEnd
  }

  /// The one series of all journals of a year.
  public static func whole(yearEnd: CalendarDate) -> EntrySeries { EntrySeries(journal: "", yearEnd: yearEnd) }
}

/// From here on one device gives the numbers of a series: two never race for one.
public struct SeriesAssigned: Equatable, Sendable {
  public var series: EntrySeries
  public var owner: Identifier<Device>
  /// 1 for the first, then one more each time.
  public var generation: UInt32
  /// The number it gives next: after those of an imported file, where there was one.
  public var next: UInt64

  public init(series: EntrySeries, owner: Identifier<Device>, generation: UInt32, next: UInt64) {
    self.series = series
    self.owner = owner
    self.generation = generation
    self.next = next
  }
}

/// An entry became a fact: it has its legal number, and is never changed again (code de commerce, R123-174; PCG 921-3).
public struct EntryPosted: Equatable, Sendable {
  /// The legal number is the decimal form of ``number``; `validationDate` is the day of this very act.
  public var entry: JournalEntry.Validated
  /// Last day of its year.
  public var yearEnd: CalendarDate
  /// Place in the series of its journal and year.
  public var number: UInt64
  /// When each line is to be paid; as many as there are lines, or none.
  public var dueDates: [CalendarDate?]
  /// The draft it was; nil for an entry that the program made by itself.
  public var draft: PostedDraft?
  /// The entry it takes back (contre-passation), and why.
  public var reversal: Reversal?

  public init(
    entry: JournalEntry.Validated, yearEnd: CalendarDate, number: UInt64, dueDates: [CalendarDate?] = [],
    draft: PostedDraft? = nil, reversal: Reversal? = nil
  ) {
    self.entry = entry
    self.yearEnd = yearEnd
    self.number = number
    self.dueDates = dueDates
    self.draft = draft
    self.reversal = reversal
  }

  /// Where its number comes from, unless all journals of its year are numbered as one: once
  /// ``EntrySeries/whole(yearEnd:)`` was assigned.
  public var series: EntrySeries { EntrySeries(journal: entry.journal, yearEnd: yearEnd) }
}

/// Which draft an entry was, and which changes of it the entry holds.
public struct PostedDraft: Equatable, Sendable {
  public var id: Identifier<Draft>
  public var revisions: [Identifier<DraftRevision>]

  public init(id: Identifier<Draft>, revisions: [Identifier<DraftRevision>]) {
    self.id = id
    self.revisions = revisions
  }
}

public struct Reversal: Equatable, Sendable {
  public var of: Identifier<JournalEntry.Validated>
  public var reason: String

  public init(of entry: Identifier<JournalEntry.Validated>, reason: String) {
    of = entry
    self.reason = reason
  }
}

/// A month is closed to entries, or open again.
public struct PeriodLockChanged: Equatable, Sendable {
  /// AAAAMM.
  public var month: Int32
  public var isLocked: Bool
  /// Whom the lock does not hold.
  public var exempt: [Identifier<Person>]
  /// 1 for the first of a month, then one more each time.
  public var generation: UInt32
  public var reason: String

  public init(month: Int32, isLocked: Bool, exempt: [Identifier<Person>], generation: UInt32, reason: String) {
    self.month = month
    self.isLocked = isLocked
    self.exempt = exempt
    self.generation = generation
    self.reason = reason
  }
}
