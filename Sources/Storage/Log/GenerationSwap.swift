import Foundation
import Model

/// Builds the tables again from the log, in a new generation of the file, and puts it in the place of the old one.
///
/// Killed at any point, the folder opens on the old generation or on the new one: `CURRENT` is renamed last, and what
/// the other left is removed at the next opening.
public struct GenerationSwap: Sendable {
  /// Refuses the new generation by throwing: the old one then stays.
  public typealias Check = @Sendable (_ old: any ReadTransaction, _ new: any ReadTransaction) throws -> Void

  private static let pageSize = 100

  private let folder: CompanyFolder
  private let slots: KeySlots
  private let rootKey: SecretBytes
  private let migrations: [Migration]

  /// The company must be closed: the swap takes its lock.
  public init(folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes) {
    self.init(folder: folder, slots: slots, rootKey: rootKey, migrations: Schema.migrations)
  }

  package init(folder: CompanyFolder, slots: KeySlots, rootKey: SecretBytes, migrations: [Migration]) {
    self.folder = folder
    self.slots = slots
    self.rootKey = rootKey
    self.migrations = migrations
  }

  public func run(decode: @escaping LogDecoding, check: @escaping Check) async throws {
    let (folder, slots, rootKey) = (folder, slots, rootKey)
    let lock = try CompanyLock(folder)
    let old = try folder.currentGeneration()
    try folder.removeOtherGenerations(than: old)
    try DurableFolder.create(folder.folder(of: old.next))
    let (source, target) = try await BlockingWork.run {
      (
        try CompanyVault.openStore(folder, old, slots, rootKey),
        try CompanyVault.openStore(folder, old.next, slots, rootKey)
      )
    }
    do {
      try await target.migrate(migrations)
      try await copyKeeper(source, target)
      try await copyLog(source, target, decode)
      try await source.read { old in
        try target.readBlocking { new in
          try Self.compareLogs(old, new)
          try check(old, new)
        }
      }
    } catch {
      try await close(source, target)
      try folder.removeOtherGenerations(than: old)
      throw error
    }
    try await close(source, target)
    try await BlockingWork.run {
      try OpenFile.reading(folder.books(of: old.next)).synchronize()
      try DurableFolder.synchronize(folder: folder.folder(of: old.next))
      try folder.makeCurrent(old.next)
      try folder.removeOtherGenerations(than: old.next)
    }
    withExtendedLifetime(lock) {}
  }

  /// Nothing of the log may be lost on the way: it is what cannot be made again.
  static func compareLogs(_ old: any ReadTransaction, _ new: any ReadTransaction) throws {
    let sql = "SELECT COUNT(*), MAX(position), CAST(SUM(length(body)) AS BIGINT) FROM change_set"
    func figures(_ transaction: any ReadTransaction) throws -> [Int64]? {
      try transaction.queryOne(sql, []) { [$0.integer(0), $0.integer(1), $0.integer(2)] }
    }
    guard try figures(old) == figures(new) else {
      throw Fault(.database, "the new generation does not hold the whole log of the old one")
    }
  }

  private func close(_ stores: SQLiteStore...) async throws {
    try await BlockingWork.run { for store in stores { try store.close() } }
  }

  /// The devices keep their local numbers, and the signing key and the notes go along: none is said by the log alone.
  private func copyKeeper(_ source: SQLiteStore, _ target: SQLiteStore) async throws {
    let (devices, secret, notes) = try await source.read { transaction in
      let devices = try transaction.list("SELECT device_no, device_id, public_key FROM device ORDER BY device_no") {
        [Value.integer($0.integer(0)), .blob($0.blob(1)), .blob($0.blob(2))]
      }
      // The version of the projector is that of the tables about to be filled.
      let notes = try transaction.list("SELECT name, value FROM meta WHERE name <> 'projector_version'") {
        (name: $0.text(0), value: $0.blob(1))
      }
      return (devices, try transaction.deviceSecret(), notes)
    }
    try await target.write { transaction in
      for device in devices {
        try transaction.execute("INSERT INTO device (device_no, device_id, public_key) VALUES (?, ?, ?)", device)
      }
      if let secret { try transaction.store(secret) }
      for note in notes { try transaction.keep(note: note.name, note.value) }
    }
  }

  private func copyLog(_ source: SQLiteStore, _ target: SQLiteStore, _ decode: @escaping LogDecoding) async throws {
    var position: Int64 = 0
    while true {
      let after = position
      let (page, last) = try await source.read { transaction in
        var page: [StoredChangeSet] = []
        let last = try transaction.changeSets(after: after, limit: Self.pageSize) { set, _ in page.append(set) }
        return (page, last)
      }
      guard let last else { return }
      try await target.write { transaction in
        let log = try ChangeSetLog(transaction)
        let projector = Projector(transaction)
        for changeSet in page {
          let origin = try log.append(changeSet)
          try projector.add(try decode(changeSet), origin: origin)
        }
        try projector.finish()
      }
      position = last
    }
  }
}
