import CSodium
import Model

extension KeySlots {
  /// Blocking, for as long as the cost of the password says; so are all calls below.
  public func unlock(user: Identifier<Person>, password: SecretBytes) throws -> SecretBytes {
    try enter(user: user, password: password).rootKey
  }

  /// The root key, and the secret half of the pair that this person's password guards.
  public func enter(
    user: Identifier<Person>, password: SecretBytes
  ) throws -> (rootKey: SecretBytes, personKey: SecretBytes) {
    guard let slot = slots.first(where: { $0.kind == .user && $0.owner == user }) else { throw KeyRefusal.unknownUser }
    guard let secret = try slot.secret(password: password, bindingID: bindingID) else { throw KeyRefusal.wrongPassword }
    let rootKey = try slot.rootKey(secret: secret)
    try verify(rootKey)
    return (rootKey, secret)
  }

  /// Whether the root key is still the one of these slots.
  public func isVouched(by rootKey: SecretBytes) -> Bool {
    do {
      try verify(rootKey)
      return true
    } catch { return false }
  }

  /// The name that the door shows.
  public mutating func rename(_ id: Identifier<Person>, to name: String, rootKey: SecretBytes) throws {
    try verify(rootKey)
    guard let index = slots.firstIndex(where: { $0.kind == .user && $0.owner == id }) else {
      throw KeyRefusal.unknownUser
    }
    slots[index].name = name
    authenticate(rootKey)
  }

  public func unlock(recoveryCode: RecoveryCode) throws -> SecretBytes {
    guard let slot = slots.first(where: { $0.kind == .recovery }) else { throw KeyRefusal.noRecoveryKit }
    return try unlock(slot, password: recoveryCode.secret, otherwise: .wrongRecoveryCode)
  }

  private func unlock(
    _ slot: KeySlot, password: SecretBytes, otherwise refusal: KeyRefusal
  ) throws -> SecretBytes {
    guard let secret = try slot.secret(password: password, bindingID: bindingID) else { throw refusal }
    let rootKey = try slot.rootKey(secret: secret)
    try verify(rootKey)
    return rootKey
  }

  public mutating func addUser(
    _ id: Identifier<Person>, name: String, password: SecretBytes, rootKey: SecretBytes,
    cost: PasswordCost = .moderate
  ) throws {
    try verify(rootKey)
    guard !slots.contains(where: { $0.kind == .user && $0.owner == id }) else { throw KeyRefusal.userExists }
    guard users.count < Self.mostUsers else { throw Fault(.configuration, "a file of keys holds \(Self.mostUsers)") }
    slots.append(
      try KeySlot.make(
        kind: .user, owner: id, name: name, password: password, cost: cost, bindingID: bindingID,
        rootKey: rootKey))
    authenticate(rootKey)
  }

  public mutating func changePassword(
    of id: Identifier<Person>, from old: SecretBytes, to new: SecretBytes, cost: PasswordCost = .moderate
  ) throws {
    guard let index = slots.firstIndex(where: { $0.kind == .user && $0.owner == id }) else {
      throw KeyRefusal.unknownUser
    }
    guard let secret = try slots[index].secret(password: old, bindingID: bindingID) else {
      throw KeyRefusal.wrongPassword
    }
    let rootKey = try slots[index].rootKey(secret: secret)
    try verify(rootKey)
    try slots[index].seal(secret, password: new, cost: cost, bindingID: bindingID)
    authenticate(rootKey)
  }

  /// Gives a forgotten password a new one: for who holds the root key, through the recovery kit for instance.
  public mutating func resetPassword(
    of id: Identifier<Person>, to new: SecretBytes, rootKey: SecretBytes, cost: PasswordCost = .moderate
  ) throws {
    guard let index = slots.firstIndex(where: { $0.kind == .user && $0.owner == id }) else {
      throw KeyRefusal.unknownUser
    }
    try verify(rootKey)
    slots[index] = try KeySlot.make(
      kind: .user, owner: id, name: slots[index].name, password: new, cost: cost, bindingID: bindingID,
      rootKey: rootKey)
    authenticate(rootKey)
  }

