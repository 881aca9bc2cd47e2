import Model

/// The tables of a PostgreSQL database, made and brought up to date by the role that owns them, which no other work is
/// done as.
public struct PostgreSQLInstallation: Sendable {
  /// One lock for all who would migrate a database at the same moment. Two numbers: the locks of companies have one.
  private static let lock = "SELECT pg_advisory_xact_lock(70, 77)"

  private let owner: PostgreSQLServer
  private let applicationRole: String
  private let partitions: Int
  private let migrations: [Migration]

  /// - Parameters:
  ///   - owner: reached as the role that owns the tables. It needs the right to create in the database.
  ///   - applicationRole: the role ``PostgreSQLPool`` connects as; it owns nothing, and the server's administrator
  ///     makes it.
  ///   - partitions: how many hash partitions each table has; it cannot change once the tables are there.
  public init(owner: PostgreSQLServer, applicationRole: String, partitions: Int = 1) {
    self.init(owner: owner, applicationRole: applicationRole, partitions: partitions, migrations: Schema.migrations)
  }

  package init(owner: PostgreSQLServer, applicationRole: String, partitions: Int, migrations: [Migration]) {
    self.owner = owner
    self.applicationRole = applicationRole
    self.partitions = partitions
    self.migrations = migrations
  }

  /// Applies what the database lacks, in one transaction: all of it or nothing.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when a newer program wrote the database, when a migration it remembers
  ///   is declared otherwise here, or when it has another number of partitions.
  public func migrate() async throws {
    try await BlockingWork.run {
      let connection = try PostgreSQLConnection(owner)
      try connection.run("BEGIN ISOLATION LEVEL READ COMMITTED")
      // Left open by a failure, the transaction ends with its connection.
      _ = try connection.ask(Self.lock)
      // A new reference is checked against the rows of whoever is bound: nobody, and there are none yet.
      _ = try connection.ask("SELECT set_config('app.company', '0', true)")
      try apply(on: connection)
      try connection.commit()
    }
  }

  private func apply(on connection: PostgreSQLConnection) throws {
    let catalogue = PostgreSQLCatalogue(connection)
    try connection.run(
      """
      CREATE TABLE IF NOT EXISTS public.schema_migration (
        number bigint PRIMARY KEY, name text COLLATE "C" NOT NULL, checksum bytea NOT NULL
      );
      GRANT SELECT ON public.schema_migration TO \(PostgreSQLDDL.quoted(applicationRole))
      """)
    let found = try catalogue.partitionCount()
    guard found == 0 || found == partitions else {
      throw Fault(.configuration, "the tables have \(found) partitions, not \(partitions)")
    }
    let ddl = PostgreSQLDDL(partitions: partitions)
    let missing = try migrations.missing(after: try catalogue.appliedMigrations()) { ddl.statements($0.tables) }
    for migration in missing {
      let statements = ddl.statements(migration.tables)
      for statement in statements { try connection.run(statement) }
      for grant in ddl.grants(migration.tables, to: applicationRole) { try connection.run(grant) }
      try catalogue.remember(AppliedMigration(migration, statements: statements))
    }
    for statement in ddl.statistics(for: applicationRole) { try connection.run(statement) }
    for table in try catalogue.tablesCheckedByRow() {
      try connection.run("ALTER POLICY tenant ON \(table) WITH CHECK \(PostgreSQLDDL.check)")
    }
  }
}

extension PostgreSQLPool {
  /// To be called before any company is opened.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when the role is above row-level security, or when the tables are not
  ///   exactly those of this program.
  public func check() async throws { try await check(Schema.migrations) }

  package func check(_ migrations: [Migration]) async throws {
    try await ask { connection in
      let catalogue = PostgreSQLCatalogue(connection)
      try catalogue.checkRole()
      let ddl = PostgreSQLDDL(partitions: try catalogue.partitionCount())
      let missing = try migrations.missing(after: try catalogue.appliedMigrations()) { ddl.statements($0.tables) }
      guard missing.isEmpty, try catalogue.canRefreshStatistics(ddl) else {
        throw Fault(.configuration, "the tables are those of an older program: migrate them first")
      }
    }
  }
}

extension PostgreSQLCatalogue {
  fileprivate func appliedMigrations() throws -> [AppliedMigration] {
    let isThere = try ask(
      "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'schema_migration'")
    guard isThere.first?.integer(0) == 1 else { return [] }
    return try ask("SELECT number, name, checksum FROM public.schema_migration ORDER BY number").map {
      AppliedMigration(number: $0.integer(0), name: $0.text(1), checksum: $0.blob(2))
    }
  }

  /// Tables of ours whose policy is as they were created with it. See ``PostgreSQLDDL/check``.
  fileprivate func tablesCheckedByRow() throws -> [String] {
    try ask(
      """
      SELECT format('%I.%I', n.nspname, c.relname) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE p.polname = 'tenant' AND n.nspname ~ '^(public|p[0-9]+)$' AND c.relname IN (\(Self.sharedTables))
        AND pg_get_expr(p.polwithcheck, p.polrelid) NOT LIKE '%SELECT%' ORDER BY 1
      """
    ).map { $0.text(0) }
  }

  private static var sharedTables: String {
    Schema.tables.filter { $0.place == .everywhere }.map { "'\($0.name)'" }.joined(separator: ", ")
  }

  fileprivate func canRefreshStatistics(_ ddl: PostgreSQLDDL) throws -> Bool {
    try (0..<ddl.partitions).allSatisfy { rest in
      let function = "\(PostgreSQLDDL.schema(rest)).\(PostgreSQLDDL.refresh)()"
      return try ask("SELECT COUNT(to_regprocedure($1))", [.text(function)]).first?.integer(0) == 1
    }
  }

  fileprivate func remember(_ migration: AppliedMigration) throws {
    _ = try ask(
      "INSERT INTO public.schema_migration (number, name, checksum) VALUES ($1::text::bigint, $2, $3)",
      [.text(String(migration.number)), .text(migration.name), .blob(migration.checksum)])
  }
}
