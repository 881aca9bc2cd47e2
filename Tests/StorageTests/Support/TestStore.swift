import Foundation
import Model
import Storage

@testable import StoreDriver

/// A sealed store with the tables of the books, in a folder of its own.
final class TestStore: Sendable {
  let folder: TemporaryFolder
  let store: SQLiteStore

  init() async throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.file("books.db"), seal: try Self.seal(), readers: 2)
    try await store.migrate()
  }

  deinit { try? store.close() }

  static func seal(_ byte: UInt8 = 1) throws -> SQLiteSeal {
    var key = [UInt8](repeating: byte, count: 32)
    return SQLiteSeal(
      rootKey: try SecretBytes(wiping: &key), databaseID: [UInt8](repeating: 5, count: 16), pageEpoch: 1)
  }

  /// A store that holds the projection of a whole generated log.
  static func holding(_ log: GeneratedLog) async throws -> TestStore {
    let made = try await TestStore()
    try await DriverBooks.write(log, to: made.store) { _ in }
    return made
  }
}
