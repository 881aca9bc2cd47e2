import Foundation
import Model
import PrivateServer
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("Declared tables on PostgreSQL", .enabled(if: PrivatePostgreSQL.isAvailable), .serialized)
struct PostgreSQLTests {
  /// A database of the shared server with the tables; the application may only use their partitions.
  private func database(partitions: Int) async throws -> String {
    let server = try BooksServer.shared()
    let name = "ddl_\(server.nextCompany())"
    try server.createDatabase(name)
    try await PostgreSQLInstallation(
      owner: server.address(name, as: BooksServer.owner), applicationRole: BooksServer.application,
      partitions: partitions
    ).migrate()
    return name
  }

  private func run(
    _ script: String, as user: String = BooksServer.application, in database: String
  ) throws -> [String] {
    try BooksServer.shared().postgreSQL.run(script, as: user, database: database)
  }

  /// In a transaction of the company: on the tables of its partition, or on the whole ones.
  private func inCompany(_ company: Int, whole: Bool = false, _ script: String) -> String {
    let schema = """
      (SELECT 'p' || r FROM (SELECT COUNT(*)::int n FROM pg_inherits WHERE inhparent = 'public.meta'::regclass) c,
        generate_series(0, n - 1) r WHERE satisfies_hash_partition('public.meta'::regclass, n, r, \(company)::bigint))
      """
    return """
      BEGIN; SELECT set_config('app.company', '\(company)', true) \\g /dev/null
      SELECT set_config('search_path', \(whole ? "'public'" : schema), true) \\g /dev/null
      \(script)
      COMMIT;
      """
  }

  private func prepared(_ name: String, _ sql: String) -> String {
    var place = 0
    let numbered = sql.map { character -> String in
      guard character == "?" else { return String(character) }
      place += 1
      return "$\(place)"
    }.joined()
    return "PREPARE \(name) AS \(numbered);"
  }

  private static let journals = ["z", "é", "Z", "a"].enumerated().map { index, code in
    "INSERT INTO journal (journal_no, code, label, origin_device_no, origin_device_epoch, origin_seq) "
      + "VALUES (\(index + 1), '\(code)', '', 1, 1, 1);"
  }.joined(separator: "\n")

