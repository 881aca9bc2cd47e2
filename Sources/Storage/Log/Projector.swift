import Model

/// Writes the tables that the events of the log amount to. The same events in the same order give the same rows, local
/// numbers included, so that tables can be dropped and built again.
///
/// Good for one transaction. What it learnt of local numbers may be handed to the next one through ``interning``, if
/// and only if the transaction was committed.
public final class Projector {
  /// Grows with every change of what is written: a file filled by another version is built again.
  public static let version: Int64 = 6

  public private(set) var interning: Interning
  private let transaction: any WriteTransaction
  private var entries: EntryProjection?
  private var shares = LineShares()
  private var moments = LogMoments()

  public init(_ transaction: any WriteTransaction, interning: Interning = Interning()) {
    self.transaction = transaction
    self.interning = interning
  }

  /// Projects the events of one change-set, in order.
  ///
  /// - Throws: ``Model/Fault`` when the database fails, or an event names an import or a year that the log before it
  ///   does not know.
  public func project(_ events: some Sequence<BookEvent>, origin: Origin) throws {
    try add(events, origin: origin)
    try finish()
  }

  /// The same for one of several change-sets, after the last of which ``finish()`` is to be called: how far imports are
  /// and the moments of change-sets are written then, so that change-sets of entries ask the database nothing.
  public func add(_ events: some Sequence<BookEvent>, origin: Origin) throws {
    var history: HistoryProjection?
    for event in events {
      try project(event, origin)
      guard HistoryProjection.concerns(event) else { continue }
      let noting = try history ?? HistoryProjection(origin, transaction)
      history = noting
      try noting.project(event)
    }
    try entries?.showPosted(&shares)
    try shares.show(transaction)
    let lastEntry = try entries?.lastEntry ?? transaction.integer("SELECT MAX(entry_no) FROM entry") ?? 0
    moments.note(origin, lastEntry: lastEntry)
  }

  /// Writes how far each import is, and the moments of the change-sets.
  public func finish() throws {
    try entries?.writeProgress()
    try moments.write(transaction)
  }

