extension DraftHistory {
  /// The change that makes of the draft what it was before this one; nothing of the history is lost. Nil when somebody
  /// changed the draft since: their work is not thrown away by whoever did not see it.
  public func change(takingBack revision: Identifier<DraftRevision>) -> DraftChange? {
    guard isLast(revision), let bases = bases(of: revision) else { return nil }
    // It made the draft.
    if bases.isEmpty { return .discarded }
    guard let before = draft(knowing: bases) else { return .discarded }
    switch state {
    case .open(let now): return .edited(now.edit(toBecome: before))
    // An edit of nothing, that knew of the throwing away: what it held is there again.
    case .discarded: return .edited(DraftEdit())
    case .posted: return nil
    }
  }
}
