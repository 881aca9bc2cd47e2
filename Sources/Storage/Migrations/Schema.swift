import Model

/// The tables of a company's books, and their version.
public enum Schema {
  public static let version: Int64 = 2

  /// All tables of the current version, in the order of their references.
  public static let tables: [Table] = Migration1.tables + SettlementMigration.tables
}

extension SQLiteStore {
  /// Creates the tables of a new file, and those that an older one lacks. A file of this version is left alone.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when the file was written by a newer program.
  public func migrate() async throws {
    try await write { transaction in
      let found = try transaction.integer("PRAGMA user_version") ?? 0
      guard found <= Schema.version else {
        throw Fault(.configuration, "the file has version \(found); this program reads up to \(Schema.version)")
      }
      guard found < Schema.version else { return }
      if found < 1 {
        for statement in SQLiteDDL.statements(Migration1.tables) { try transaction.execute(statement) }
        try transaction.execute(
          "INSERT INTO meta (name, value) VALUES ('projector_version', ?)", [.blob(Projector.versionBytes)])
      }
      for statement in SQLiteDDL.statements(SettlementMigration.tables) { try transaction.execute(statement) }
      try transaction.execute("PRAGMA user_version = \(Schema.version)")
    }
  }
}

extension ReadTransaction {
  /// Whether another version of the projector filled the tables: they are then to be built again from the log.
  public func needsRebuild() throws -> Bool {
    let found = try queryOne("SELECT value FROM meta WHERE name = 'projector_version'", []) { $0.blob(0) }
    return found != Projector.versionBytes
  }
}

extension Projector {
  fileprivate static var versionBytes: [UInt8] { Array(String(version).utf8) }
}
