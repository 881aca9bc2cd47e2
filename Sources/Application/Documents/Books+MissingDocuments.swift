import Model
import Storage

/// Which entries without a document are asked for.
public struct MissingDocumentFilter: Sendable, Equatable {
  /// Empty for all journals.
  public var journal: String
  /// Nil for the first and the last day of the year.
  public var from: CalendarDate?
  public var through: CalendarDate?
  /// Code of a third party, as it is written; empty for all.
  public var party: String

  public init(journal: String = "", from: CalendarDate? = nil, through: CalendarDate? = nil, party: String = "") {
    self.journal = journal
    self.from = from
    self.through = through
    self.party = party
  }
}

/// A page of the entries without a document.
public struct MissingDocumentList: Sendable {
  /// The place of an entry in the list.
  public struct Cursor: Sendable, Equatable {
    public let journal: String
    public let date: CalendarDate
    public let entry: Int64

    public init(journal: String, date: CalendarDate, entry: Int64) {
      self.journal = journal
      self.date = date
      self.entry = entry
    }
  }

  public let year: FiscalYear
  /// Codes of those of the year, for the choice.
  public let journals: [String]
  public let rows: [MissingDocument]
  /// Of all pages.
  public let count: Int
  public let next: Cursor?
  /// Drafts that miss theirs, whatever their day.
  public let draftCount: Int
}

/// A page of the drafts without a document.
public struct MissingDraftList: Sendable {
  public let cards: [DraftCard]
  public let next: DraftList.Cursor?
}

extension Books {
  /// The validated entries of a year that need a document and have none, by journal, then by day.
  ///
  /// - Parameter yearEnd: nil for the latest year.
  /// - Returns: nil when the books have no year.
  public func missingDocuments(
    _ filter: MissingDocumentFilter = MissingDocumentFilter(), yearEnd: CalendarDate? = nil,
    after cursor: MissingDocumentList.Cursor? = nil, limit: Int = 100
  ) async throws -> MissingDocumentList? {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let years = try transaction.bookYears()
      guard let latest = years.first else { return nil }
      let year = try yearEnd.map { try bookYear(endingOn: $0, in: transaction) } ?? latest
      let journals = try transaction.journalCards(year: year.number).map(\.journal)
      let question = MissingDocumentQuestion(
        year: year.number, journals: journals.filter { filter.journal.isEmpty || $0.code == filter.journal },
        days: Self.days(filter, in: year.year),
        parties: filter.party.isEmpty ? nil : try transaction.partyNumbers(filter.party))
      let counts = try transaction.missingDocumentCounts(question)
      let rows = try transaction.missingDocuments(
        MissingDocumentQuestion(
          year: question.year, journals: counts.map(\.journal), days: question.days, parties: question.parties),
        after: cursor.map { ($0.journal, EntryKey(date: $0.date, entry: $0.entry)) }, limit: limit + 1)
      let shown = rows.prefix(limit)
      return MissingDocumentList(
        year: year.year, journals: journals.map(\.code), rows: shown.map(\.row),
        count: counts.reduce(0) { $0 + $1.count },
        next: rows.count > limit
          ? shown.last.map {
            MissingDocumentList.Cursor(journal: $0.row.journal, date: $0.key.date, entry: $0.key.entry)
          } : nil,
        draftCount: try transaction.missingDraftCount())
    }
  }

  /// The open drafts that need a document and have none, by day.
  public func missingDrafts(
    after cursor: DraftList.Cursor? = nil, limit: Int = 100
  ) async throws -> MissingDraftList {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let found = try transaction.missingDrafts(after: cursor.map { ($0.date, $0.number) }, limit: limit + 1)
      let shown = found.prefix(limit)
      return MissingDraftList(
        cards: shown.map(\.card),
        next: found.count > limit
          ? shown.last.map { DraftList.Cursor(date: $0.place.date, number: $0.place.number) } : nil)
    }
  }

  /// How many entries of a year, and how many drafts, miss a document.
  public func missingDocumentCount(yearEnd: CalendarDate) async throws -> (entries: Int, drafts: Int) {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return (
        try transaction.missingDocumentCount(year: year.number), try transaction.missingDraftCount()
      )
    }
  }

  /// Both ends are in the year: a filter of other days asks for nothing beyond.
  private static func days(_ filter: MissingDocumentFilter, in year: FiscalYear) -> ClosedRange<CalendarDate> {
    let first = max(filter.from ?? year.start, year.start)
    return first...max(first, min(filter.through ?? year.end, year.end))
  }
}
