import Foundation
import Model
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("Declared tables on PostgreSQL", .enabled(if: PrivatePostgreSQL.isAvailable), .serialized)
struct PostgreSQLTests {
  /// A server whose database `books` has the tables, owned by `books`; `app` may only use them.
  private func server(partitions: Int) throws -> PrivatePostgreSQL {
    let server = try PrivatePostgreSQL()
    try server.run("CREATE ROLE books LOGIN; CREATE ROLE app LOGIN; CREATE DATABASE books OWNER books;")
    let tables = PostgreSQLDDL(partitions: partitions).statements(Schema.tables)
    try server.run(tables.joined(separator: ";\n") + ";", as: "books", database: "books")
    try server.run(
      "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;", as: "books", database: "books")
    return server
  }

  private func inCompany(_ company: Int, _ script: String) -> String {
    "BEGIN; SELECT set_config('app.company', '\(company)', true) \\g /dev/null\n\(script)\nCOMMIT;"
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
  func isolated(partitions: Int) throws {
    let server = try server(partitions: partitions)
    for user in ["books", "app"] {
      for company in [1, 2] {
        // The second user finds what the first one left; the keys are the same in both companies.
        let script = inCompany(company, (user == "books" ? Self.journals : "") + "\nSELECT COUNT(*) FROM journal;")
        #expect(try server.run(script, as: user, database: "books") == ["4"])
      }
      #expect(try server.run(inCompany(3, "SELECT COUNT(*) FROM journal;"), as: user, database: "books") == ["0"])
      let foreign = "INSERT INTO journal VALUES (1, 9, 'X', '', 1, 1, 1);"
      #expect { try server.run(inCompany(2, foreign), as: user, database: "books") } throws: {
        "\($0)".contains("row-level security")
      }
      #expect { try server.run("SELECT COUNT(*) FROM journal;", as: user, database: "books") } throws: {
        "\($0)".contains("app.company")
      }
      let direct = (0..<partitions).map { "SELECT COUNT(*) FROM journal_p\($0);" }.joined(separator: "\n")
      let counted = try server.run(inCompany(3, direct), as: user, database: "books")
      #expect(counted == Array(repeating: "0", count: partitions))
    }
    let changed = try server.run(
      inCompany(2, "UPDATE journal SET label = 'b'; DELETE FROM journal;")
        + inCompany(1, "SELECT COUNT(*), MAX(label) FROM journal;"), as: "app", database: "books")
    #expect(changed == ["4|"])
  }

  @Test("upserts, sums and the order of texts are those of SQLite")
  func dialect() throws {
    let server = try server(partitions: 4)
    let balance = LedgerTables.balance
    let upsert = Upsert(
      into: balance, columns: balance.columnNames, key: balance.primaryKey, action: .add(["debit", "credit"]))
    let masters = """
      INSERT INTO fiscal_year (year_no, start_date, end_date, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (1, 20250101, 20251231, 1, 1, 1);
      INSERT INTO account (account_no, number, label, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (1, '411000', 'Clients', 1, 1, 1);
      \(prepared("add_up", upsert.sql(tenant: PostgreSQLDDL.tenant)))
      EXECUTE add_up (1, 1, 0, 202501, 0, 1, 500, 0);
      EXECUTE add_up (1, 1, 0, 202501, 0, 1, 70, 8);
      SELECT debit, credit FROM balance;
      SELECT pg_typeof(CAST(SUM(debit) AS BIGINT)), pg_typeof(SUM(debit)) FROM balance;
      """
    for company in [1, 2] {
      let answers = try server.run(inCompany(company, masters), as: "app", database: "books")
      #expect(answers == ["570|8", "bigint|numeric"])
    }
    let order = inCompany(1, Self.journals + "\nSELECT string_agg(code, ' ' ORDER BY code) FROM journal;")
    #expect(try server.run(order, as: "app", database: "books") == ["Z a z é"])
    let orphan = "INSERT INTO balance VALUES (1, 1, 99, 0, 202501, 0, 1, 1, 1);"
    #expect { try server.run(inCompany(1, orphan), as: "app", database: "books") } throws: {
      "\($0)".contains("foreign key")
    }
  }

  @Test("every primary, unique and foreign key and every index starts with the company", arguments: [1, 4])
  func keys(partitions: Int) throws {
    let server = try server(partitions: partitions)
    let indexes = """
      SELECT COUNT(*), COUNT(*) FILTER (WHERE a.attname <> 'company_id') FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE n.nspname = 'public'
      """
    let foreignKeys = """
      SELECT COUNT(*) > 10, COUNT(*) FILTER (WHERE a.attname <> 'company_id' OR b.attname <> 'company_id')
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] WHERE k.contype = 'f'
      """
    let unguarded = """
      SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      """
    let found = try server.run([indexes, foreignKeys, unguarded].joined(separator: ";\n") + ";", database: "books")
    let shared = Schema.tables.filter { $0.place == .everywhere }
    let keyCount = shared.reduce(0) { $0 + 1 + $1.uniques.count + $1.indexes.count }
    #expect(found == ["\(keyCount * (partitions + 1))|0", "t|0", "0"])
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
    try server(partitions: 1).run(inCompany(1, script), as: "app", database: "books")
    #expect(all.count > 60)
  }
}
