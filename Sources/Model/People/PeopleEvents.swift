/// Fields of a person that changed. Nil is « unchanged ».
public struct PersonChanged: Equatable, Sendable {
  public var id: Identifier<Person>
  public var name: String?
  public var role: Role?
  /// The last day they may come in, or none.
  public var until: OptionalDate?

  public init(id: Identifier<Person>, name: String? = nil, role: Role? = nil, until: OptionalDate? = nil) {
    self.id = id
    self.name = name
    self.role = role
    self.until = until
  }
}

/// A person may not come in any more. What they did stays theirs.
public struct PersonRemoved: Equatable, Sendable {
  public var id: Identifier<Person>
  public var reason: String

  public init(id: Identifier<Person>, reason: String) {
    self.id = id
    self.reason = reason
  }
}

/// A second factor (TOTP, RFC 6238) was set up, in the place of the one before, or taken away.
public struct SecondFactorChanged: Equatable, Sendable {
  public var person: Identifier<Person>
  /// Its secret and the hashes of the recovery codes, sealed to the key pair of the person's password: no other key of
  /// the company opens it. Empty when it was taken away.
  public var sealed: [UInt8]

  public init(person: Identifier<Person>, sealed: [UInt8]) {
    self.person = person
    self.sealed = sealed
  }
}

/// Somebody came in. What was refused before has no key to sign with: it is counted beside the books, and told here.
public struct SignInsNoted: Equatable, Sendable {
  public var person: Identifier<Person>
  /// How often the door was closed on this name since they last came in.
  public var refused: UInt64
  /// When the first of those was.
  public var since: Instant?

  public init(person: Identifier<Person>, refused: UInt64, since: Instant?) {
    self.person = person
    self.refused = refused
    self.since = since
  }
}
