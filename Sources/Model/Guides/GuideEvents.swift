/// The subject of the identifier of a model of entries (guide de saisie).
public enum Guide {}

/// Fields of a guide that changed. Nil is « unchanged »; the lines are one field together.
public struct GuideChanged: Equatable, Sendable {
  public var id: Identifier<Guide>
  /// What is typed to use it: a word, without space.
  public var code: String?
  public var name: String?
  public var journal: String?
  public var label: String?
  public var lines: [GuideLine]?
  /// False once it was withdrawn.
  public var isActive: Bool?

  public init(
    id: Identifier<Guide>, code: String? = nil, name: String? = nil, journal: String? = nil, label: String? = nil,
    lines: [GuideLine]? = nil, isActive: Bool? = nil
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.journal = journal
    self.label = label
    self.lines = lines
    self.isActive = isActive
  }
}

/// One line that a guide, or a recurring entry, writes.
public struct GuideLine: Hashable, Sendable {
  public enum Party: Hashable, Sendable {
    case none
    /// Whoever uses the guide says which.
    case asked
    case party(PartyKey)
  }

  public enum Side: Hashable, Sendable {
    case debit
    case credit
  }

  public var account: String
  public var party: Party
  /// Blank: the entry's own.
  public var label: String
  public var side: Side
  /// See ``GuideFormula``; blank for an amount that is typed.
  public var formula: String

  public init(account: String, party: Party = .none, label: String = "", side: Side, formula: String = "") {
    self.account = account
    self.party = party
    self.label = label
    self.side = side
    self.formula = formula
  }
}

/// A guide as it stands.
public struct GuideCard: Equatable, Sendable {
  public var id: Identifier<Guide>
  public var code: String
  public var name: String
  public var journal: String
  public var label: String
  public var lines: [GuideLine]

  public init(
    id: Identifier<Guide>, code: String, name: String, journal: String, label: String, lines: [GuideLine]
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.journal = journal
    self.label = label
    self.lines = lines
  }
}