  @Test("two companies never meet, even without a filter, with one partition or four", arguments: [1, 4])
  func isolated(partitions: Int) async throws {
    let name = try await database(partitions: partitions)
    for (user, whole) in [(BooksServer.owner, true), (BooksServer.application, false)] {
      for company in [1, 2] {
        // The second user finds what the first one left; the keys are the same in both companies.
        let script = (whole ? Self.journals : "") + "\nSELECT COUNT(*) FROM journal;"
        #expect(try run(inCompany(company, whole: whole, script), as: user, in: name) == ["4"])
      }
      #expect(try run(inCompany(3, whole: whole, "SELECT COUNT(*) FROM journal;"), as: user, in: name) == ["0"])
      let foreign = "INSERT INTO journal VALUES (1, 9, 'X', '', 1, 1, 1);"
      #expect { try run(inCompany(2, whole: whole, foreign), as: user, in: name) } throws: {
        "\($0)".contains("row-level security")
      }
      #expect { try run("SELECT COUNT(*) FROM p0.journal;", as: user, in: name) } throws: {
        "\($0)".contains("app.company")
      }
      let direct = (0..<partitions).map { "SELECT COUNT(*) FROM p\($0).journal;" }.joined(separator: "\n")
      let counted = try run(inCompany(3, direct), as: user, in: name)
      #expect(counted == Array(repeating: "0", count: partitions))
    }
    let changed = try run(
      inCompany(2, "UPDATE journal SET label = 'b'; DELETE FROM journal;")
        + "\n" + inCompany(1, "SELECT COUNT(*), MAX(label) FROM journal;"), in: name)
    #expect(changed == ["4|"])
  }

  @Test("the application adds to the log, and can neither change it, nor empty a table, nor see a whole one")
  func rights() async throws {
    let name = try await database(partitions: 1)
    let attempts = [
      "UPDATE change_set SET seq = 2;", "DELETE FROM change_set;", "TRUNCATE journal;",
      "SELECT COUNT(*) FROM public.journal;", "ALTER TABLE journal DISABLE ROW LEVEL SECURITY;",
      "CREATE TABLE p0.other (x int);", "DELETE FROM public.schema_migration;",
    ]
    for attempt in attempts {
      #expect {
        try run(inCompany(1, attempt), in: name)
      } throws: {
        "\($0)".contains("permission denied") || "\($0)".contains("must be owner")
      }
    }
  }

  @Test("upserts, sums and the order of texts are those of SQLite, where texts compare as in French")
  func dialect() async throws {
    let name = try await database(partitions: 4)
    #expect(
      try run("SELECT string_agg(c, ' ' ORDER BY c) FROM unnest(ARRAY['z', 'é', 'Z', 'a']) c;", in: name)
        == ["a é z Z"])
    let balance = LedgerTables.balance
    let statement =
      InsertStatement.sql(into: balance, columns: balance.columnNames)
      + Upsert(into: balance, .add(["debit", "credit"])).conflict(tenant: PostgreSQLDDL.tenant)
    let masters = """
      INSERT INTO fiscal_year (year_no, start_date, end_date, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (1, 20250101, 20251231, 1, 1, 1);
      INSERT INTO account (account_no, number, label, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (1, '411000', 'Clients', 1, 1, 1);
      \(prepared("add_up", statement))
      EXECUTE add_up (1, 1, 0, 202501, 0, 1, 500, 0);
      EXECUTE add_up (1, 1, 0, 202501, 0, 1, 70, 8);
      SELECT debit, credit FROM balance;
      SELECT pg_typeof(CAST(SUM(debit) AS BIGINT)), pg_typeof(SUM(debit)) FROM balance;
      """
    for company in [1, 2] {
      #expect(try run(inCompany(company, masters), in: name) == ["570|8", "bigint|numeric"])
    }
    let order = inCompany(1, Self.journals + "\nSELECT string_agg(code, ' ' ORDER BY code) FROM journal;")
    #expect(try run(order, in: name) == ["Z a z é"])
    let orphan = "INSERT INTO balance VALUES (1, 1, 99, 0, 202501, 0, 1, 1, 1);"
    #expect { try run(inCompany(1, orphan), in: name) } throws: { "\($0)".contains("foreign key") }
  }

  /// Tables of the database itself, which belong to no company.
  private static let ofNoCompany = ["schema_migration"]

  @Test("every primary, unique and foreign key and every index starts with the company", arguments: [1, 4])
  func keys(partitions: Int) async throws {
    let name = try await database(partitions: partitions)
    let ours = "n.nspname ~ '^(public|p[0-9]+)$' AND c.relname NOT IN ('\(Self.ofNoCompany.joined(separator: "', '"))')"
    let indexes = """
      SELECT COUNT(*), COUNT(*) FILTER (WHERE a.attname <> 'company_id') FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE \(ours)
      """
    let foreignKeys = """
      SELECT COUNT(*), COUNT(*) FILTER (WHERE a.attname <> 'company_id' OR b.attname <> 'company_id')
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] WHERE k.contype = 'f'
      """
    let unguarded = """
      SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE \(ours) AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      """
    let unchecked = """
      SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE \(ours) AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid)
      """
    let checkedByRow = """
      SELECT COUNT(*) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE \(ours) AND pg_get_expr(p.polwithcheck, p.polrelid) NOT LIKE '%SELECT%'
      """
    let script = [indexes, foreignKeys, unguarded, unchecked, checkedByRow].joined(separator: ";\n") + ";"
    let found = try run(script, as: "postgres", in: name)
    let shared = Schema.tables.filter { $0.place == .everywhere }
    let keyCount = shared.reduce(0) { $0 + 1 + $1.uniques.count + $1.indexes.count }
    let references = shared.filter { !$0.isBulk }.reduce(0) { $0 + $1.references.count }
    #expect(found == ["\(keyCount * (partitions + 1))|0", "\(references * partitions)|0", "0", "0", "0"])
    // What these questions are there to find, they find.
    let spoiling = """
      CREATE INDEX ON p0.journal (code); ALTER TABLE p0.account ADD UNIQUE (number);
      ALTER TABLE p0.balance ADD FOREIGN KEY (month) REFERENCES p0.other (id);
      ALTER TABLE p0.entry NO FORCE ROW LEVEL SECURITY; DROP POLICY tenant ON p0.entry_line;
      ALTER POLICY tenant ON p0.party WITH CHECK (company_id = current_setting('app.company')::bigint);
      """
    let other = "CREATE TABLE p0.other (company_id bigint, id integer UNIQUE);"
    let spoilt = try run(other + spoiling + script, as: "postgres", in: name)
    #expect(spoilt == ["\(keyCount * (partitions + 1) + 3)|3", "\(references * partitions + 1)|1", "2", "2", "1"])
  }

  @Test("what an import wrote is known to the planner at once, by a function that the application may only call")
  func statistics() async throws {
    let name = try await database(partitions: 1)
    let tables = ["entry_by_journal", "entry_line", "line_by_account"]
    // What remains is what the import itself asked for.
    for table in tables {
      _ = try run("ALTER TABLE p0.\(table) SET (autovacuum_enabled = false);", as: BooksServer.owner, in: name)
    }
    let pool = PostgreSQLPool(try BooksServer.shared().address(name, as: BooksServer.application))
    try await pool.check()
    let log = try GeneratedLog(seed: 3, entries: 3_000)
    try await DriverBooks.write(log, to: PostgreSQLStore(pool, company: 3)) { _ in }
    let known = """
      SELECT relname FROM pg_class WHERE relnamespace = 'p0'::regnamespace AND reltuples > 2000
        AND relname IN ('\(tables.joined(separator: "', '"))') ORDER BY 1;
      """
    #expect(try run(known, in: name) == tables)
    #expect {
      try run("CREATE OR REPLACE FUNCTION p0.refresh_statistics() RETURNS void LANGUAGE sql AS '';", in: name)
    } throws: {
      "\($0)".contains("permission denied")
    }
    _ = try run("DROP FUNCTION p0.refresh_statistics();", as: BooksServer.owner, in: name)
    await #expect { try await pool.check() } throws: { ($0 as? Fault)?.code == .configuration }
  }

  @Test("every query of the pages, and every statement of the projector, is understood word for word")
  func statements() async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 40))
    let queries = try await made.store.read { transaction in
      let recording = RecordingTransaction(transaction)
      try AllQueries.paged(recording, year: 1)
      try AllQueries.others(recording, year: 1)
      return recording.statements
    }
    let writes = try await made.store.write { transaction in
      let recording = RecordingWriter(transaction)
      let log = try GeneratedLog(seed: 10, entries: 10)
      for events in log.changeSets
      where !events.contains(where: { if case .companyCreated = $0 { true } else { false } }) {
        try Projector(recording).project(events, origin: Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 9))
      }
      return recording.statements
    }
    let all = (queries + writes).filter { !$0.contains("device_secret") }
    let script = all.enumerated().map { prepared("s\($0.offset)", $0.element) }.joined(separator: "\n")
    _ = try run(inCompany(1, script), in: try await database(partitions: 1))
    #expect(all.count > 60)
  }
}
