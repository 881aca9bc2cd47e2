import Model
import Storage

extension Books {
  /// Validates an entry as it was typed, in one act: what was on the screen of whoever validates it is what becomes a
  /// fact, or nothing changes.
  ///
  /// One that nobody saved was never a draft: the log holds the entry alone, under the name its form had, so that the
  /// form sent twice is told of the entry it made.
  ///
  /// - Parameters:
  ///   - typed: its heads say what its writer had seen; none for a new one.
  ///   - masters: accounts, third parties and journals that were made on the way.
  /// - Throws: ``DraftNotPostable`` with every reason; ``PostingRefusal/changedSince`` when somebody changed the draft
  ///   meanwhile; ``PostingRefusal/sentTwice(_:)`` when it is this very entry already; ``DraftRefusal``
  ///   `.alreadyPosted` when it is another one, `.unknown` when it was thrown away.
  @discardableResult
  public func post(typed: EntryDraft, making masters: [NewMaster] = []) async throws -> EntryPosted {
    try authorise(.postEntries)
    if !masters.isEmpty { try authorise(.changeMasters) }
    let (reach, scratch) = (try reachOfDrafts(), scratchName)
    let (environment, writer, person) = (open.environment, try open.current().writer, personID)
    let recorder = DraftRecorder(person: person, environment: environment)
    return try await writer.append(cutting: person) { transaction in
      try transaction.forget(note: scratch)
      let made = try masters.filter { try !$0.isThere(transaction) }
      let (draft, saved) = try Self.standing(typed, reach, recorder, transaction)
      let today = environment.today()
      var context = try PostingReader(transaction, today: today, person: person).context(of: [draft])
      for master in made { context.add(master) }
      // Before a number is given: a refusal takes none.
      let problems = draft.problems(context)
      guard problems.isEmpty, let date = draft.date, let year = context.years.first(where: { $0.contains(date) }) else {
        throw DraftNotPostable(problems: problems)
      }
      var giver = SeriesGiver(device: writer.device, today: today, transaction)
      let number = try giver.number(in: EntrySeries(journal: draft.journal, yearEnd: year.end))
      let posted = try draft.posted(as: environment.identifier(), number: number, context)
      return (made.map(\.event) + saved + giver.assignments + [.entryPosted(posted)], posted)
    }
  }

  /// What stands in the way of validating what is typed, without validating it.
  public func problems(typed: EntryDraft, making masters: [NewMaster]) async throws -> [PostingProblem] {
    try authorise(.postEntries)
    let (environment, person) = (open.environment, personID)
    return try await store.read { transaction in
      var context = try PostingReader(transaction, today: environment.today(), person: person).context(of: [typed])
      for master in masters { context.add(master) }
      return typed.problems(context)
    }
  }

  /// What is validated, and what the log says of it as a draft before: nothing of one that was never saved.
  private static func standing(
    _ typed: EntryDraft, _ reach: DraftReach, _ recorder: DraftRecorder, _ transaction: any ReadTransaction
  ) throws -> (draft: EntryDraft, saved: [BookEvent]) {
    let known: DraftHistory?
    do {
      known = try history(typed.id, transaction)
    } catch DraftRefusal.alreadyPosted(let id) {
      let isSame = try transaction.entry(id)?.says(typed) ?? false
      throw isSame ? PostingRefusal.sentTwice(id) : DraftRefusal.alreadyPosted(id)
    }
    if known == nil, typed.heads.isEmpty {
      guard typed.saysSomething else { throw DraftRefusal.empty }
      try reach.check(typed: typed, transaction)
      return (typed, [])
    }
    // Thrown away meanwhile: to validate it would bring it back unasked.
    if known?.state == .discarded { throw DraftRefusal.unknown }
    let taken = try TakenDraft(typed, over: known, reach, recorder, transaction)
    // What was on the screen, and nothing else.
    guard taken.isUpToDate, taken.draft.saysTheSame(as: typed) else { throw PostingRefusal.changedSince }
    return (taken.draft, taken.events(recorder))
  }
}

extension PostingContext {
  /// What is made by the same act is there for it.
  fileprivate mutating func add(_ master: NewMaster) {
    switch master {
    case .journal: break
    case .account(let number, _): accounts.insert(number)
    case .party(let key, _): parties.insert(key)
    }
  }
}
