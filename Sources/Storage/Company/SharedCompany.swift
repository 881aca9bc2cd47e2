import Model

/// A company in the shared tables of a hub. Its signing key is not in the database: whoever keeps the hub's keys hands
/// it in.
public struct SharedCompany: CompanyStorage {
  public let originals: SealedOriginals
  private let store: PostgreSQLStore
  private let secret: DeviceSecret?

  /// - Parameter originals: in a folder of this company alone.
  public init(store: PostgreSQLStore, originals: SealedOriginals, secret: DeviceSecret?) {
    self.store = store
    self.originals = originals
    self.secret = secret
  }

  public var books: any Store { store }

  /// The hub is itself where nodes' anchors can be held against.
  public var anchorage: Anchorage? { nil }

  public func deviceSecret() async throws -> DeviceSecret? { secret }

  public func found(with secret: DeviceSecret, _ transaction: any WriteTransaction) throws {
    guard secret.device == self.secret?.device else {
      throw Fault(.configuration, "the signing key of a shared company is kept outside of the database")
    }
    try transaction.noteProjectorVersion()
  }

  /// The server checks its own pages.
  public var recoveryFinding: RecoveryFinding? { nil }

  public func checkFiles() async throws -> RecoveryFinding? { nil }

  /// The tables themselves were checked when the pool was: what is left is who filled them.
  public func isOutdated() async throws -> Bool {
    try await store.read { try $0.needsRebuild() }
  }

  /// In one transaction: readers see the tables of before until it ends.
  public func rebuilt(
    decode: @escaping LogDecoding, check: @escaping TableCheck
  ) async throws -> RebuiltStorage {
    do {
      try await store.write { transaction in
        try transaction.rebuildTables(decode)
        try check(transaction)
      }
      return RebuiltStorage(storage: self, failure: nil)
    } catch { return RebuiltStorage(storage: self, failure: error) }
  }

  /// The caches are the server's.
  public func rest() {}

  /// The connections belong to all companies.
  public func close() async throws {}
}
