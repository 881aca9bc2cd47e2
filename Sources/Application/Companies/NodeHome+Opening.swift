import Model
import Storage

extension NodeHome {
  /// Opens a company with a person's password, or lets one more person in when it is open already: the password is
  /// asked and checked each time.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongPassword`, `.inUse`. Takes about half a second.
  ///
  /// Whoever stands at a page is let in by ``admit(_:person:password:)``, which asks for the second factor too.
  package func open(_ siren: SIREN, password: String) async throws -> Books {
    let books = try await seat(siren, .password(password))
    // A session holds it from now on: a command that ends must not close it.
    onLoanOnly.remove(siren)
    return books
  }

  /// The same, for whoever holds the company: a session or a command.
  func seat(_ siren: SIREN, _ credential: Credential) async throws -> Books {
    switch credential {
    case .password(let password): try await seat(siren, password: password)
    case .keyFile(let path): try await seat(siren, keyFile: path, keptBy: .account)
    case .serviceKey(let path): try await seat(siren, keyFile: path, keptBy: .serviceManager)
    }
  }

  /// Opens a company with the key that was given to the service, with nobody at the keyboard. It stays open until it is
  /// closed; a password is asked of every visitor all the same.
  ///
  /// Refusals: ``KeysRefusal`` `.wrongKeyFile`, `.serviceKeyUnsafe`; ``CompanyRefusal`` `.inUse`.
  public func open(_ siren: SIREN, serviceKey path: String) async throws {
    _ = try await seat(siren, .serviceKey(path: path))
    onLoanOnly.remove(siren)
  }

  private func seat(_ siren: SIREN, keyFile path: String, keptBy keeper: KeyFile.Keeper) async throws -> Books {
    let place = try existing(siren)
    let found = try await BlockingWork.run {
      let keys = try Self.keys(place)
      do {
        let opened = try keys.slots.unlock(keyFileAt: path, keptBy: keeper)
        return (keys: keys, rootKey: opened.rootKey, person: opened.owner)
      } catch KeyRefusal.slotFileAltered { throw CompanyRefusal.keysAltered }
    }
    return try await enter(siren, place, found.keys, found.rootKey, found.person)
  }

  private func seat(_ siren: SIREN, password: String) async throws -> Books {
    let found = try await unlock(siren, person: nil, password: password)
    return try await enter(siren, existing(siren), found.keys, found.rootKey, found.person)
  }

  /// What a password unlocks.
  struct Unlocked: Sendable {
    let keys: KeySlotFile.Loaded
    let rootKey: SecretBytes
    let person: Identifier<Person>
    /// The secret half of the pair that the password guards.
    let personKey: SecretBytes
  }

  /// - Parameter person: whose password it is; nil tries everybody's.
  func unlock(_ siren: SIREN, person: Identifier<Person>?, password: String) async throws -> Unlocked {
    let place = try existing(siren)
    return try await BlockingWork.run {
      let keys = try Self.keys(place)
      let secret = try Self.secret(password)
      for user in keys.slots.users where person == nil || user.id == person {
        do {
          let entered = try keys.slots.enter(user: user.id, password: secret)
          return Unlocked(keys: keys, rootKey: entered.rootKey, person: user.id, personKey: entered.personKey)
        } catch KeyRefusal.wrongPassword {
          continue
        } catch KeyRefusal.slotFileAltered { throw CompanyRefusal.keysAltered }
      }
      throw CompanyRefusal.wrongPassword
    }
  }

  /// Opens a company with its printed recovery code, and gives its first gérant that has a way in a new
  /// password. A second factor of theirs goes: no one can open its seal any more.
  ///
  /// Refusals: ``CompanyRefusal`` `.unknown`, `.wrongRecoveryCode`, `.inUse`; those of ``checkPassword(_:)``.
  public func open(_ siren: SIREN, recoveryCode: String, newPassword: String) async throws -> Recovered {
    try Self.checkPassword(newPassword)
    let place = try existing(siren)
    let found = try await BlockingWork.run {
      let keys = try Self.keys(place)
      do {
        return (keys: keys, rootKey: try keys.slots.unlock(recoveryCode: RecoveryCode(recoveryCode)))
      } catch let refusal as KeyRefusal where [.mistypedRecoveryCode, .wrongRecoveryCode].contains(refusal) {
        throw CompanyRefusal.wrongRecoveryCode
      }
    }
    let wasOpen = isOpen(siren)
    do {
      let company = try await openCompany(siren, place, found.keys, found.rootKey)
      let recovered = try await recover(company, place, found.rootKey, newPassword)
      onLoanOnly.remove(siren)
      return recovered
    } catch {
      if !wasOpen { await close(siren) }
      throw error
    }
  }

  /// Gives the first gérant that has a way in a new password.
  private func recover(
    _ company: OpenCompany, _ place: CompanyFolder, _ rootKey: SecretBytes, _ newPassword: String
  ) async throws -> Recovered {
    let (today, cost) = (environment.today(), passwordCost)
    let people = try await company.current().storage.books.read { try $0.people() }
    let gerant = try await BlockingWork.run {
      var slots = try Self.keys(place).slots
      let users = Set(slots.users.map(\.id))
      let gerant = people.first { $0.role == .gerant && $0.refusal(on: today) == nil && users.contains($0.id) }
      guard let gerant else { throw KeyRefusal.unknownUser }
      try slots.resetPassword(of: gerant.id, to: SecretBytes.password(newPassword), rootKey: rootKey, cost: cost)
      try KeySlotFile.save(slots, to: place.path)
      return gerant.id
    }
    let lost = try await company.forgetFactor(of: gerant)
    return Recovered(books: try await Books(company, gerant), lostSecondFactor: lost)
  }

