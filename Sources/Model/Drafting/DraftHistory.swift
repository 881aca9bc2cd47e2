/// All changes known of one draft, and what they amount to.
///
/// The result depends on the set of changes alone, never on the order in which they came: a change takes the place of
/// those its writer knew, and stands beside those they did not. Each field is thus a register of several values; where
/// two remain and differ there is a clash, told and never decided by a clock. An edit beats a removal, of a line or of
/// the draft, that did not know it.
public struct DraftHistory: Equatable, Sendable {
  public let id: Identifier<Draft>
  private var changes: [Identifier<DraftRevision>: DraftChanged] = [:]
  private var postings: [Identifier<JournalEntry.Validated>: [Identifier<DraftRevision>]] = [:]

  public init(id: Identifier<Draft>) { self.id = id }

  /// Idempotent.
  public mutating func add(_ change: DraftChanged) { changes[change.revision] = change }

  /// The draft became an entry, which holds these revisions and all they were based on.
  public mutating func post(as entry: Identifier<JournalEntry.Validated>, revisions: [Identifier<DraftRevision>]) {
    postings[entry] = revisions
  }

  public enum State: Equatable, Sendable {
    case open(EntryDraft)
    case discarded
    /// An entry holds it. `later` is true when somebody who did not know changed the draft: to be shown as a correction
    /// they may still want, by a reversal and a new entry.
    case posted(Identifier<JournalEntry.Validated>, later: Bool)
  }

  public var state: State {
    let ancestry = Ancestry(changes)
    if let entry = postings.keys.min(), let held = postings[entry] {
      let known = ancestry.closure(of: held)
      return .posted(entry, later: changes.keys.contains { !known.contains($0) })
    }
    if isDiscarded(ancestry) { return .discarded }
    return .open(draft(ancestry))
  }

  /// The draft as somebody saw it who knew these changes, and all they were based on; nil when one of them is not known
  /// here, or when it was thrown away for them.
  public func draft(knowing revisions: [Identifier<DraftRevision>]) -> EntryDraft? {
    guard revisions.allSatisfy({ changes[$0] != nil }) else { return nil }
    let known = Ancestry(changes).closure(of: revisions)
    var earlier = DraftHistory(id: id)
    earlier.changes = changes.filter { known.contains($0.key) }
    guard !earlier.changes.isEmpty, case .open(let draft) = earlier.state else { return nil }
    return draft
  }

  /// Whether nothing was based on this change, and no other stands beside it.
  func isLast(_ revision: Identifier<DraftRevision>) -> Bool { Ancestry(changes).heads == [revision] }

  /// What the next change is based on.
  public var heads: [Identifier<DraftRevision>] { Ancestry(changes).heads }

  /// The one change there is; nil once there are others.
  public var onlyRevision: Identifier<DraftRevision>? { changes.count == 1 ? changes.keys.first : nil }

  func bases(of revision: Identifier<DraftRevision>) -> [Identifier<DraftRevision>]? { changes[revision]?.bases }

  /// What it holds, thrown away or not; nil once it is an entry.
  public var content: EntryDraft? {
    switch state {
    case .open(let draft): draft
    case .discarded: draft(Ancestry(changes))
    case .posted: nil
    }
  }

  private func isDiscarded(_ ancestry: Ancestry) -> Bool {
    changes.values.contains { change in
      guard change.change == .discarded else { return false }
      return changes.values.allSatisfy {
        $0.change == .discarded || ancestry.knows(change.revision, $0.revision)
      }
    }
  }
}

extension DraftHistory {
  private struct Write {
    let revision: Identifier<DraftRevision>
    let value: DraftValue
  }

  private func draft(_ ancestry: Ancestry) -> EntryDraft {
    let gone = removedLines(ancestry)
    var fields: [DraftField: [Write]] = [:]
    for change in changes.values {
      guard case .edited(let edit) = change.change else { continue }
      for write in edit.writes {
        if case .line(let line, _) = write.field, gone.contains(line) { continue }
        fields[write.field, default: []].append(Write(revision: change.revision, value: write.value))
      }
    }
    var draft = EntryDraft(id: id, heads: ancestry.heads)
    var lines: [Identifier<DraftLine>: EntryDraftLine] = [:]
    for (field, writes) in fields {
      let values = Self.standing(writes, ancestry)
      if values.count > 1 { draft.clashes.append(DraftClash(field: field, values: values)) }
      draft.set(field, values[0], &lines)
    }
    draft.lines = lines.values.sorted { ($0.place, $0.id) < ($1.place, $1.id) }
    draft.clashes.sort { $0.field.order.lexicographicallyPrecedes($1.field.order) }
    return draft
  }

  /// The different values that nobody replaced knowingly, the earliest first. Never empty.
  private static func standing(_ writes: [Write], _ ancestry: Ancestry) -> [DraftValue] {
    let live = writes.filter { write in
      !writes.contains { $0.revision != write.revision && ancestry.knows($0.revision, write.revision) }
    }
    var values: [DraftValue] = []
    for write in live.sorted(by: { $0.revision < $1.revision }) where !values.contains(write.value) {
      values.append(write.value)
    }
    return values
  }

  /// Lines whose removal knew every edit of them.
  private func removedLines(_ ancestry: Ancestry) -> Set<Identifier<DraftLine>> {
    var edits: [Identifier<DraftLine>: [Identifier<DraftRevision>]] = [:]
    var removals = edits
    for change in changes.values {
      guard case .edited(let edit) = change.change else { continue }
      for line in edit.lines {
        switch line.content {
        case .edited: edits[line.id, default: []].append(change.revision)
        case .removed: removals[line.id, default: []].append(change.revision)
        }
      }
    }
    let gone = removals.filter { line, removers in
      removers.contains { remover in edits[line, default: []].allSatisfy { ancestry.knows(remover, $0) } }
    }
    return Set(gone.keys)
  }
}

extension EntryDraft {
  fileprivate mutating func set(
    _ field: DraftField, _ value: DraftValue, _ lines: inout [Identifier<DraftLine>: EntryDraftLine]
  ) {
    switch (field, value) {
    case (.journal, .text(let text)): journal = text
    case (.date, .date(let day)): date = day
    case (.voucherReference, .text(let text)): voucherReference = text
    case (.voucherDate, .optionalDate(let day)): voucherDate = day
    case (.label, .text(let text)): label = text
    case (.line(let id, let part), _): lines[id, default: EntryDraftLine(id: id)].set(part, value)
    default: preconditionFailure("a field of a draft holds a value of another kind")
    }
  }
}

extension EntryDraftLine {
  fileprivate mutating func set(_ field: DraftLineField, _ value: DraftValue) {
    switch (field, value) {
    case (.account, .text(let text)): account = text
    case (.party, .party(let key)): party = key
    case (.amount, .amount(let sides)): amount = sides
    case (.label, .text(let text)): label = text
    case (.dueDate, .optionalDate(let day)): dueDate = day
    case (.place, .place(let number)): place = number
    default: preconditionFailure("a field of a line holds a value of another kind")
    }
  }
}

extension DraftField {
  /// Header fields first, then lines by identifier: an order that is the same everywhere.
  fileprivate var order: [UInt64] {
    switch self {
    case .journal: [0]
    case .date: [1]
    case .voucherReference: [2]
    case .voucherDate: [3]
    case .label: [4]
    case .line(let id, let field): [5, id.high, id.low, UInt64(DraftLineField.allCases.firstIndex(of: field) ?? 0)]
    }
  }
}
