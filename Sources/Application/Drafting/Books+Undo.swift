import Model
import Storage

extension Books {
  /// Acts of one person that are looked at: undoing goes no further back.
  static let undoDepth = 200

  /// What this person can undo and redo of what they did to drafts. Read from the log, so that it outlives the program.
  public func draftActs() async throws -> DraftActStack {
    try authorise(.draftPurchases)
    let person = personID
    return try await store.read { DraftActStack(try $0.draftActs(of: person, limit: Self.undoDepth)) }
  }

  /// Takes the last act of this person back, whole: every draft becomes what it was before it, and an asset whose
  /// disposal they were leaves no more. The act stays in the log, and so does this one.
  ///
  /// - Returns: the act that was taken back.
  /// - Throws: ``DraftRefusal`` `.nothingToUndo`; `.changedSince` when somebody changed one of its drafts meanwhile;
  ///   `.alreadyPosted` when one is an entry by now.
  @discardableResult
  public func undoDrafts() async throws -> DraftActCard { try await revert(.undone) { $0.undo } }

  /// Does again what was undone last.
  @discardableResult
  public func redoDrafts() async throws -> DraftActCard { try await revert(.redone) { $0.redo } }

  private func revert(
    _ kind: DraftActKind, _ choose: @escaping @Sendable (DraftActStack) -> DraftActCard?
  ) async throws -> DraftActCard {
    let reach = try reachOfDrafts()
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    return try await open.current().writer.append(cutting: personID) { transaction in
      let acts = try transaction.draftActs(of: recorder.person, limit: Self.undoDepth)
      guard let act = choose(DraftActStack(acts)) else { throw DraftRefusal.nothingToUndo }
      // What this person did since has been taken back, each act by another: together they changed nothing.
      let since = try acts.prefix { $0.act != act.act }.flatMap { try transaction.changes(ofAct: $0.act) }
      let settled = Set(since.map(\.revision))
      var changes: [DraftChanged] = []
      var changedSince = 0
      for done in try transaction.changes(ofAct: act.act) {
        try reach.check(done.draft, transaction)
        guard let history = try Self.history(done.draft, transaction) else { throw DraftRefusal.unknown }
        if case .open(let draft) = history.state { try reach.check(standing: draft, transaction) }
        var earlier = DraftHistory(id: done.draft)
        for change in try transaction.changes(ofDraft: done.draft) where !settled.contains(change.revision) {
          earlier.add(change)
        }
        if history.heads.count == 1, let change = earlier.change(takingBack: done.revision) {
          changes.append(recorder.change(done.draft, seen: history.heads, change))
          var after = history
          after.add(changes[changes.count - 1])
          if case .open(let draft) = after.state { try reach.check(standing: draft, transaction) }
        } else {
          changedSince += 1
        }
      }
      guard changedSince == 0 else { throw DraftRefusal.changedSince(changedSince) }
      let followed = try DisposalsFollowing(transaction).events(changes)
      return (recorder.act(kind, changes, reverts: act.act) + followed, act)
    }
  }
}
