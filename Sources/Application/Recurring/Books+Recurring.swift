import Model
import Storage

/// Why a recurring entry, or one of its months, was not taken.
public enum RecurrenceRefusal: Refusal, Equatable {
  case unknown
  /// Was accepted or skipped meanwhile, or is not due.
  case notDue
  case reasonMissing
  /// An amount of it is typed each time: that is a guide's.
  case amountMissing(line: Int)
  case unbalanced(MoneyTotal)
  case endBeforeStart
  case journalMissing
  case dayMalformed

  public var code: String {
    switch self {
    case .unknown: "recurrence.unknown"
    case .notDue: "recurrence.not_due"
    case .reasonMissing: "recurrence.reason_missing"
    case .amountMissing: "recurrence.amount_missing"
    case .unbalanced: "recurrence.unbalanced"
    case .endBeforeStart: "recurrence.end_before_start"
    case .journalMissing: "recurrence.journal_missing"
    case .dayMalformed: "recurrence.day_malformed"
    }
  }
}

/// Recurring entries, what of them waits, and what became of the rest.
public struct RecurrenceBook: Sendable, Equatable {
  public let recurrences: [RecurrenceCard]
  /// By day.
  public let due: [Occurrence]
  public let settled: [SettledOccurrence]
  public let today: CalendarDate
}

extension Books {
  public func recurrenceBook() async throws -> RecurrenceBook {
    try authorise(.draftEntries)
    let today = open.environment.today()
    return try await store.read { try Self.recurrenceBook(today, $0) }
  }

  private static func recurrenceBook(
    _ today: CalendarDate, _ transaction: any ReadTransaction
  ) throws -> RecurrenceBook {
    let cards = try transaction.recurrences()
    let settled = try transaction.settledOccurrences()
    let due = Occurrence.due(
      cards, settled: settled.filter { !$0.isThrownAway }.map { ($0.recurrence, $0.month) }, on: today)
    return RecurrenceBook(recurrences: cards, due: due, settled: settled, today: today)
  }

  /// Makes a recurring entry, or changes the fields of one that differ.
  public func saveRecurrence(_ wanted: RecurrenceCard) async throws {
    try authorise(.changeMasters)
    let refusals = Self.refusals(name: wanted.name, lines: wanted.lines)
    guard refusals.isEmpty else { throw GuideNotTaken(refusals: refusals) }
    try Self.check(wanted)
    try await open.current().writer.append(by: personID) { transaction in
      let known = try transaction.recurrences().first { $0.id == wanted.id }
      func changes<Field: Equatable>(_ path: KeyPath<RecurrenceCard, Field>) -> Field? {
        known?[keyPath: path] == wanted[keyPath: path] ? nil : wanted[keyPath: path]
      }
      let hasEnd = known.map { $0.schedule.end != wanted.schedule.end } ?? (wanted.schedule.end != nil)
      let change = RecurrenceChanged(
        id: wanted.id, name: changes(\.name), journal: changes(\.journal), label: changes(\.label),
        lines: changes(\.lines), period: changes(\.schedule.period), day: changes(\.schedule.day),
        start: changes(\.schedule.start), end: hasEnd ? OptionalDate(wanted.schedule.end) : nil,
        isActive: known == nil ? nil : changes(\.isActive))
      return change == RecurrenceChanged(id: wanted.id) ? [] : [.recurrenceChanged(change)]
    }
  }

  private static func check(_ wanted: RecurrenceCard) throws {
    if wanted.journal.isEmpty { throw RecurrenceRefusal.journalMissing }
    if let end = wanted.schedule.end, end < wanted.schedule.start { throw RecurrenceRefusal.endBeforeStart }
    guard (1...31).contains(wanted.schedule.day) else { throw RecurrenceRefusal.dayMalformed }
    let amounts = wanted.lines.amounts()
    if let place = amounts.firstIndex(of: nil) { throw RecurrenceRefusal.amountMissing(line: place + 1) }
    let draft = Occurrence(recurrence: wanted, date: wanted.schedule.start).draft
    guard let draft, draft.imbalance.isZero else { throw RecurrenceRefusal.unbalanced(draft?.imbalance ?? .zero) }
  }

  /// Proposes it no more. What it became stays.
  public func endRecurrence(_ id: Identifier<Recurrence>) async throws {
    try authorise(.changeMasters)
    try await open.current().writer.append(by: personID) { transaction in
      guard try transaction.recurrences().contains(where: { $0.id == id && $0.isActive }) else {
        throw RecurrenceRefusal.unknown
      }
      return [.recurrenceChanged(RecurrenceChanged(id: id, isActive: false))]
    }
  }

  /// Makes drafts of months that are due, all of them as one act.
  ///
  /// - Throws: ``RecurrenceRefusal`` `.notDue` when one of them was settled meanwhile: then nothing is made.
  @discardableResult
  public func acceptOccurrences(
    _ chosen: [(recurrence: Identifier<Recurrence>, month: Int32)]
  ) async throws -> Int {
    try authorise(.draftEntries)
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    let today = open.environment.today()
    return try await open.current().writer.append(cutting: personID) { transaction in
      let due = try Self.recurrenceBook(today, transaction).due
      var (changes, settled): ([DraftChanged], [BookEvent]) = ([], [])
      for one in chosen {
        guard let occurrence = due.first(where: { $0.recurrence.id == one.recurrence && $0.month == one.month }),
          let draft = occurrence.draft
        else { throw RecurrenceRefusal.notDue }
        // It may have been accepted before, and thrown away: then it is the same draft again.
        let known = try Self.history(draft.id, transaction)
        let before = known?.content ?? EntryDraft(id: draft.id)
        changes.append(
          recorder.change(draft.id, seen: known?.heads ?? [], .edited(before.edit(toBecome: draft))))
        settled.append(
          .occurrenceSettled(
            OccurrenceSettled(recurrence: one.recurrence, month: one.month, draft: draft.id)))
      }
      return (recorder.act(.recurred, changes) + settled, changes.count)
    }
  }

  /// Says that a month of a recurring entry makes no entry, and why.
  public func skipOccurrence(_ id: Identifier<Recurrence>, month: Int32, reason: String) async throws {
    try authorise(.draftEntries)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw RecurrenceRefusal.reasonMissing }
    let today = open.environment.today()
    try await open.current().writer.append(by: personID) { transaction in
      let due = try Self.recurrenceBook(today, transaction).due
      guard due.contains(where: { $0.recurrence.id == id && $0.month == month }) else {
        throw RecurrenceRefusal.notDue
      }
      return [.occurrenceSettled(OccurrenceSettled(recurrence: id, month: month, draft: nil, reason: reason))]
    }
  }
}
