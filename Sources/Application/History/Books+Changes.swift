import Model
import Storage
import Sync

extension Books {
  /// Matchings told at most, and labels of each kind.
  private static let toldAtMost = 100

  /// What changed in a year since it was known as at `since`; up to the moment that these books are looked at from.
  ///
  /// - Parameters:
  ///   - account: entries on that account alone.
  ///   - place: where the page of entries goes on.
  /// - Throws: ``HistoryRefusal`` `.backwards` when `since` is not before the moment these books are looked at from.
  public func changes(
    since: KnownMoment, yearEnd: CalendarDate, account number: String? = nil, after place: Int64 = 0, limit: Int = 100
  ) async throws -> BookChanges {
    try authorise(.readBooks)
    let limit = min(max(limit, 1), 500)
    let through = known
    return try await present.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let account = try number.map { number in
        guard let found = try transaction.account(number) else { throw ReportRefusal.unknownAccount(number) }
        return found
      }
      if let through, since.last >= through.last { throw HistoryRefusal.backwards(since: since, through: through) }
      let span = RecordedSpan(
        after: try transaction.knownPoint(at: since.last),
        through: try through.map { try transaction.knownPoint(at: $0.last) } ?? transaction.latestPoint())
      let effects = BookChanges.Effect.between(
        try transaction.asKnown(at: span.after).carriedTrialBalance(year: year.number, through: .latest),
        try (through == nil ? transaction : transaction.asKnown(at: span.through)).carriedTrialBalance(
          year: year.number, through: .latest))
      var entries = try transaction.recordedEntries(
        span, year: year.number, account: account, after: place, limit: limit + 1)
      let hasMore = entries.count > limit
      if hasMore { entries.removeLast() }
      var recorders = RecorderReading(transaction)
      // One more than told tells whether there are more.
      let matchings = try transaction.recordedMatchings(span, limit: Self.toldAtMost + 1)
      let labels = try transaction.recordedLabels(span, limit: Self.toldAtMost + 1)
      return BookChanges(
        year: year.year, since: since, through: through,
        effects: effects.filter { account == nil || $0.account == account?.account },
        entries: try entries.map { try BookChanges.Entry($0, recorder: recorders.recorder(of: $0.origin)) },
        next: hasMore ? entries.last?.card.key.entry : nil,
        imports: try transaction.recordedImports(span, year: year.number),
        matchings: Array(matchings.prefix(Self.toldAtMost)), labels: Array(labels.prefix(3 * Self.toldAtMost)),
        hasMore: matchings.count > Self.toldAtMost || labels.count > 3 * Self.toldAtMost)
    }
  }
}

extension BookChanges.Entry {
  fileprivate init(_ entry: RecordedEntry, recorder: Recorder) {
    self.init(
      id: entry.card.id, journal: entry.card.journal, number: entry.card.number, date: entry.card.key.date,
      label: entry.card.label, debit: entry.card.debit, reversed: entry.reversed, recorder: recorder)
  }
}

/// Reads who recorded what, each change-set and each person once.
struct RecorderReading {
  private let transaction: any ReadTransaction
  private var known: [Origin: Recorder] = [:]
  private var people: [Identifier<Person>: String]?

  init(_ transaction: any ReadTransaction) { self.transaction = transaction }

  /// - Throws: ``Model/Fault`` `.database` when the log does not hold the change-set.
  mutating func recorder(of origin: Origin) throws -> Recorder {
    if let found = known[origin] { return found }
    guard let stored = try transaction.changeSet(at: origin) else {
      throw Fault(.database, "a fact names a change-set that the log does not hold")
    }
    let header = try ChangeSet(reading: stored.body).header
    let names = try people ?? Dictionary(transaction.people().map { ($0.id, $0.name) }) { first, _ in first }
    people = names
    let made = Recorder(
      person: header.user.flatMap { names[$0] }, at: stored.receivedAt, device: stored.device,
      sequence: stored.sequence)
    known[origin] = made
    return made
  }
}
