import Model
import Storage
import Synchronization

/// The server of the tests, started once by whoever asks first, with the tables of the books in one database for each
/// number of partitions. It compares texts as French does, so that a table that forgot to say otherwise is seen.
public final class BooksServer: Sendable {
  public static let owner = "books_owner"
  public static let application = "books_app"

  /// A table of no feature, for the tests of the port.
  public static let sample = Table(
    "sample",
    columns: [.integer("id"), .text("word").optional, .blob("bytes").optional, .integer("amount")],
    primaryKey: ["id"])

  private static let started = Result { try BooksServer() }

  /// - Throws: what kept the server from starting, each time it is asked.
  public static func shared() throws -> BooksServer { try started.get() }

  public let postgreSQL: PrivatePostgreSQL
  private let tablespace: String
  private let databases = Mutex<[Int: Task<PostgreSQLPool, any Error>]>([:])
  private let lastCompany = Mutex<Int64>(0)

  /// - Parameter room: megabytes that all databases have together; nil for no limit.
  public init(
    locale: PrivatePostgreSQL.Locale = .french, isDurable: Bool = false, room: Int? = nil
  ) throws {
    postgreSQL = try PrivatePostgreSQL(locale: locale, isDurable: isDurable, room: room)
    tablespace = room == nil ? "pg_default" : "small"
    try postgreSQL.run("CREATE ROLE \(Self.owner) LOGIN; CREATE ROLE \(Self.application) LOGIN;")
  }

  /// An empty database that belongs to the owner of the books.
  public func createDatabase(_ name: String) throws {
    try postgreSQL.run("CREATE DATABASE \(name) OWNER \(Self.owner) TABLESPACE \(tablespace);")
    try postgreSQL.run("ALTER SCHEMA public OWNER TO \(Self.owner);", database: name)
  }

  public func address(_ database: String, as role: String) -> PostgreSQLServer {
    PostgreSQLServer(["host": postgreSQL.folder, "dbname": database, "user": role])
  }

  /// Connections of the application to tables with that many partitions.
  public func pool(partitions: Int) async throws -> PostgreSQLPool {
    let made = databases.withLock { databases in
      let made =
        databases[partitions]
        ?? Task {
          let name = "books\(partitions)"
          try createDatabase(name)
          let installation = PostgreSQLInstallation(
            owner: address(name, as: Self.owner), applicationRole: Self.application, partitions: partitions)
          try await installation.migrate()
          let ddl = PostgreSQLDDL(partitions: partitions)
          let script = ddl.statements([Self.sample]) + ddl.grants([Self.sample], to: Self.application)
          try postgreSQL.run(script.map { $0 + ";" }.joined(separator: "\n"), as: Self.owner, database: name)
          let pool = PostgreSQLPool(address(name, as: Self.application))
          try await pool.check()
          return pool
        }
      databases[partitions] = made
      return made
    }
    return try await made.value
  }

  /// A number no other test has.
  public func nextCompany() -> Int64 {
    lastCompany.withLock { last in
      last += 1
      return last
    }
  }
}
