import Model
import Storage

/// A draft as it was typed, held against all that is known of it: what the log must say, and how it then stands.
struct TakenDraft {
  /// How it stands once that is said: others' changes stay beside what was typed.
  let draft: EntryDraft
  /// Whether it was typed knowing all that is known of it.
  let isUpToDate: Bool
  /// Nothing was known of it.
  private let isNew: Bool
  /// One at most: none when it says what it said before.
  private let changes: [DraftChanged]

  /// - Parameter known: all changes of it; nil when there is none of that name.
  /// - Throws: ``DraftRefusal``.
  init(
    _ typed: EntryDraft, over known: DraftHistory?, _ reach: DraftReach, _ recorder: DraftRecorder,
    _ transaction: any ReadTransaction
  ) throws {
    if known != nil { try reach.check(typed.id, transaction) }
    try reach.check(typed: typed, transaction)
    var typed = typed
    if typed.heads.isEmpty, let only = known?.onlyRevision, try transaction.madeDraft(typed.id, recorder.person) {
      // The form of a new draft sent twice: nobody changed what it made, so it takes the place of itself.
      typed.heads = [only]
    }
    var history = known ?? DraftHistory(id: typed.id)
    let seen: EntryDraft
    if typed.heads.isEmpty {
      guard typed.saysSomething else { throw DraftRefusal.empty }
      seen = EntryDraft(id: typed.id)
    } else {
      guard let found = history.draft(knowing: typed.heads) else { throw DraftRefusal.unknown }
      seen = found
    }
    isNew = known == nil
    isUpToDate = Set(history.heads) == Set(typed.heads)
    let edit = seen.edit(toBecome: typed)
    // A draft that says what it said before is no event; one that settles a clash is, with the value that was chosen.
    if !edit.isEmpty || typed.heads.count > 1 {
      changes = [recorder.change(typed.id, seen: typed.heads, .edited(edit))]
      history.add(changes[0])
    } else {
      changes = []
    }
    guard case .open(let draft) = history.state else { throw DraftRefusal.unknown }
    try reach.check(standing: draft, transaction)
    self.draft = draft
  }

  /// What its change is in the log, as an act of entry.
  func events(_ recorder: DraftRecorder) -> [BookEvent] { recorder.act(isNew ? .created : .changed, changes) }
}

extension EntryDraft {
  /// A day and a journal alone come with the form: they are not typed.
  var saysSomething: Bool {
    !lines.isEmpty || !label.isEmpty || !voucherReference.isEmpty
  }
}
