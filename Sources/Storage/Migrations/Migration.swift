import Model

/// One numbered step in the life of the tables. Once shipped it never changes: what it declared is remembered by its
/// checksum in every database, and a program that declares it otherwise refuses to go on.
public struct Migration: Sendable {
  /// From 1 without gap.
  public let number: Int64
  /// Two or three words, for whoever reads the database.
  public let name: String
  /// The tables it adds, in the order of their references.
  public let tables: [Table]

  public init(_ number: Int64, _ name: String, tables: [Table]) {
    self.number = number
    self.name = name
    self.tables = tables
  }
}

/// A migration as a database remembers it.
struct AppliedMigration: Equatable, Sendable {
  let number: Int64
  let name: String
  let checksum: [UInt8]

  init(_ migration: Migration, statements: [String]) {
    number = migration.number
    name = migration.name
    checksum = KeyedHash.checksum(Array(statements.joined(separator: ";\n").utf8))
  }

  init(number: Int64, name: String, checksum: [UInt8]) {
    self.number = number
    self.name = name
    self.checksum = checksum
  }
}

extension [Migration] {
  /// What a database still lacks.
  ///
  /// - Parameter statements: what the engine emits for a migration.
  /// - Throws: ``Model/Fault`` `.configuration` when a newer program wrote the database, or when a migration it
  ///   remembers is not the one of this program.
  func missing(
    after applied: [AppliedMigration], statements: (Migration) -> [String]
  ) throws -> [Migration] {
    let newest = last?.number ?? 0
    if let found = applied.last?.number, found > newest {
      throw Fault(.configuration, "the tables have version \(found); this program knows them up to \(newest)")
    }
    for (migration, known) in zip(self, applied) {
      guard AppliedMigration(migration, statements: statements(migration)) == known else {
        throw Fault(
          .configuration,
          "migration \(known.number) (\(known.name)) was applied to these tables as another program declares it")
      }
    }
    return Array(dropFirst(applied.count))
  }
}
