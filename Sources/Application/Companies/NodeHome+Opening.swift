import Model
import Storage

extension NodeHome {
  /// Opens a company with a person's password, or lets one more person in when it is open already: the password is
  /// asked and checked each time.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongPassword`, `.inUse`. Takes about half a second.
  public func open(_ siren: SIREN, password: String) async throws -> Books {
    let place = try existing(siren)
    let found = try await BlockingWork.run {
      let slots = try KeySlotFile.load(from: place.path).slots
      let secret = try Self.secret(password)
      for user in slots.users {
        do {
          return (slots: slots, rootKey: try slots.unlock(user: user.id, password: secret), person: user.id)
        } catch KeyRefusal.wrongPassword { continue }
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
      var slots = try KeySlotFile.load(from: place.path).slots
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

  private static func secret(_ password: String) throws -> SecretBytes {
    do {
      return try SecretBytes.password(password)
    } catch KeyRefusal.wrongPassword { throw CompanyRefusal.wrongPassword }
  }

  private func existing(_ siren: SIREN) throws -> CompanyFolder {
    let place = try companyFolder(siren)
    guard place.isComplete else { throw CompanyRefusal.unknown(siren) }
    return place
  }

  private func enter(
    _ siren: SIREN, _ place: CompanyFolder, _ slots: KeySlots, _ rootKey: SecretBytes, _ person: Identifier<Person>
  ) async throws -> Books {
    if let company = open[siren] { return try await Self.books(company, person) }
    do {
      let vault = try await CompanyVault.open(place, slots: slots, rootKey: rootKey)
      // Somebody else may have opened it while the file was: then the lock refused one of the two.
      return try await seat(siren, vault: vault, name: nil, person: person)
    } catch let refusal as CompanyInUse {
      if let company = open[siren] { return try await Self.books(company, person) }
      throw CompanyRefusal.inUse(processID: refusal.processID)
    }
  }

  /// Keeps the company open, and seats its first person.
  func seat(
    _ siren: SIREN, vault: CompanyVault, name: String?, person: Identifier<Person>
  ) async throws -> Books {
    let stored = try await vault.store.read { try $0.companyProfile()?.name }
    let card = CompanyCard(siren: siren, name: name ?? stored ?? siren.digits)
    let company = try await OpenCompany(card: card, vault: vault, environment: environment, chart: chart)
    open[siren] = company
    return try await Self.books(company, person)
  }

  private static func books(_ company: OpenCompany, _ person: Identifier<Person>) async throws -> Books {
    let people = try await company.current().vault.store.read { try $0.people() }
    guard let found = people.first(where: { $0.id == person }) else {
      throw Fault(.database, "a key slot names a person whom the books do not know")
    }
    return Books(open: company, personID: found.id, personName: found.name, role: found.role)
  }
}
