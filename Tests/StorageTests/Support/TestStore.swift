import Foundation
import Model
import PrivateServer
import Storage
import Testing

@testable import StoreDriver

/// The engines that every test of the port and of the tables runs on.
enum Engine: Sendable, CustomTestStringConvertible {
  case sqlite
  case postgreSQL(partitions: Int)

  static let all: [Engine] =
    PrivatePostgreSQL.isAvailable
    ? [.sqlite, .postgreSQL(partitions: 1), .postgreSQL(partitions: 4)] : [.sqlite]

  var testDescription: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgreSQL(let partitions): "PostgreSQL, \(partitions) partition(s)"
    }
  }
}

/// The empty books of one company: a sealed file of its own, or a number of its own in shared tables.
final class TestStore: Sendable {
  let store: any Store
  private let file: SealedTestStore?

  init(_ engine: Engine = .sqlite) async throws {
    switch engine {
    case .sqlite:
      let made = try await SealedTestStore()
      (file, store) = (made, made.store)
    case .postgreSQL(let partitions):
      let server = try BooksServer.shared()
      (file, store) = (
        nil, PostgreSQLStore(try await server.pool(partitions: partitions), company: server.nextCompany())
      )
    }
  }

  /// A store that holds the projection of a whole generated log.
  static func holding(_ log: GeneratedLog, on engine: Engine = .sqlite) async throws -> TestStore {
    let made = try await TestStore(engine)
    try await DriverBooks.write(log, to: made.store) { _ in }
    return made
  }
}

/// A sealed store with the tables of the books, in a folder of its own.
final class SealedTestStore: Sendable {
  let folder: TemporaryFolder
  let store: SQLiteStore

  init() async throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.file("books.db"), seal: try Self.seal(), readers: 2)
    try await store.migrate()
    try await store.write { transaction in
      for statement in SQLiteDDL.statements([BooksServer.sample]) { try transaction.execute(statement) }
    }
  }

  deinit { try? store.close() }

  static func seal(_ byte: UInt8 = 1) throws -> SQLiteSeal {
    var key = [UInt8](repeating: byte, count: 32)
    return SQLiteSeal(
      rootKey: try SecretBytes(wiping: &key), databaseID: [UInt8](repeating: 5, count: 16), pageEpoch: 1)
  }
}
