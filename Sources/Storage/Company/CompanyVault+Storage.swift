import Model

extension CompanyVault: CompanyStorage {
  public var books: any Store { store }

  public var originals: SealedOriginals { SealedOriginals(folder: folder.originals(of: keyEpoch), rootKey: rootKey) }

  public var anchorage: Anchorage? {
    Anchorage(
      databaseID: databaseID, keyEpoch: keyEpoch, path: folder.path + "/anchor",
      alteredLog: AlteredLogNote(folder: folder.path))
  }

  public var recoveryFinding: RecoveryFinding? { store.recoveryFinding }

  public func deviceSecret() async throws -> DeviceSecret? { try await store.read { try $0.deviceSecret() } }

  public func found(with secret: DeviceSecret, _ transaction: any WriteTransaction) throws {
    try transaction.store(secret)
  }

  public func checkFiles() async throws -> RecoveryFinding? {
    try await store.checkPages()
    return store.recoveryFinding
  }

  public func isOutdated() async throws -> Bool { try await store.isOutdated() }

  public func rest() { store.releaseMemory() }

  /// In a new generation of the file, which takes the place of the old one.
  public func rebuilt(
    decode: @escaping LogDecoding, check: @escaping TableCheck
  ) async throws -> RebuiltStorage {
    let (folder, rootKey) = (folder, rootKey)
    let slots = try KeySlotFile.load(from: folder.path).slots
    var failure: (any Error)?
    do {
      try await close()
      try await GenerationSwap(folder: folder, slots: slots, rootKey: rootKey).run(decode: decode) { _, new in
        try check(new)
      }
    } catch { failure = error }
    let opened = try await CompanyVault.open(folder, slots: slots, rootKey: rootKey)
    return RebuiltStorage(storage: opened, failure: failure)
  }
}
