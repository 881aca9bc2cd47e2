import Model
import Storage

/// A second factor that was drawn and not confirmed yet: its secret, to be shown once.
public struct FactorDraft: Sendable {
  let secret: [UInt8]

  /// What a telephone program takes (RFC 4648, base 32).
  public var letters: String { Base32.encode(secret) }
}

/// A second factor just confirmed.
public struct ConfirmedFactor: Sendable {
  /// The same books, with the factor at hand.
  public let books: Books
  /// Ten codes for the day the telephone is lost: shown once, kept only as hashes.
  public let recoveryCodes: [String]
}

extension Books {
  /// The person as the books know them now.
  public func ownCard() async throws -> PersonCard {
    try authorise(.changeOwnAccess)
    let card = try await store.read { try $0.people() }.first { $0.id == personID }
    guard let card else { throw Fault(.database, "the books do not know the person who opened them") }
    return card
  }

  /// Recovery codes of one's second factor that were not used yet.
  public var recoveryCodesLeft: Int { factor?.factor.recoveryHashes.count ?? 0 }

  /// Whether the acts that ask for a code again can ask for one.
  public var hasFactorAtHand: Bool { factor != nil }

  /// A new password; the key pair that it guards stays, and with it the second factor.
  ///
  /// - Throws: ``CompanyRefusal`` `.wrongPassword`; those of ``NodeHome/checkPassword(_:)``.
  public func changePassword(from old: String, to new: String) async throws {
    try authorise(.changeOwnAccess)
    try NodeHome.checkPassword(new)
    let (path, id, cost) = (try vault.folder.path, personID, open.passwordCost)
    try await BlockingWork.run {
      var slots = try KeySlotFile.load(from: path).slots
      do {
        try slots.changePassword(of: id, from: .password(old), to: .password(new), cost: cost)
      } catch KeyRefusal.wrongPassword { throw CompanyRefusal.wrongPassword }
      try KeySlotFile.save(slots, to: path)
    }
  }

  public func draftFactor() throws -> FactorDraft {
    try authorise(.changeOwnAccess)
    return FactorDraft(secret: open.environment.randomBytes(SecondFactor.secretSize))
  }

  /// Sets the drafted factor up, in the place of the one before, once a code shows that the telephone has it.
  ///
  /// - Throws: ``FactorRefusal`` `.wrongCode`.
  public func confirmFactor(_ draft: FactorDraft, code: String) async throws -> ConfirmedFactor {
    try authorise(.changeOwnAccess)
    let environment = open.environment
    let typed = RecoveryCodeText.canonical(code)
    guard let step = TimeCode(secret: draft.secret).step(of: typed, at: environment.now()) else {
      throw FactorRefusal.wrongCode
    }
    let codes = (0..<SecondFactor.recoveryCodeCount).map { _ in RecoveryCodeText.draw(environment) }
    let salt = environment.randomBytes(16)
    let hashes = codes.map { SealedFactor.hash(RecoveryCodeText.canonical($0), salt: salt) }
    let made = SecondFactor(secret: draft.secret, salt: salt, recoveryHashes: hashes)
    let sealed = try SealedFactor.seal(made, for: personID, try await slots())
    let person = personID
    try await open.current().writer.append(by: person) { transaction in
      try LastStep.keep(step, person, transaction)
      return [.secondFactorChanged(SecondFactorChanged(person: person, sealed: sealed))]
    }
    return ConfirmedFactor(
      books: with(OpenedFactor(person: person, factor: made, sealed: sealed)), recoveryCodes: codes)
  }

  /// Takes one's second factor away, against a code of it.
  ///
  /// - Throws: ``FactorRefusal``.
  public func removeFactor(code: String) async throws -> Books {
    let proved = try await prove(code: code)
    let person = personID
    try await open.current().writer.append(by: person) { _ in
      [.secondFactorChanged(SecondFactorChanged(person: person, sealed: []))]
    }
    return proved.with(nil)
  }

  /// Asks for a code again before an act that matters.
  ///
  /// - Returns: the books to go on with: a recovery code that was used has left the factor.
  /// - Throws: ``FactorRefusal``.
  public func prove(code: String) async throws -> Books {
    try authorise(.changeOwnAccess)
    guard let factor else { throw FactorRefusal.none }
    return with(try await open.spend(code, of: factor, try await slots()))
  }

  private func slots() async throws -> KeySlots {
    let path = try vault.folder.path
    return try await BlockingWork.run { try KeySlotFile.load(from: path).slots }
  }
}
