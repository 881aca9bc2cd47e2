import Model
import Storage

extension Books {
  /// What validating these drafts would do: which numbers they would get, and what stands in the way of the others.
  public func reviewPosting(_ ids: [Identifier<Draft>]) async throws -> PostingReview {
    try authorise(.postEntries)
    let (environment, device, person) = (open.environment, try open.current().writer.device, personID)
    return try await store.read { transaction in
      let reader = PostingReader(transaction, today: environment.today(), person: person)
      return try reader.review(ids, device: device).review
    }
  }

  /// Validates drafts, all of them or none: they get their legal numbers and are never changed again.
  ///
  /// - Parameter expected: the heads of each draft as it was reviewed; a draft changed since then refuses all.
  /// - Returns: the entries in the order of their numbers, series after series.
  @discardableResult
  public func post(
    _ expected: [(draft: Identifier<Draft>, heads: [Identifier<DraftRevision>])]
  ) async throws -> [EntryPosted] {
    try authorise(.postEntries)
    guard !expected.isEmpty else { throw PostingRefusal.nothingToPost }
    let (environment, writer, person) = (open.environment, try open.current().writer, personID)
    return try await writer.append(cutting: person) { transaction in
      let reader = PostingReader(transaction, today: environment.today(), person: person)
      let (review, assignments, context) = try reader.review(expected.map(\.draft), device: writer.device)
      guard review.refused.isEmpty, review.gone.isEmpty else { throw PostingRefusal.reviewOutdated }
      let heads = Dictionary(expected.map { ($0.draft, $0.heads) }, uniquingKeysWith: { first, _ in first })
      let posted = try review.planned.map { planned in
        guard heads[planned.draft.id] == planned.draft.heads else { throw PostingRefusal.reviewOutdated }
        return try planned.draft.posted(as: environment.identifier(), number: planned.number, context)
      }
      return (assignments + posted.map(BookEvent.entryPosted), posted)
    }
  }

  /// Takes a validated entry back (contre-passation): a new entry, the same lines on the other side, linked both ways.
  ///
  /// - Parameters:
  ///   - date: of a day that takes entries, in the same period or a later one.
  ///   - label: what the new entry is called.
  @discardableResult
  public func reverse(
    _ id: Identifier<JournalEntry.Validated>, on date: CalendarDate, label: String, reason: String
  ) async throws -> EntryPosted {
    try authorise(.postEntries)
    let (label, reason) = (label.trimmed, reason.trimmed)
    guard !reason.isEmpty else { throw PostingRefusal.reasonMissing }
    let (environment, writer, person) = (open.environment, try open.current().writer, personID)
    return try await writer.append(cutting: person) { transaction in
      guard let entry = try transaction.entry(id) else { throw PostingRefusal.unknownEntry }
      if let by = try transaction.reversal(of: id) { throw PostingRefusal.alreadyReversed(by: by.entry) }
      if let of = try transaction.reversed(by: id) { throw PostingRefusal.isReversal(of: of.entry) }
      let today = environment.today()
      let context = try PostingReader(transaction, today: today, person: person).context(of: [])
      let dayProblems = EntryDraft(id: environment.identifier(), date: date).dateProblems(context)
      guard dayProblems.isEmpty, let year = context.years.first(where: { $0.contains(date) }) else {
        throw PostingRefusal.dayRefused(dayProblems)
      }
      var giver = SeriesGiver(device: writer.device, today: today, transaction)
      let number = try giver.number(in: EntrySeries(journal: entry.journal, yearEnd: year.end))
      let posted = entry.reversed(
        as: environment.identifier(), number: number, on: date, yearEnd: year.end, validatedOn: today, label: label,
        reason: reason)
      return (giver.assignments + [.entryPosted(posted)], posted)
    }
  }
}

/// Which entries an entry is linked with by a reversal.
public struct ReversalLinks: Sendable, Equatable {
  public struct Link: Sendable, Equatable {
    public let id: Identifier<JournalEntry.Validated>
    public let journal: String
    public let number: String
    public let reason: String
  }

