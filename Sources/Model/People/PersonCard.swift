/// A person of a company as the books know them now.
public struct PersonCard: Hashable, Sendable {
  public let id: Identifier<Person>
  public let name: String
  public let role: Role
  /// The last day they may come in; nil for no end.
  public let until: CalendarDate?
  public let isRemoved: Bool
  public let hasSecondFactor: Bool

  public init(
    id: Identifier<Person>, name: String, role: Role, until: CalendarDate? = nil, isRemoved: Bool = false,
    hasSecondFactor: Bool = false
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.until = until
    self.isRemoved = isRemoved
    self.hasSecondFactor = hasSecondFactor
  }

  /// Why the door stays shut for them on that day; nil when it opens.
  public func refusal(on today: CalendarDate) -> PeopleRefusal? {
    if isRemoved { return .removed }
    if let until, until < today { return .ended(until) }
    return nil
  }

  /// Whether the company can count on them: a gérant without an end.
  var keepsTheHouse: Bool { role == .gerant && until == nil && !isRemoved }
}

/// What a gérant decides about a person.
public struct PersonDecision: Hashable, Sendable {
  public var name: String
  public var role: Role
  public var until: CalendarDate?

  public init(name: String, role: Role, until: CalendarDate? = nil) {
    self.name = name
    self.role = role
    self.until = until
  }
}

extension [PersonCard] {
  /// What stands in the way of a decision about one of them, or about somebody new when `id` is nil. All of it at once.
  ///
  /// One gérant without an end always remains: nobody else could let people in. Two people with the same name could not
  /// be told apart at the door, nor in the journal d'audit.
  public func obstacles(
    to decision: PersonDecision, about id: Identifier<Person>?, today: CalendarDate
  ) -> [PeopleRefusal] {
    var found: [PeopleRefusal] = []
    if decision.name.isEmpty { found.append(.nameMissing) }
    if decision.name.utf8.count > 200 { found.append(.nameTooLong) }
    if contains(where: { $0.id != id && !$0.isRemoved && $0.name == decision.name }) {
      found.append(.nameTaken(decision.name))
    }
    let known = first { $0.id == id }
    if let until = decision.until, until < today, until != known?.until { found.append(.endPassed(until)) }
    if let known, known.keepsTheHouse, decision.role != .gerant || decision.until != nil, isLastOfTheHouse(known.id) {
      found.append(.lastManager)
    }
    return found
  }

  /// What stands in the way of taking somebody's rights away.
  public func obstacle(toRemoving id: Identifier<Person>, by actor: Identifier<Person>) -> PeopleRefusal? {
    guard let known = first(where: { $0.id == id }), !known.isRemoved else { return .unknown }
    if isLastOfTheHouse(id) { return .lastManager }
    return id == actor ? .yourself : nil
  }

  private func isLastOfTheHouse(_ id: Identifier<Person>) -> Bool {
    !contains { $0.id != id && $0.keepsTheHouse }
  }
}

/// Why a person was not let in, changed or taken away.
public enum PeopleRefusal: Refusal, Hashable {
  case unknown
  case nameMissing
  case nameTooLong
  /// Somebody with rights has that name already.
  case nameTaken(String)
  /// The last day would lie in the past.
  case endPassed(CalendarDate)
  /// Nobody would be left who can let people in.
  case lastManager
  /// One does not take one's own rights away: another gérant does.
  case yourself
  case reasonMissing
  /// The company has as many ways in as its file of keys holds.
  case tooMany
  /// At the door.
  case removed
  case ended(CalendarDate)

  public var code: String {
    switch self {
    case .unknown: "people.unknown"
    case .nameMissing: "people.name_missing"
    case .nameTooLong: "people.name_too_long"
    case .nameTaken: "people.name_taken"
    case .endPassed: "people.end_passed"
    case .lastManager: "people.last_manager"
    case .yourself: "people.yourself"
    case .reasonMissing: "people.reason_missing"
    case .tooMany: "people.too_many"
    case .removed: "people.removed"
    case .ended: "people.ended"
    }
  }
}

/// All that stands in the way of a decision about a person.
public struct PersonNotTaken: Refusal, Hashable {
  public let refusals: [PeopleRefusal]

  public init(_ refusals: [PeopleRefusal]) { self.refusals = refusals }

  public var code: String { "people.not_taken" }
}
