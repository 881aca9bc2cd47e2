import Model
import Storage
import Sync

/// The journal d'audit from its beginning, to take away: each record once, with what every field was before.
public struct AuditWalk: Sendable {
  private static let step = 200

  let store: any Store
  let question: AuditQuestion
  /// How many change-sets it tells of at most: those that the log held when it was asked for.
  let length: Int64
  public let people: [PersonCard]

  /// Hands the records over as they are read, each reading of the store a short one.
  public func each(_ body: (AuditRecord) async throws -> Void) async throws {
    var (position, fold) = (Int64(0), AuditFold())
    while position < length {
      let (from, known) = (position, fold)
      let read = try await store.read { transaction in
        var (fold, records, last) = (known, [AuditRecord](), from)
        for placed in try transaction.changeSets(placedAfter: from, limit: Self.step) where placed.position <= length {
          last = placed.position
          if let record = try fold.record(placed, question) { records.append(record) }
        }
        return (fold: fold, records: records, last: last)
      }
      for record in read.records { try await body(record) }
      guard read.last > position else { return }
      (position, fold) = (read.last, read.fold)
    }
  }
}

/// What every field holds, as the log goes on. Of a draft, only as long as it is one.
private struct AuditFold: Sendable {
  private var values: [AuditPlace: AuditValue] = [:]
  private var drafts: [Identifier<Draft>: [AuditPlace: AuditValue]] = [:]

  mutating func record(_ placed: PlacedChangeSet, _ question: AuditQuestion) throws -> AuditRecord? {
    let changeSet = try ChangeSet(reading: placed.changeSet.body)
    let facts = AuditFacts(changeSet, question, mostFacts: .max)
    let told = try facts.record(placed)
    var record = told?.record
    for index in changeSet.events.indices {
      if changeSet.events[index].type == .entryPosted,
        case .known(.entryPosted(let posted)) =
          try EventCodec.decode(changeSet.events[index]), let draft = posted.draft
      {
        drafts[draft.id] = nil
      }
      guard let event = try facts.writer(index) else { continue }
      for (change, write) in event.auditWrites.enumerated() {
        let before = self[write.place]
        self[write.place] = write.value
        guard let fact = told?.places[index], record?.facts[fact].changes.isEmpty == false else { continue }
        record?.facts[fact].changes[change].old = before.map { .value($0) } ?? .unsaid
      }
    }
    return record
  }

  private subscript(place: AuditPlace) -> AuditValue? {
    get {
      switch place.subject {
      case .draft(let id), .draftLine(let id, _): drafts[id]?[place]
      default: values[place]
      }
    }
    set {
      switch place.subject {
      case .draft(let id), .draftLine(let id, _): drafts[id, default: [:]][place] = newValue
      default: values[place] = newValue
      }
    }
  }
}

extension Books {
  /// Takes the journal d'audit away, by person and by kind where they are asked for. That it was is noted in the log
  /// first; the file tells of what was there before.
  public func exportAudit(_ question: AuditQuestion) async throws -> AuditWalk {
    try authorise(.readAudit)
    try authorise(.exportBooks)
    let store = try store
    let (length, people) = try await store.read {
      (try $0.changeSets(before: nil, limit: 1).first?.position ?? 0, try $0.people())
    }
    let noted = AuditExported(
      person: question.person, kind: question.kind?.rawValue ?? "", changeSets: UInt64(length))
    try await open.current().writer.append(by: personID) { _ in [.auditExported(noted)] }
    return AuditWalk(store: store, question: question, length: length, people: people)
  }
}
