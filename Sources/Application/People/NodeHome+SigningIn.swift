import Model
import Storage

/// Who may stand before the door of a company: names only.
public struct SignInName: Hashable, Sendable {
  public let id: Identifier<Person>
  public let name: String
}

/// What a right password gives.
public enum Admission: Sendable {
  case inside(Books)
  /// The second factor of the person is asked first; nothing of the books can be reached with this.
  case needsCode(SecondStep)
  /// Inside, but the second factor can be opened by nobody any more: another is to be set up before anything else.
  case needsNewFactor(Books)
}

/// Between the password and the code. It holds the key of the books, and opens nothing by itself.
public struct SecondStep: Sendable {
  public let company: CompanyCard
  public let person: Identifier<Person>
  let rootKey: SecretBytes
  let factor: OpenedFactor
  let begun: Instant

  /// After which the password is asked again.
  static let longestMilliseconds: Int64 = 5 * 60_000
}

extension NodeHome {
  /// Whose passwords open the company, in the order of their enrolment; none when its file of keys cannot be read,
  /// which is told by opening.
  public func signInNames(_ siren: SIREN) throws -> [SignInName] {
    let place = try companyFolder(siren)
    do {
      return try KeySlotFile.load(from: place.path).slots.users.map { SignInName(id: $0.id, name: $0.name) }
    } catch is KeyRefusal { return [] }
  }

  /// Lets a person in by their password, or asks for their second factor when they have one.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongPassword`, `.inUse`; ``PeopleRefusal`` `.removed`, `.ended`.
  ///
  /// - Parameter person: who says to be there; nil where one person alone has a password.
  public func admit(_ siren: SIREN, person: Identifier<Person>?, password: String) async throws -> Admission {
    let found: Unlocked
    do {
      found = try await unlock(siren, person: person, password: password)
    } catch CompanyRefusal.wrongPassword {
      try await RefusedSignIns(folder: existing(siren).path).add(person, at: environment.now())
      throw CompanyRefusal.wrongPassword
    }
    return try await lent(siren, found) { books in
      let company = books.open
      let sealed = try await company.current().storage.books.read { try $0.sealedFactor(of: found.person) }
      guard let sealed else { return .inside(try await self.welcome(books)) }
      let factor = SealedFactor.open(sealed, of: found.person, personKey: found.personKey, found.keys.slots)
      guard let factor else {
        _ = try await company.forgetFactor(of: found.person)
        return .needsNewFactor(try await self.welcome(books))
      }
      return .needsCode(
        SecondStep(
          company: company.card, person: found.person, rootKey: found.rootKey,
          factor: OpenedFactor(person: found.person, factor: factor, sealed: sealed), begun: self.environment.now()))
    }
  }

  /// The second step: a code of the telephone, or one of the ten on paper.
  ///
  /// Refusals: ``FactorRefusal``; those of ``admit(_:person:password:)``.
  public func enter(_ step: SecondStep, code: String) async throws -> Books {
    let siren = step.company.siren
    let place = try existing(siren)
    let keys = try await BlockingWork.run { try Self.keys(place) }
    guard keys.slots.isVouched(by: step.rootKey),
      environment.now().milliseconds - step.begun.milliseconds < SecondStep.longestMilliseconds
    else { throw FactorRefusal.expired }
    // Looked at before anything is opened: a wrong code costs the node nothing.
    guard step.factor.read(code, at: environment.now()) != nil else {
      try await RefusedSignIns(folder: place.path).add(step.person, at: environment.now())
      throw FactorRefusal.wrongCode
    }
    let (rootKey, person) = (step.rootKey, step.person)
    let admission = try await lent(siren, keys, rootKey, person) { books in
      let factor: OpenedFactor
      do {
        factor = try await books.open.spend(code, of: step.factor, keys.slots)
      } catch FactorRefusal.usedCode {
        try await RefusedSignIns(folder: place.path).add(person, at: self.environment.now())
        throw FactorRefusal.usedCode
      }
      return .inside(try await self.welcome(books.with(factor)))
    }
    guard case .inside(let books) = admission else { throw FactorRefusal.expired }
    return books
  }

  private func lent(
    _ siren: SIREN, _ found: Unlocked, _ decide: @Sendable (Books) async throws -> Admission
  ) async throws -> Admission {
    try await lent(siren, found.keys, found.rootKey, found.person, decide)
  }

  /// Opens the company for as long as the decision takes; whoever is let in keeps it open.
  private func lent(
    _ siren: SIREN, _ keys: KeySlotFile.Loaded, _ rootKey: SecretBytes, _ person: Identifier<Person>,
    _ decide: @Sendable (Books) async throws -> Admission
  ) async throws -> Admission {
    let wasOpen = isOpen(siren)
    loans[siren, default: 0] += 1
    do {
      let books = try await enter(siren, existing(siren), keys, rootKey, person)
      if !wasOpen { onLoanOnly.insert(siren) }
      let admission = try await decide(books)
      if case .needsCode = admission {} else { onLoanOnly.remove(siren) }
      await giveBack(siren)
      return admission
    } catch {
      await giveBack(siren)
      throw error
    }
  }

  /// Writes that somebody came in, and how often their door stayed shut before.
  private func welcome(_ books: Books) async throws -> Books {
    let refused = RefusedSignIns(folder: try existing(books.company.siren).path)
    let (count, since) = try await refused.of(books.personID)
    let noted = SignInsNoted(person: books.personID, refused: count, since: since)
    try await books.open.current().writer.append(by: books.personID) { _ in [.signInsNoted(noted)] }
    try await refused.forget(books.personID)
    return books
  }
}