  /// Puts a new recovery kit in the place of the one before. The code is shown once and kept nowhere.
  public mutating func renewRecoveryKit(
    rootKey: SecretBytes, cost: PasswordCost = .moderate
  ) throws -> RecoveryCode {
    try verify(rootKey)
    let code = try RecoveryCode.draw()
    slots.removeAll { $0.kind == .recovery }
    slots.append(
      try KeySlot.make(
        kind: .recovery, owner: Identifier(high: 0, low: 0), name: "", password: code.secret, cost: cost,
        bindingID: bindingID, rootKey: rootKey))
    authenticate(rootKey)
    return code
  }

  /// Lets a key file open the books in the name of `owner`; the one before opens nothing any more.
  public mutating func setKeyFile(_ key: SecretBytes, owner: Identifier<Person>, rootKey: SecretBytes) throws {
    try verify(rootKey)
    guard slots.contains(where: { $0.kind == .user && $0.owner == owner }) else { throw KeyRefusal.unknownUser }
    slots.removeAll { $0.kind == .keyFile }
    // 32 random bytes need no stretching.
    slots.append(
      try KeySlot.make(
        kind: .keyFile, owner: owner, name: "", password: key, cost: .ofRandomKey, bindingID: bindingID,
        rootKey: rootKey))
    authenticate(rootKey)
  }

  /// - Returns: the root key, and in whose name the file opens.
  public func unlock(keyFile key: SecretBytes) throws -> (rootKey: SecretBytes, owner: Identifier<Person>) {
    guard let slot = slots.first(where: { $0.kind == .keyFile }) else { throw KeyRefusal.wrongKeyFile }
    return (try unlock(slot, password: key, otherwise: .wrongKeyFile), slot.owner)
  }

  /// The same ways in for a new root key, but for those of `removed`: whoever had the old key has nothing any more, in
  /// files written from now on. No password is needed: the key is sealed to what each way in shows of itself.
  ///
  /// - Parameters:
  ///   - epoch: of the pages written under the new key; above that of now.
  ///   - dropsKeyFile: the key file opens nothing any more either.
  public func rotated(
    _ rootKey: SecretBytes, epoch: UInt32, without removed: Set<Identifier<Person>> = [], dropsKeyFile: Bool = false
  ) throws -> (slots: KeySlots, rootKey: SecretBytes) {
    try verify(rootKey)
    guard epoch > pageEpoch else { throw Fault(.configuration, "epoch \(epoch) does not follow \(pageEpoch)") }
    let fresh = try SecretBytes(randomCount: 32)
    var kept = slots.filter { slot in
      switch slot.kind {
      case .recovery: true
      case .user: !removed.contains(slot.owner)
      case .keyFile: !dropsKeyFile && !removed.contains(slot.owner)
      }
    }
    guard kept.contains(where: { $0.kind == .user }) else { throw KeyRefusal.lastUser }
    for place in kept.indices { try kept[place].seal(fresh) }
    var next = KeySlots(
      databaseID: databaseID, bindingID: bindingID, pageEpoch: epoch, rootCheck: Self.check(fresh, databaseID),
      slots: kept, authenticator: [])
    next.authenticate(fresh)
    return (next, fresh)
  }

  /// The same ways in for books that were restored from a backup: another identifier and another root key, so that
  /// nothing of them is sealed as anything of the backup or of the books it came from.
  public func restored(_ rootKey: SecretBytes) throws -> (slots: KeySlots, rootKey: SecretBytes) {
    try verify(rootKey)
    let fresh = try SecretBytes(randomCount: 32)
    let identifier = try Sodium.randomBytes(16)
    var kept = slots
    for place in kept.indices { try kept[place].seal(fresh) }
    var next = KeySlots(
      databaseID: identifier, bindingID: bindingID, pageEpoch: 1, rootCheck: Self.check(fresh, identifier),
      slots: kept, authenticator: [])
    next.authenticate(fresh)
    return (next, fresh)
  }
}