  private func project(_ event: BookEvent, _ origin: Origin) throws {
    switch event {
    case .companyCreated(let event): try CompanyProjection.created(event, origin, transaction)
    case .deviceEnrolled(let event):
      _ = try DeviceRegistry.number(of: event.id, publicKey: event.publicKey, in: transaction)
    case .userEnrolled(let event): try CompanyProjection.enrolled(event, origin, transaction)
    case .fiscalYearOpened(let event): try CompanyProjection.opened(event.year, origin, transaction)
    case .journalCreated(let event):
      try interning.define(journal: event.code, label: event.label, origin, transaction)
    case .accountCreated(let event):
      try interning.define(account: event.number, label: event.label, origin, transaction)
    case .partyCreated(let event):
      try interning.define(party: event.key, label: event.label, origin, transaction)
    case .importAccepted(let event): try ImportProjection.accepted(event, origin, transaction)
    case .entryImported(let event): try project(event, origin)
    case .importCompleted(let event):
      try entries?.writeProgress()
      try entries?.showPosted(&shares)
      try ImportProjection.completed(event.id, transaction)
    case .importWithdrawn(let event):
      try entries?.writeProgress()
      try entries?.showPosted(&shares)
      try ImportProjection.withdrawn(event, transaction)
      entries = nil
    case .booksExported(let event): try CompanyProjection.exported(event, origin, transaction)
    case .deviceRestored(let event):
      let number = try DeviceRegistry.number(of: event.id, publicKey: event.publicKey, in: transaction)
      try DeviceRegistry.restored(number, from: event.from, in: transaction)
    case .draftChanged(let event): try DraftProjection.changed(event, origin, transaction)
    case .seriesAssigned(let event): try PostingProjection.assigned(event, origin, transaction)
    case .entryPosted(let event):
      let projection = try entries ?? EntryProjection(transaction)
      entries = projection
      try projection.insert(event, origin, &interning)
    case .periodLockChanged(let event): try PostingProjection.locked(event, origin, transaction)
    case .journalChanged(let event):
      if let label = event.label { try interning.define(journal: event.code, label: label, origin, transaction) }
      let number = try interning.number(ofJournal: event.code, origin, transaction)
      try MasterProjection.changed(event, number, origin, transaction)
    case .accountChanged(let event):
      if let label = event.label { try interning.define(account: event.number, label: label, origin, transaction) }
      let number = try interning.number(ofAccount: event.number, origin, transaction)
      try MasterProjection.changed(event, number, origin, transaction)
    case .partyChanged(let event):
      if let label = event.label { try interning.define(party: event.key, label: label, origin, transaction) }
      let number = try interning.number(ofParty: event.key, origin, transaction)
      try MasterProjection.changed(event, number, origin, transaction)
    case .linesMatched(let event):
      if let number = try MatchingProjection.matched(event, origin, transaction) { shares.touch(matching: number) }
    case .matchingRemoved(let event): shares.touch(try MatchingProjection.removed(event, origin, transaction))
    case .matchingToleranceSet(let event): try MatchingProjection.set(event, origin, transaction)
    case .matchingWrittenOff(let event): try MatchingProjection.writtenOff(event, origin, transaction)
    case .personChanged(let event): try PeopleProjection.changed(event, origin, transaction)
    case .personRemoved(let event): try PeopleProjection.removed(event, origin, transaction)
    case .secondFactorChanged(let event): try PeopleProjection.secondFactor(event, origin, transaction)
    case .companyChanged(let event): try CompanyProjection.changed(event, origin, transaction)
    case .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded:
      try projectDocuments(event, origin)
    case .yearClosed(let event): try ClosingProjection.closed(event, origin, transaction)
    case .yearReopened(let event): try ClosingProjection.reopened(event, origin, transaction)
    case .assetChanged(let event): try AssetProjection.changed(event, origin, transaction)
    case .assetEntryDrafted(let event): try AssetProjection.drafted(event, origin, transaction)
    case .depreciationConventionChosen(let event): try AssetProjection.chosen(event, origin, transaction)
    case .cutOffMade(let event): try CutOffProjection.made(event, origin, transaction)
    case .guideChanged, .recurrenceChanged, .occurrenceSettled, .entryMappingChanged, .draftActDone:
      try projectHelp(event, origin)
    // Told by the log alone.
    case .rootKeyChanged, .olderCopyAccepted, .signInsNoted, .auditExported, .documentsExported, .actsRefused: break
    }
  }

  private func projectDocuments(_ event: BookEvent, _ origin: Origin) throws {
    switch event {
    case .documentAttached(let event): try DocumentProjection.attached(event, origin, transaction)
    case .documentDetached(let event): try DocumentProjection.detached(event, origin, transaction)
    case .documentSuperseded(let event): try DocumentProjection.superseded(event, origin, transaction)
    case .documentWaived(let event): try DocumentProjection.waived(event, origin, transaction)
    case .documentWaiverEnded(let event): try DocumentProjection.ended(event, transaction)
    default: break
    }
  }

  /// What helps with entry: guides, recurring entries, mappings, acts that can be undone.
  private func projectHelp(_ event: BookEvent, _ origin: Origin) throws {
    switch event {
    case .guideChanged(let event): try GuideProjection.changed(event, origin, transaction)
    case .recurrenceChanged(let event): try RecurrenceProjection.changed(event, origin, transaction)
    case .occurrenceSettled(let event): try RecurrenceProjection.settled(event, origin, transaction)
    case .entryMappingChanged(let event): try EntryMappingProjection.changed(event, origin, transaction)
    case .draftActDone(let event): try DraftActProjection.done(event, origin, transaction)
    default: break
    }
  }

  private func project(_ event: EntryImported, _ origin: Origin) throws {
    let projection = try entries ?? EntryProjection(transaction)
    entries = projection
    try projection.insert(event, origin, &interning)
  }
}
