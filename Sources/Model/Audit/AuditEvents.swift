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
