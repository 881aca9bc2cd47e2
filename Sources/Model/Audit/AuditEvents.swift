/// The documents of a year were taken away as files.
public struct DocumentsExported: Equatable, Sendable {
  /// Last day of the year.
  public var yearEnd: CalendarDate
  /// How many documents.
  public var documents: UInt64

  public init(yearEnd: CalendarDate, documents: UInt64) {
    self.yearEnd = yearEnd
    self.documents = documents
  }
}

/// What somebody asked for, and their role refused.
public struct ActsRefused: Equatable, Sendable {
  /// ``Action`` that it needed. A text, because a later version may know others.
  public var action: String
  /// How many times since the last such event of this person and action; 1 at least.
  public var count: UInt64

  public init(action: String, count: UInt64) {
    self.action = action
    self.count = count
  }
}

/// The journal d'audit was taken away as a file: what the filters showed, up to a place in the log.
public struct AuditExported: Equatable, Sendable {
  /// Whose acts alone; nil for everybody's.
  public var person: Identifier<Person>?
  /// ``AuditKind`` of the facts told; empty for all. A text, because a later version may know other kinds.
  public var kind: String
  /// How many change-sets the log held: the file tells of none after them.
  public var changeSets: UInt64

  public init(person: Identifier<Person>?, kind: String, changeSets: UInt64) {
    self.person = person
    self.kind = kind
    self.changeSets = changeSets
  }
}
