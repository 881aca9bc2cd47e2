/// Which documents stand where, by all that was said of them.
///
/// In the order of the log, whatever the order in which it arrives. Attachments and waivers are only ever added; what
/// ends one names it. A document taken away from a draft by somebody who did not know that it was an entry already
/// stays: an entry loses nothing.
public struct DocumentFold: Equatable, Sendable {
  /// A document beside a draft or an entry.
  public struct Standing: Equatable, Sendable {
    public var attached: DocumentAttached
    /// The entry it stands beside: the one it was attached to, or the one its draft became.
    public var entry: Identifier<JournalEntry.Validated>?
    public var end: AttachmentEnd?

    public init(
      attached: DocumentAttached, entry: Identifier<JournalEntry.Validated>?, end: AttachmentEnd? = nil
    ) {
      self.attached = attached
      self.entry = entry
      self.end = end
    }
  }

  /// The word that no document is needed.
  public struct Waiver: Equatable, Sendable {
    public var waived: DocumentWaived
    public var entry: Identifier<JournalEntry.Validated>?
    public var isEnded: Bool

    public init(waived: DocumentWaived, entry: Identifier<JournalEntry.Validated>?, isEnded: Bool = false) {
      self.waived = waived
      self.entry = entry
      self.isEnded = isEnded
    }
  }

  public struct Result: Equatable, Sendable {
    public var attachments: [Identifier<Attachment>: Standing] = [:]
    public var waivers: [Identifier<DocumentWaiver>: Waiver] = [:]
    fileprivate var entries: [Identifier<Draft>: Identifier<JournalEntry.Validated>] = [:]

    public init() {}
  }

  fileprivate enum Step: Equatable {
    case attached(DocumentAttached)
    case detached(DocumentDetached)
    case superseded(DocumentSuperseded)
    case waived(DocumentWaived)
    case waiverEnded(DocumentWaiverEnded)
    case posted(Identifier<Draft>, Identifier<JournalEntry.Validated>)
  }

  private struct Origin: Hashable {
    let device: Identifier<Device>
    let sequence: UInt64
    let event: Int
  }

  private struct Placed: Equatable {
    let place: LogPlace
    let step: Step
  }

  private var steps: [Origin: Placed] = [:]

  public init() {}

  /// Events of another kind are passed over. The same one again, with its place, takes the place of itself without.
  public mutating func add(_ event: BookEvent, at place: LogPlace) {
    let step: Step
    switch event {
    case .documentAttached(let event): step = .attached(event)
    case .documentDetached(let event): step = .detached(event)
    case .documentSuperseded(let event): step = .superseded(event)
    case .documentWaived(let event): step = .waived(event)
    case .documentWaiverEnded(let event): step = .waiverEnded(event)
    case .entryPosted(let event):
      guard let draft = event.draft else { return }
      step = .posted(draft.id, event.entry.id)
    default: return
    }
    steps[Origin(device: place.device, sequence: place.sequence, event: place.event)] = Placed(place: place, step: step)
  }

  public var result: Result {
    var result = Result()
    for placed in steps.values.sorted(by: { $0.place < $1.place }) { result.apply(placed.step) }
    return result
  }
}

/// How a document stopped standing where it was attached.
public enum AttachmentEnd: Equatable, Sendable {
  /// Taken away from a draft.
  case detached
  /// Still beside its entry, and told to be replaced or wrong.
  case superseded(by: Identifier<Attachment>?, reason: String)
}

extension DocumentFold.Result {
  fileprivate mutating func apply(_ step: DocumentFold.Step) {
    switch step {
    case .attached(let event):
      guard attachments[event.id] == nil else { return }
      attachments[event.id] = DocumentFold.Standing(attached: event, entry: entry(of: event.target))
    case .detached(let event):
      // What stands beside an entry by now is not taken away any more.
      guard let standing = attachments[event.id], standing.entry == nil, standing.end == nil else { return }
      attachments[event.id]?.end = .detached
    case .superseded(let event):
      guard let standing = attachments[event.id], standing.end == nil else { return }
      attachments[event.id]?.end = .superseded(by: event.by, reason: event.reason)
    case .waived(let event):
      guard waivers[event.id] == nil else { return }
      waivers[event.id] = DocumentFold.Waiver(waived: event, entry: entry(of: event.target))
    case .waiverEnded(let event): waivers[event.id]?.isEnded = true
    case .posted(let draft, let entry):
      guard entries[draft] == nil else { return }
      entries[draft] = entry
      for (id, one) in attachments where one.attached.target == .draft(draft) && one.end == nil {
        attachments[id]?.entry = entry
      }
      for (id, one) in waivers where one.waived.target == .draft(draft) { waivers[id]?.entry = entry }
    }
  }

  private func entry(of target: DocumentTarget) -> Identifier<JournalEntry.Validated>? {
    switch target {
    case .draft(let draft): entries[draft]
    case .entry(let entry): entry
    }
  }
}
