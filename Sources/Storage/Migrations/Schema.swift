import Model

/// The tables of a company's books, and their version.
public enum Schema {
  /// Everything that ever happened to the tables, in order.
  public static let migrations: [Migration] = [
    Migration1.migration, Migration2.migration, Migration3.migration, Migration4.migration, Migration5.migration,
    Migration6.migration, Migration7.migration, Migration8.migration, Migration9.migration, Migration10.migration,
    Migration11.migration, Migration12.migration,
  ]

  /// All tables of the current version, in the order of their references.
  public static let tables: [Table] = migrations.flatMap(\.tables)
}

extension ReadTransaction {
  /// Whether another version of the projector filled the tables: they are then to be built again from the log.
  public func needsRebuild() throws -> Bool {
    let found = try queryOne("SELECT value FROM meta WHERE name = 'projector_version'", []) { $0.blob(0) }
    return found != Projector.versionBytes
  }
}

extension WriteTransaction {
  /// Remembers that this program's projector filled the tables.
  func noteProjectorVersion() throws {
    let meta = LogTables.meta
    try upsertMany(
      Upsert(into: meta, .replace(["value"]))
    ) { row in
      row.set(0, "projector_version")
      row.set(1, Projector.versionBytes)
      try row.insert()
    }
  }
}

extension Projector {
  fileprivate static var versionBytes: [UInt8] { Array(String(version).utf8) }
}
