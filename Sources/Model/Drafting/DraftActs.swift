/// The subject of the identifier of an act of entry: what one gesture did to drafts, and one gesture takes back.
public enum DraftAct {}

/// Changes of drafts that a person made as one act. The events of the changes stand before it; a very long act is told
/// by several of these.
public struct DraftActDone: Equatable, Sendable {
  public struct Change: Hashable, Sendable {
    public var draft: Identifier<Draft>
    public var revision: Identifier<DraftRevision>

    public init(draft: Identifier<Draft>, revision: Identifier<DraftRevision>) {
      self.draft = draft
      self.revision = revision
    }
  }

  public var act: Identifier<DraftAct>
  public var person: Identifier<Person>
  public var kind: DraftActKind
  public var changes: [Change]
  /// The act it takes back; only for one that undoes or redoes.
  public var reverts: Identifier<DraftAct>?

  /// Changes told by one event: an act of more is cut.
  public static let mostChanges = 500

  public init(
    act: Identifier<DraftAct>, person: Identifier<Person>, kind: DraftActKind, changes: [Change],
    reverts: Identifier<DraftAct>? = nil
  ) {
    self.act = act
    self.person = person
    self.kind = kind
    self.changes = changes
    self.reverts = reverts
  }
}

public enum DraftActKind: UInt8, Sendable, CaseIterable {
  case created = 1
  case changed
  case discarded
  /// Recurring entries that were accepted.
  case recurred
  case imported
  case undone
  case redone
}

/// An act of entry as lists show it.
public struct DraftActCard: Equatable, Sendable {
  public let act: Identifier<DraftAct>
  /// Of its change-set in the chain of its device: tells acts of the same instant apart.
  public let sequence: UInt64
  public let kind: DraftActKind
  public let reverts: Identifier<DraftAct>?
  public let draftCount: Int
  /// How many of its drafts are entries by now.
  public let postedCount: Int

  public init(
    act: Identifier<DraftAct>, sequence: UInt64, kind: DraftActKind, reverts: Identifier<DraftAct>?, draftCount: Int,
    postedCount: Int
  ) {
    self.act = act
    self.sequence = sequence
    self.kind = kind
    self.reverts = reverts
    self.draftCount = draftCount
    self.postedCount = postedCount
  }
}

/// What one person can undo, and redo, by all their acts.
///
/// Acts are taken in the order of time, which their identifiers hold, whatever the order in which they came. One
/// whose drafts all became entries is passed over: nothing of it can change any more.
public struct DraftActStack: Equatable, Sendable {
  public let undo: DraftActCard?
  public let redo: DraftActCard?

  public init(_ acts: [DraftActCard]) {
    var (undoable, redoable): ([DraftActCard], [DraftActCard]) = ([], [])
    for act in acts.sorted(by: { $0.order < $1.order }) {
      switch act.kind {
      case .undone:
        undoable.removeAll { $0.act == act.reverts }
        redoable.append(act)
      case .redone:
        redoable.removeAll { $0.act == act.reverts }
        undoable.append(act)
      case .created, .changed, .discarded, .recurred, .imported:
        undoable.append(act)
        redoable = []
      }
    }
    undo = undoable.last { $0.postedCount < $0.draftCount }
    redo = redoable.last { $0.postedCount < $0.draftCount }
  }
}

extension DraftActCard {
  /// Milliseconds, then the place in the chain.
  fileprivate var order: (UInt64, UInt64, UInt64) { (act.high >> 16, sequence, act.low) }
}
