import Model
import Storage

/// A person of the company, as the list of people shows them.
public struct PersonStatus: Hashable, Sendable {
  public let card: PersonCard
  /// A password of theirs opens the books. False for whoever was removed, once the key was changed.
  public let hasPassword: Bool
}

extension Books {
  /// Everybody who ever had rights, in the order of their enrolment.
  public func people() async throws -> [PersonStatus] {
    try authorise(.managePeople)
    let path = try vault.folder.path
    let users = try await BlockingWork.run { Set(try KeySlotFile.load(from: path).slots.users.map(\.id)) }
    return try await store.read { try $0.people() }.map { PersonStatus(card: $0, hasPassword: users.contains($0.id)) }
  }

  /// Lets somebody in, with a password that they may change.
  ///
  /// - Throws: ``PersonNotTaken``, ``PeopleRefusal`` `.tooMany`; those of ``NodeHome/checkPassword(_:)``.
  @discardableResult
  public func enrolPerson(_ decision: PersonDecision, password: String) async throws -> Identifier<Person> {
    try authorise(.managePeople)
    var decision = decision
    decision.name = decision.name.trimmed
    let (taken, today) = (decision, open.environment.today())
    let known = try await store.read { try $0.people() }
    try Self.refuse(known.obstacles(to: taken, about: nil, today: today))
    try NodeHome.checkPassword(password)
    let id: Identifier<Person> = open.environment.identifier()
    let slots = try await withPassword(password, id, named: taken.name)
    try await open.current().writer.append(by: personID) { transaction in
      try Self.refuse(transaction.people().obstacles(to: taken, about: nil, today: today))
      var events = [BookEvent.userEnrolled(UserEnrolled(id: id, name: taken.name, role: taken.role))]
      if let until = taken.until { events.append(.personChanged(PersonChanged(id: id, until: .date(until)))) }
      return events
    }
    try await save(slots)
    return id
  }

  /// A new name, role or last day. The password stays.
  ///
  /// - Throws: ``PersonNotTaken``, ``PeopleRefusal`` `.unknown`.
  public func changePerson(_ id: Identifier<Person>, _ decision: PersonDecision) async throws {
    try authorise(.managePeople)
    var decision = decision
    decision.name = decision.name.trimmed
    let (taken, today) = (decision, open.environment.today())
    try await open.current().writer.append(by: personID) { transaction in
      let people = try transaction.people()
      guard let known = people.first(where: { $0.id == id }), !known.isRemoved else { throw PeopleRefusal.unknown }
      try Self.refuse(people.obstacles(to: taken, about: id, today: today))
      var change = PersonChanged(id: id)
      if taken.name != known.name { change.name = taken.name }
      if taken.role != known.role { change.role = taken.role }
      if taken.until != known.until { change.until = OptionalDate(taken.until) }
      return change == PersonChanged(id: id) ? [] : [.personChanged(change)]
    }
    let (vault, name) = (try vault, taken.name)
    try await BlockingWork.run {
      var slots = try KeySlotFile.load(from: vault.folder.path).slots
      guard let shown = slots.users.first(where: { $0.id == id }), shown.name != name else { return }
      try slots.rename(id, to: name, rootKey: vault.rootKey)
      try KeySlotFile.save(slots, to: vault.folder.path)
    }
  }

  /// Gives somebody who forgot theirs a new password; their second factor goes, since nobody can open it any more.
  ///
  /// - Throws: ``PeopleRefusal`` `.unknown`; those of ``NodeHome/checkPassword(_:)``.
  public func givePassword(_ password: String, to id: Identifier<Person>) async throws {
    try authorise(.managePeople)
    try NodeHome.checkPassword(password)
    let known = try await store.read { try $0.people() }.first { $0.id == id && !$0.isRemoved }
    guard let known else { throw PeopleRefusal.unknown }
    let slots = try await withPassword(password, id, named: known.name)
    if known.hasSecondFactor {
      try await open.current().writer.append(by: personID) { _ in
        [.secondFactorChanged(SecondFactorChanged(person: id, sealed: []))]
      }
    }
    try await save(slots)
  }

  /// Takes somebody's rights away, and changes the key of the books, which they may have kept. The books are closed to
  /// everybody meanwhile. Where the key could not be changed, to call again does the rest.
  ///
  /// - Throws: ``PeopleRefusal``; ``KeysRefusal`` `.notEnoughSpace`, once the rights are gone.
  public func removePerson(
    _ id: Identifier<Person>, reason: String, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    try authorise(.managePeople)
    let reason = reason.trimmed
    let status = try await people().first { $0.card.id == id }
    guard let status, !status.card.isRemoved || status.hasPassword else { throw PeopleRefusal.unknown }
    // Whoever asked may close their window: what was begun is ended all the same.
    let work = Task {
      if !status.card.isRemoved {
        guard !reason.isEmpty else { throw PeopleRefusal.reasonMissing }
        try await open.current().writer.append(by: personID) { transaction in
          if let refusal = try transaction.people().obstacle(toRemoving: id, by: personID) { throw refusal }
          return [.personRemoved(PersonRemoved(id: id, reason: reason))]
        }
      }
      try await rotateKeys(without: [id], dropsKeyFile: false, progress: progress)
    }
    try await work.value
  }

  private static func refuse(_ refusals: [PeopleRefusal]) throws {
    guard refusals.isEmpty else { throw PersonNotTaken(refusals) }
  }

  /// The slots with a new password of a person, not saved yet.
  private func withPassword(
    _ password: String, _ id: Identifier<Person>, named name: String
  ) async throws -> KeySlots {
    let (vault, cost) = (try vault, open.passwordCost)
    return try await BlockingWork.run {
      var slots = try KeySlotFile.load(from: vault.folder.path).slots
      let secret = try SecretBytes.password(password)
      if slots.users.contains(where: { $0.id == id }) {
        try slots.resetPassword(of: id, to: secret, rootKey: vault.rootKey, cost: cost)
      } else {
        guard slots.users.count < KeySlots.mostUsers else { throw PeopleRefusal.tooMany }
        try slots.addUser(id, name: name, password: secret, rootKey: vault.rootKey, cost: cost)
      }
      return slots
    }
  }

  private func save(_ slots: KeySlots) async throws {
    let path = try vault.folder.path
    try await BlockingWork.run { try KeySlotFile.save(slots, to: path) }
  }
}
