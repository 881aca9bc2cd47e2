import Model
import Storage

/// What the tables of documents must hold, by all that the log says of them.
struct SignedDocuments {
  private var fold = DocumentFold()
  /// The first event of each name.
  private var attached: [Identifier<Attachment>: Origin] = [:]
  private var waived: [Identifier<DocumentWaiver>: Origin] = [:]

  /// - Parameter place: of the event in the log.
  mutating func add(_ event: BookEvent, _ origin: Origin, at place: LogPlace) {
    switch event {
    case .documentAttached(let event): if attached[event.id] == nil { attached[event.id] = origin }
    case .documentWaived(let event): if waived[event.id] == nil { waived[event.id] = origin }
    case .documentDetached, .documentSuperseded, .documentWaiverEnded, .entryPosted: break
    default: return
    }
    fold.add(event, at: place)
  }

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    let result = fold.result
    var standing = result.attachments
    var found: [Verification.Problem] = []
    for stored in try transaction.storedAttachments() {
      let id = stored.standing.attached.id
      guard standing.removeValue(forKey: id) != stored.standing || attached[id] != stored.origin else { continue }
      found.append(.attachment(fileName: stored.standing.attached.document.fileName))
    }
    found += standing.values.map { .attachment(fileName: $0.attached.document.fileName) }
    var waivers = result.waivers
    for stored in try transaction.storedWaivers() {
      let id = stored.waiver.waived.id
      guard waivers.removeValue(forKey: id) != stored.waiver || waived[id] != stored.origin else { continue }
      found.append(.documentWaiver(reason: stored.waiver.waived.reason))
    }
    return found + waivers.values.map { .documentWaiver(reason: $0.waived.reason) }
  }
}
