import Model
import Storage
import Sync

/// Facts of one kind that were signed together: the first of them stands for all.
public struct AuditFact: Equatable, Sendable {
  /// Nil for facts that this version of the program does not know.
  public let event: BookEvent?
  public let count: Int
}

/// One change-set as the journal d'audit shows it.
public struct AuditRecord: Equatable, Sendable {
  /// Its place in the log of this file.
  public let position: Int64
  public let at: Instant
  /// Nil for what the program did by itself.
  public let person: Identifier<Person>?
  public let device: Identifier<Device>
  public let sequence: UInt64
  public let facts: [AuditFact]
}

/// A page of the journal d'audit, the newest first.
public struct AuditPage: Equatable, Sendable {
  public let records: [AuditRecord]
  /// Position to go on from; nil at the beginning of the log.
  public let next: Int64?
  /// Everybody who ever had rights: who the records speak of.
  public let people: [PersonCard]
}

/// What is looked for in the journal d'audit.
public struct AuditQuestion: Hashable, Sendable {
  public var person: Identifier<Person>?
  public var kind: AuditKind?
  /// Change-sets before this position; nil for the end of the log.
  public var before: Int64?

  public init(person: Identifier<Person>? = nil, kind: AuditKind? = nil, before: Int64? = nil) {
    self.person = person
    self.kind = kind
    self.before = before
  }
}

extension Books {
  /// The signed log, read backwards. A page may hold fewer records than asked, even none, and still go on: at most
  /// `AuditReading.deepest` change-sets are looked through for one page.
  public func audit(_ question: AuditQuestion, limit: Int = 50) async throws -> AuditPage {
    try authorise(.readAudit)
    return try await store.read { transaction in
      var reading = AuditReading(question: question, limit: min(max(limit, 1), 200))
      let next = try reading.read(transaction)
      return AuditPage(records: reading.records, next: next, people: try transaction.people())
    }
  }
}

/// One page being read.
private struct AuditReading {
  /// Change-sets that one page looks through.
  static let deepest = 1_000
  private static let step = 25
  /// Facts of one change-set that are told one by one.
  private static let mostFacts = 40

  let question: AuditQuestion
  let limit: Int
  private(set) var records: [AuditRecord] = []

  init(question: AuditQuestion, limit: Int) {
    self.question = question
    self.limit = limit
  }

  mutating func read(_ transaction: any ReadTransaction) throws -> Int64? {
    var position = question.before
    for _ in 0..<Self.deepest / Self.step {
      let found = try transaction.changeSets(before: position, limit: Self.step)
      for placed in found {
        if let record = try record(placed) { records.append(record) }
        position = placed.position
        if records.count == limit { return placed.position > 1 ? placed.position : nil }
      }
      if found.count < Self.step { return nil }
    }
    return position
  }

  private func record(_ placed: PlacedChangeSet) throws -> AuditRecord? {
    let changeSet = try ChangeSet(reading: placed.changeSet.body)
    if let person = question.person, changeSet.header.user != person { return nil }
    let facts = try facts(changeSet)
    guard !facts.isEmpty else { return nil }
    return AuditRecord(
      position: placed.position, at: placed.changeSet.receivedAt, person: changeSet.header.user,
      device: placed.changeSet.device, sequence: UInt64(placed.changeSet.sequence), facts: facts)
  }

  private func facts(_ changeSet: ChangeSet) throws -> [AuditFact] {
    var facts: [AuditFact] = []
    var events = changeSet.events[...]
    while let first = events.first, facts.count < Self.mostFacts {
      // Of an import, thousands of entries: one is read, the others are counted.
      let run = Self.isBulk(first.type) ? events.prefix { $0.type == first.type } : events.prefix(1)
      events = events.dropFirst(run.count)
      let event: BookEvent? = if case .known(let event) = try EventCodec.decode(first) { event } else { nil }
      if let kind = question.kind, event?.auditKind != kind { continue }
      facts.append(AuditFact(event: event, count: run.count))
    }
    return facts
  }

  private static func isBulk(_ type: EventType) -> Bool {
    [.entryImported, .accountCreated, .partyCreated, .journalCreated, .linesMatched, .draftChanged].contains(type)
  }
}