  /// Whether the key slots that a password is asked of are those before the last, the last file being damaged or
  /// missing. False when neither can be read: that is told by opening.
  public func usesPreviousKeys(_ siren: SIREN) throws -> Bool {
    let place = try companyFolder(siren)
    do {
      return try KeySlotFile.load(from: place.path).isPrevious
    } catch is KeyRefusal { return false }
  }

  static func keys(_ place: CompanyFolder) throws -> KeySlotFile.Loaded {
    do {
      return try KeySlotFile.load(from: place.path)
    } catch let refusal as KeyRefusal {
      switch refusal {
      case .slotFileMissing: throw CompanyRefusal.keysMissing
      case .slotFileAltered: throw CompanyRefusal.keysAltered
      case .slotFileTooNew: throw CompanyRefusal.keysTooNew
      case .wrongPassword, .wrongRecoveryCode, .mistypedRecoveryCode, .unknownUser, .noRecoveryKit, .userExists,
        .keyFileExists, .keyFileMissing, .keyFileUnsafe, .keyFileDamaged, .wrongKeyFile, .lastUser:
        throw refusal
      }
    }
  }

  private static func secret(_ password: String) throws -> SecretBytes {
    do {
      return try SecretBytes.password(password)
    } catch KeyRefusal.wrongPassword { throw CompanyRefusal.wrongPassword }
  }

  func existing(_ siren: SIREN) throws -> CompanyFolder {
    let place = try companyFolder(siren)
    guard try companies().contains(where: { $0.siren == siren }) else { throw CompanyRefusal.unknown(siren) }
    // The folder takes its name only once it is complete: without CURRENT, something was taken away.
    guard place.isComplete else { throw Fault(.alteredData, "\(place.path)/CURRENT is missing") }
    return place
  }

  func enter(
    _ siren: SIREN, _ place: CompanyFolder, _ keys: KeySlotFile.Loaded, _ rootKey: SecretBytes,
    _ person: Identifier<Person>
  ) async throws -> Books {
    let wasOpen = isOpen(siren)
    let company = try await openCompany(siren, place, keys, rootKey)
    do {
      return try await Books(company, person)
    } catch {
      // Nobody came in: what was opened for them is shut again.
      if !wasOpen { await close(siren) }
      throw error
    }
  }

  private func openCompany(
    _ siren: SIREN, _ place: CompanyFolder, _ keys: KeySlotFile.Loaded, _ rootKey: SecretBytes
  ) async throws -> OpenCompany {
    while let other = opening[siren] { await other.value }
    if open[siren]?.isGivenUp == true { open[siren] = nil }
    if let company = open[siren] {
      try await Self.restore(keys, place)
      if keys.isPrevious { company.tellRestoredKeys() }
      return company
    }
    let (finished, continuation) = AsyncStream.makeStream(of: Void.self)
    opening[siren] = Task { for await _ in finished {} }
    defer {
      opening[siren] = nil
      continuation.finish()
    }
    do {
      let vault = try await CompanyVault.open(place, slots: keys.slots, rootKey: rootKey)
      // Only now: the folder is ours, and the root key has vouched for these slots.
      try await Self.restore(keys, place)
      let company = try await seat(siren, storage: TableRebuild.upToDate(vault), name: nil)
      if keys.isPrevious { company.tellRestoredKeys() }
      return company
    } catch let refusal as CompanyInUse { throw CompanyRefusal.inUse(processID: refusal.processID) }
  }

  private static func restore(_ keys: KeySlotFile.Loaded, _ place: CompanyFolder) async throws {
    guard keys.isPrevious else { return }
    try await BlockingWork.run { try KeySlotFile.restore(keys, in: place.path) }
  }

  /// Keeps the company open.
  func seat(_ siren: SIREN, storage: any CompanyStorage, name: String?) async throws -> OpenCompany {
    let stored = try await storage.books.read { try $0.companyProfile()?.name }
    let card = CompanyCard(siren: siren, name: name ?? stored ?? siren.digits)
    let company = try await OpenCompany(
      card: card, storage: storage, environment: environment, chart: chart, liasse: liasse,
      passwordCost: passwordCost, stateFolder: stateFolder, backupPlace: backupPlace)
    open[siren] = company
    return company
  }
}

extension Books {
  /// The books as that person sees them.
  ///
  /// - Throws: ``PeopleRefusal`` `.removed`, `.ended`.
  init(_ company: OpenCompany, _ person: Identifier<Person>) async throws {
    let people = try await company.current().storage.books.read { try $0.people() }
    guard let found = people.first(where: { $0.id == person }) else {
      throw Fault(.database, "the books do not know the person who opened them")
    }
    if let refusal = found.refusal(on: company.environment.today()) { throw refusal }
    self.init(open: company, personID: found.id, personName: found.name, role: found.role, until: found.until)
  }
}

/// Books that the printed recovery code opened.
public struct Recovered: Sendable {
  public let books: Books
  /// The gérant had a second factor: another is to be set up before anything else.
  public let lostSecondFactor: Bool
}