  /// The one that takes it back.
  public let by: Link?
  /// The one it takes back.
  public let of: Link?
}

extension Books {
  /// A validated entry, whole; nil for an unknown one.
  public func postedEntry(_ id: Identifier<JournalEntry.Validated>) async throws -> JournalEntry.Validated? {
    try authorise(.readBooks)
    return try await store.read { try $0.entry(id) }
  }

  public func reversalLinks(_ id: Identifier<JournalEntry.Validated>) async throws -> ReversalLinks {
    try authorise(.readBooks)
    return try await store.read { transaction in
      func link(
        _ found: (entry: Identifier<JournalEntry.Validated>, reason: String)?
      ) throws -> ReversalLinks.Link? {
        guard let found, let entry = try transaction.entry(found.entry) else { return nil }
        return ReversalLinks.Link(
          id: entry.id, journal: entry.journal, number: entry.number, reason: found.reason)
      }
      return ReversalLinks(
        by: try link(transaction.reversal(of: id)), of: try link(transaction.reversed(by: id)))
    }
  }
}

/// Reads what the rules of validation need, once for any number of drafts.
struct PostingReader {
  private let transaction: any ReadTransaction
  private let today: CalendarDate
  private let person: Identifier<Person>

  init(_ transaction: any ReadTransaction, today: CalendarDate, person: Identifier<Person>) {
    self.transaction = transaction
    self.today = today
    self.person = person
  }

  /// With the accounts and third parties that these drafts name, of those that are there.
  func context(of drafts: [EntryDraft]) throws -> PostingContext {
    var (accounts, parties): (Set<String>, Set<PartyKey>) = ([], [])
    for line in drafts.lazy.flatMap(\.lines) {
      accounts.insert(line.account)
      if let party = line.party { parties.insert(party) }
    }
    let locks = try transaction.periodLocks().filter { $0.isLocked && !$0.exempt.contains(person) }
    return PostingContext(
      years: try transaction.bookYears().map(\.year), closedYears: Set(try transaction.closedYears()), today: today,
      lockedMonths: Set(locks.map(\.month)),
      accounts: try accounts.filter { try transaction.account($0) != nil },
      inactiveAccounts: Set(try transaction.inactiveAccounts()),
      parties: try parties.filter { try transaction.party($0) != nil })
  }

  /// The plan, what the log must say before the numbers (who gives each series), and what the drafts were held against.
  func review(
    _ ids: [Identifier<Draft>], device: Identifier<Device>
  ) throws -> (review: PostingReview, assignments: [BookEvent], context: PostingContext) {
    var ready: [(draft: EntryDraft, date: CalendarDate, year: FiscalYear)] = []
    var (refused, gone): ([PostingReview.Refused], [Identifier<Draft>]) = ([], [])
    let drafts = try ids.compactMap { id -> EntryDraft? in
      guard case .open(let draft) = try transaction.draft(id) else {
        gone.append(id)
        return nil
      }
      return draft
    }
    let context = try context(of: drafts)
    for draft in drafts {
      let problems = draft.problems(context)
      if problems.isEmpty, let date = draft.date, let year = context.years.first(where: { $0.contains(date) }) {
        ready.append((draft, date, year))
      } else {
        refused.append(PostingReview.Refused(draft: draft, problems: problems))
      }
    }
    // Within a batch by day; what is of one day, in the order it was made.
    ready.sort { ($0.date, $0.draft.id) < ($1.date, $1.draft.id) }
    var giver = SeriesGiver(device: device, today: today, transaction)
    let planned = try ready.map { one in
      PostingReview.Planned(
        draft: one.draft,
        number: try giver.number(in: EntrySeries(journal: one.draft.journal, yearEnd: one.year.end)),
        yearEnd: one.year.end)
    }
    let made = PostingReview(planned: planned, refused: refused, gone: gone, day: today, years: context.years)
    return (made, giver.assignments, context)
  }
}
