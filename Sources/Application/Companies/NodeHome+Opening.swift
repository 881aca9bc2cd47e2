import Model
import Storage

extension NodeHome {
  /// Opens a company with a person's password, or lets one more person in when it is open already: the password is
  /// asked and checked each time.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongPassword`, `.inUse`. Takes about half a second.
  public func open(_ siren: SIREN, password: String) async throws -> Books {
    let books = try await seat(siren, password: password)
    // A session holds it from now on: a command that ends must not close it.
    onLoanOnly.remove(siren)
    return books
  }

  /// The same, for whoever holds the company: a session or a command.
  func seat(_ siren: SIREN, password: String) async throws -> Books {
    let place = try existing(siren)
    let found = try await BlockingWork.run {
      let slots = try Self.slots(place)
      let secret = try Self.secret(password)
      for user in slots.users {
        do {
          return (slots: slots, rootKey: try slots.unlock(user: user.id, password: secret), person: user.id)
        } catch KeyRefusal.wrongPassword {
          continue
        } catch KeyRefusal.slotFileAltered { throw CompanyRefusal.keysAltered }
      }
      throw CompanyRefusal.wrongPassword
    }
    return try await enter(siren, place, found.slots, found.rootKey, found.person)
  }

  /// Opens a company with its printed recovery code, and gives its gérant a new password.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongRecoveryCode`, `.passwordTooShort`, `.inUse`.
  public func open(_ siren: SIREN, recoveryCode: String, newPassword: String) async throws -> Books {
    guard newPassword.count >= Self.shortestPassword else {
      throw CompanyRefusal.passwordTooShort(minimum: Self.shortestPassword)
    }
    let place = try existing(siren)
    let cost = passwordCost
    let found = try await BlockingWork.run {
      var slots = try Self.slots(place)
      let rootKey: SecretBytes
      do {
        rootKey = try slots.unlock(recoveryCode: RecoveryCode(recoveryCode))
      } catch let refusal as KeyRefusal where [.mistypedRecoveryCode, .wrongRecoveryCode].contains(refusal) {
        throw CompanyRefusal.wrongRecoveryCode
      }
      guard let user = slots.users.first else { throw KeyRefusal.unknownUser }
      try slots.resetPassword(of: user.id, to: SecretBytes.password(newPassword), rootKey: rootKey, cost: cost)
      try KeySlotFile.save(slots, to: place.path)
      return (slots: slots, rootKey: rootKey, person: user.id)
    }
    return try await enter(siren, place, found.slots, found.rootKey, found.person)
  }

  private static func slots(_ place: CompanyFolder) throws -> KeySlots {
    do {
      return try KeySlotFile.load(from: place.path).slots
    } catch let refusal as KeyRefusal {
      switch refusal {
      case .slotFileMissing: throw CompanyRefusal.keysMissing
      case .slotFileAltered: throw CompanyRefusal.keysAltered
      case .slotFileTooNew: throw CompanyRefusal.keysTooNew
      case .wrongPassword, .wrongRecoveryCode, .mistypedRecoveryCode, .unknownUser, .noRecoveryKit, .userExists:
        throw refusal
      }
    }
  }

  private static func secret(_ password: String) throws -> SecretBytes {
    do {
      return try SecretBytes.password(password)
    } catch KeyRefusal.wrongPassword { throw CompanyRefusal.wrongPassword }
  }

  private func existing(_ siren: SIREN) throws -> CompanyFolder {
    let place = try companyFolder(siren)
    guard companies().contains(where: { $0.siren == siren }) else { throw CompanyRefusal.unknown(siren) }
    // The folder takes its name only once it is complete: without CURRENT, something was taken away.
    guard place.isComplete else { throw Fault(.alteredData, "\(place.path)/CURRENT is missing") }
    return place
  }

  private func enter(
    _ siren: SIREN, _ place: CompanyFolder, _ slots: KeySlots, _ rootKey: SecretBytes, _ person: Identifier<Person>
  ) async throws -> Books {
    while let other = opening[siren] { await other.value }
    if let company = open[siren] { return try await Books(company, person) }
    let (finished, continuation) = AsyncStream.makeStream(of: Void.self)
    opening[siren] = Task { for await _ in finished {} }
    defer {
      opening[siren] = nil
      continuation.finish()
    }
    do {
      let vault = try await CompanyVault.open(place, slots: slots, rootKey: rootKey)
      return try await seat(siren, storage: TableRebuild.upToDate(vault), name: nil, person: person)
    } catch let refusal as CompanyInUse { throw CompanyRefusal.inUse(processID: refusal.processID) }
  }

  /// Keeps the company open, and seats its first person.
  func seat(
    _ siren: SIREN, storage: any CompanyStorage, name: String?, person: Identifier<Person>
  ) async throws -> Books {
    let stored = try await storage.books.read { try $0.companyProfile()?.name }
    let card = CompanyCard(siren: siren, name: name ?? stored ?? siren.digits)
    let company = try await OpenCompany(card: card, storage: storage, environment: environment, chart: chart)
    open[siren] = company
    return try await Books(company, person)
  }
}

extension Books {
  /// The books as that person sees them.
  init(_ company: OpenCompany, _ person: Identifier<Person>) async throws {
    let people = try await company.current().storage.books.read { try $0.people() }
    guard let found = people.first(where: { $0.id == person }) else {
      throw Fault(.database, "the books do not know the person who opened them")
    }
    self.init(open: company, personID: found.id, personName: found.name, role: found.role)
  }
}
