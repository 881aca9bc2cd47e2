import Model
import Storage

/// A page of drafts.
public struct DraftList: Sendable {
  public let cards: [DraftCard]
  public let totals: DraftTotals
  /// Where the next page begins; nil on the last one.
  public let next: Cursor?

  /// The place of a draft in the list.
  public struct Cursor: Equatable, Sendable {
    public let date: Int32
    public let number: Int64

    public init(date: Int32, number: Int64) {
      self.date = date
      self.number = number
    }
  }
}

extension Books {
  /// The open drafts (brouillard), by day.
  public func drafts(
    _ filter: DraftFilter = DraftFilter(), after cursor: DraftList.Cursor? = nil, limit: Int = 100
  ) async throws -> DraftList {
    let reach = try reachOfDraftReading()
    return try await store.read { transaction in
      let filter = try reach.limiting(filter, transaction)
      let found = try transaction.drafts(filter, after: cursor.map { ($0.date, $0.number) }, limit: limit + 1)
      let shown = found.prefix(limit)
      return DraftList(
        cards: shown.map(\.card), totals: try transaction.draftTotals(filter),
        next: found.count > limit
          ? shown.last.map { DraftList.Cursor(date: $0.place.date, number: $0.place.number) } : nil)
    }
  }

  /// - Throws: ``DraftRefusal`` `.unknown`, `.alreadyPosted`.
  public func draft(_ id: Identifier<Draft>) async throws -> EntryDraft {
    let reach = try reachOfDraftReading()
    return try await store.read { try Self.openDraft(id, within: reach, $0) }
  }

  /// Keeps a draft as it was typed: one event, of the fields that differ from what its writer had before them. Changes
  /// that somebody else made meanwhile stay; the same field changed twice is a clash, kept with both values.
  ///
  /// - Parameters:
  ///   - typed: its heads say what the writer had seen; none for a new draft.
  ///   - masters: accounts, third parties and journals that were made on the way; those that are there already are
  ///     left as they are.
  ///   - endsScratch: what its writer left half-typed is this draft: with it saved, nothing of that is kept.
  /// - Returns: the draft as it stands now.
  @discardableResult
  public func saveDraft(
    _ typed: EntryDraft, making masters: [NewMaster] = [], endsScratch: Bool = false
  ) async throws -> EntryDraft {
    try await saveDraft(typed, making: masters, endsScratch: endsScratch) { _ in }
  }

  /// - Parameter check: asked first, in the transaction that writes; what it throws refuses the draft.
  func saveDraft(
    _ typed: EntryDraft, making masters: [NewMaster], endsScratch: Bool = false,
    checking check: @escaping @Sendable (any ReadTransaction) throws -> Void
  ) async throws -> EntryDraft {
    let reach = try reachOfDrafts()
    if !masters.isEmpty { try authorise(.changeMasters) }
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    let scratch = endsScratch ? scratchName : nil
    return try await open.current().writer.append(cutting: personID) { transaction in
      try check(transaction)
      if let scratch { try transaction.forget(note: scratch) }
      let made = try masters.filter { try !$0.isThere(transaction) }.map(\.event)
      let known = try Self.history(typed.id, transaction)
      let taken = try TakenDraft(typed, over: known, reach, recorder, transaction)
      return (made + taken.events(recorder), taken.draft)
    }
  }

  /// Throws drafts away, as one act. They can be taken back.
  public func discardDrafts(_ ids: [Identifier<Draft>]) async throws {
    let reach = try reachOfDrafts()
    try await act(.discarded, on: ids) { id, transaction in
      (try Self.openDraft(id, within: reach, transaction).heads, .discarded)
    }
  }

  /// Gives several drafts the same journal, day or label: nil leaves each what it has.
  public func changeDrafts(_ ids: [Identifier<Draft>], _ edit: DraftEdit) async throws {
    try authorise(.draftEntries)
    try await act(.changed, on: ids) { id, transaction in (try Self.openDraft(id, transaction).heads, .edited(edit)) }
  }

  /// One act on any number of drafts, each of them once, in as many change-sets as it needs.
  private func act(
    _ kind: DraftActKind, on ids: [Identifier<Draft>],
    _ change:
      @escaping @Sendable (Identifier<Draft>, any ReadTransaction) throws -> (
        seen: [Identifier<DraftRevision>], change: DraftChange
      )
  ) async throws {
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    try await open.current().writer.append(cutting: personID) { transaction in
      let changes = try Set(ids).sorted().map { id in
        let made = try change(id, transaction)
        return recorder.change(id, seen: made.seen, made.change)
      }
      return (recorder.act(kind, changes), ())
    }
  }

  /// All changes of a draft; nil when there is none of that name.
  static func history(_ id: Identifier<Draft>, _ transaction: any ReadTransaction) throws -> DraftHistory? {
    guard let found = try transaction.draftHistory(id) else { return nil }
    if let entry = found.entry { throw DraftRefusal.alreadyPosted(entry) }
    return found.history
  }

  static func openDraft(_ id: Identifier<Draft>, _ transaction: any ReadTransaction) throws -> EntryDraft {
    switch try transaction.draft(id) {
    case .open(let draft): return draft
    case .posted(let entry, _): throw DraftRefusal.alreadyPosted(entry)
    case .discarded, nil: throw DraftRefusal.unknown
    }
  }
}
