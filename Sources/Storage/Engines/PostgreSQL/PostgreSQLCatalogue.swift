import Model

/// Questions about the database itself.
struct PostgreSQLCatalogue {
  private let connection: PostgreSQLConnection

  init(_ connection: PostgreSQLConnection) { self.connection = connection }

  /// All rows of a small answer.
  func ask(_ sql: String, _ arguments: [Value] = []) throws -> [PostgreSQLRow] {
    let result = try connection.ask(sql, arguments)
    return (0..<result.rowCount).map { PostgreSQLRow(result, at: $0) }
  }

  /// The schema that holds the partition of a company's rows: PostgreSQL's own hash says it.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when the database has no tables of ours.
  func schema(of company: Int64) throws -> String {
    let found = try ask(
      """
      SELECT 'p' || rest FROM (
        SELECT COUNT(*)::int AS modulus FROM pg_inherits WHERE inhparent = to_regclass('public.meta')
      ) parts, generate_series(0, parts.modulus - 1) rest
      WHERE satisfies_hash_partition(to_regclass('public.meta'), parts.modulus, rest, $1::text::bigint)
      """, [.text(String(company))])
    guard let row = found.first else { throw Fault(.configuration, "the database has no tables of the books") }
    return row.text(0)
  }

  /// How many partitions the tables have; 0 in an empty database.
  func partitionCount() throws -> Int {
    let found = try ask("SELECT COUNT(*) FROM pg_inherits WHERE inhparent = to_regclass('public.meta')")
    return Int(found.first?.integer(0) ?? 0)
  }

  /// The role must be held to the row-level security of the tables: no superuser, no `BYPASSRLS`, owner of nothing.
  func checkRole() throws {
    let found = try ask(
      """
      SELECT rolname::text FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
      UNION ALL
      SELECT relname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE r.rolname = current_user AND c.relkind IN ('r', 'p')
      """)
    guard let first = found.first else { return }
    throw Fault(
      .configuration, "the role of the application is above row-level security, or owns tables: \(first.text(0))")
  }
}
