import Model

extension SQLiteStore {
  /// Creates the tables of a new file, and checks those of any other.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when the file was written by a newer program, by an older one, or by
  ///   one that declares its tables otherwise.
  public func migrate() async throws { try await migrate(Schema.migrations) }

  package func migrate(_ migrations: [Migration]) async throws {
    let isOutdated = try await write { transaction in
      guard try transaction.hasTables() else {
        try transaction.create(migrations)
        return false
      }
      return try transaction.isOutdated(migrations)
    }
    if isOutdated { throw Fault(.configuration, "\(path) was written by an older program: build it again") }
  }

  /// Whether the file must give way to a new generation: an older program made its tables, or filled them.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when the file was written by a newer program, or by one that declares
  ///   its tables otherwise.
  package func isOutdated(_ migrations: [Migration] = Schema.migrations) async throws -> Bool {
    try await read { try $0.isOutdated(migrations) }
  }
}

extension ReadTransaction {
  fileprivate func hasTables() throws -> Bool {
    try integer("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'") ?? 0 > 0
  }

  fileprivate func isOutdated(_ migrations: [Migration]) throws -> Bool {
    let applied = try appliedMigrations()
    let missing = try migrations.missing(after: applied) { SQLiteDDL.statements($0.tables) }
    return try !missing.isEmpty || needsRebuild()
  }

  /// Files of the first weeks have no such table: they count as having had no migration.
  private func appliedMigrations() throws -> [AppliedMigration] {
    let isThere = try integer("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'") == 1
    guard isThere else { return [] }
    return try list("SELECT number, name, checksum FROM schema_migration ORDER BY number") {
      AppliedMigration(number: $0.integer(0), name: $0.text(1), checksum: $0.blob(2))
    }
  }
}

extension WriteTransaction {
  fileprivate func create(_ migrations: [Migration]) throws {
    try execute(
      """
      CREATE TABLE schema_migration (
        number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum BLOB NOT NULL
      ) STRICT
      """)
    for migration in migrations {
      let statements = SQLiteDDL.statements(migration.tables)
      for statement in statements { try execute(statement) }
      let applied = AppliedMigration(migration, statements: statements)
      try execute(
        "INSERT INTO schema_migration (number, name, checksum) VALUES (?, ?, ?)",
        [.integer(applied.number), .text(applied.name), .blob(applied.checksum)])
    }
    // Programs of the first weeks read this number, and refuse a newer file by it.
    try execute("PRAGMA user_version = \(migrations.last?.number ?? 0)")
    try noteProjectorVersion()
  }
}
