import Model
import Storage
import Sync

/// Facts of one kind that were signed together: the first of them stands for all.
public struct AuditFact: Equatable, Sendable {
  /// Nil for facts that this version of the program does not know.
  public let event: BookEvent?
  public let count: Int
  /// What it changed, where it changes something that was there.
  public internal(set) var changes: [AuditChange]
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
  public internal(set) var facts: [AuditFact]
  /// Facts that are not among them: too many for a page.
  public let more: Int
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
