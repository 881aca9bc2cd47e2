import Model
import Storage
import Sync

/// The tables, built again from the signed log and held against it.
enum TableRebuild {
  /// The storage with tables that this program made and filled: built again first when another one did.
  ///
  /// - Throws: ``Model/Fault`` when they cannot be, or when a newer program made them; the storage is then closed.
  static func upToDate(_ storage: any CompanyStorage) async throws -> any CompanyStorage {
    do {
      guard try await storage.isOutdated() else { return storage }
    } catch {
      try await storage.close()
      throw error
    }
    let rebuilt = try await run(storage) { _ in }
    guard let failure = rebuilt.failure else { return rebuilt.storage }
    try await rebuilt.storage.close()
    throw failure
  }

  /// - Parameter progress: told how far it is, from 0 to 999.
  static func run(
    _ storage: any CompanyStorage, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> RebuiltStorage {
    let counter = ProgressCounter(length: try await storage.books.read { try $0.logLength() }, report: progress)
    return try await storage.rebuilt { stored in
      counter.step()
      return try ChangeSet(reading: stored.body).decodedEvents().compactMap {
        if case .known(let event) = $0 { event } else { nil }
      }
    } check: { tables in
      var reader = LogReader()
      _ = try reader.read(tables) { _, _ in }
      let problems = try ProjectionCheck(reader).problems(tables)
      guard problems.isEmpty else {
        throw Fault(.database, "the tables built again differ from the log: \(problems[0])")
      }
    }
  }
}
