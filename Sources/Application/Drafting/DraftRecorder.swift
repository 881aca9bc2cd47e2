import Model

/// Makes the events of an act of entry: the changes of drafts, then the act that they are together.
struct DraftRecorder: Sendable {
  let person: Identifier<Person>
  let environment: Environment

  /// A change on top of the revisions its writer had seen.
  func change(
    _ draft: Identifier<Draft>, seen: [Identifier<DraftRevision>], _ change: DraftChange
  ) -> DraftChanged {
    DraftChanged(draft: draft, revision: environment.identifier(), bases: seen, change: change)
  }

  /// Nothing when nothing changed.
  func act(
    _ kind: DraftActKind, _ changes: [DraftChanged], reverts: Identifier<DraftAct>? = nil
  ) -> [BookEvent] {
    guard !changes.isEmpty else { return [] }
    let act: Identifier<DraftAct> = environment.identifier()
    let told = changes.map { DraftActDone.Change(draft: $0.draft, revision: $0.revision) }
    let parts = stride(from: 0, to: told.count, by: DraftActDone.mostChanges).map { start in
      BookEvent.draftActDone(
        DraftActDone(
          act: act, person: person, kind: kind,
          changes: Array(told[start..<min(start + DraftActDone.mostChanges, told.count)]), reverts: reverts))
    }
    return changes.map(BookEvent.draftChanged) + parts
  }
}
