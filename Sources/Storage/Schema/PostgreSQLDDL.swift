/// Emits the declared tables for PostgreSQL, shared by all companies: `company_id` comes first in every key, the
/// tables are partitioned by its hash, and row-level security is forced on them and on each partition.
///
/// The tenant is a setting of the transaction, `app.company`. It is the default of the column and the condition of
/// the policy, so that portable SQL works unchanged; when it is missing, every statement fails.
///
/// Partition number n of every table lies in the schema `pn` under the table's own name, and refers to its neighbours
/// there: all rows of a company are in one schema. A transaction of the company has that schema as its search path, so
/// that portable SQL reads the one partition it needs without naming it; the policy stays the wall.
package struct PostgreSQLDDL {
  package static let tenant = "company_id"
  private static let current = "current_setting('app.company')::bigint"

  /// How many hash partitions each table has.
  package let partitions: Int

  package init(partitions: Int = 1) { self.partitions = partitions }

  package static func schema(_ rest: Int) -> String { "p\(rest)" }

  package func statements(_ tables: [Table]) -> [String] {
    let shared = tables.filter { $0.place == .everywhere }
    let schemas = (0..<partitions).map { "CREATE SCHEMA IF NOT EXISTS \(Self.schema($0))" }
    return schemas
      + shared.flatMap { table in
        [create(table)] + guarded("public.\(table.name)")
          + table.indexes.map { index($0, on: table) } + partitionsOf(table)
      }
  }

  /// What an ordinary role may do: work in the partitions, and nothing on the log but add to it.
  package func grants(_ tables: [Table], to role: String) -> [String] {
    let name = Self.quoted(role)
    let shared = tables.filter { $0.place == .everywhere }
    return (0..<partitions).map(Self.schema).flatMap { schema in
      ["GRANT USAGE ON SCHEMA \(schema) TO \(name)"]
        + shared.map { table in
          let acts = table.content == .appended ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE"
          return "GRANT \(acts) ON \(schema).\(table.name) TO \(name)"
        }
    }
  }

  /// The function of each schema that looks at its tables again.
  package static let refresh = "refresh_statistics"

  /// Statistics are the owner's to make; the application may ask for them through a function of the owner's, which does
  /// that and nothing else. Only tables that grew by a fifth since they were last looked at are: what an import adds to
  /// large tables is left to autovacuum. A table that is being looked at already is passed over.
  package func statistics(for role: String) -> [String] {
    (0..<partitions).map(Self.schema).flatMap { schema in
      let function = "\(schema).\(Self.refresh)()"
      return [
        """
        CREATE OR REPLACE FUNCTION \(function) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE name text;
        BEGIN
          FOR name IN SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = '\(schema)'::regnamespace AND c.relkind = 'r'
              AND pg_relation_size(c.oid) > c.relpages::bigint * current_setting('block_size')::bigint * 6 / 5 + 131072
          LOOP EXECUTE format('ANALYZE (SKIP_LOCKED) \(schema).%I', name); END LOOP;
        END $$
        """,
        "REVOKE ALL ON FUNCTION \(function) FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION \(function) TO \(Self.quoted(role))",
      ]
    }
  }

  package static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private func create(_ table: Table) -> String {
    var parts = ["\(Self.tenant) bigint NOT NULL DEFAULT \(Self.current)"]
    parts += table.columns.map { "\($0.name) \(type($0.kind))\($0.isOptional ? "" : " NOT NULL")" }
    parts.append("PRIMARY KEY (\(keyed(table.primaryKey)))")
    parts += table.uniques.map { "UNIQUE (\(keyed($0)))" }
    parts += table.checks.map { "CHECK (\($0))" }
    let columns = parts.joined(separator: ",\n  ")
    return "CREATE TABLE public.\(table.name) (\n  \(columns)\n) PARTITION BY HASH (\(Self.tenant))"
  }

  private func partitionsOf(_ table: Table) -> [String] {
    (0..<partitions).flatMap { rest in
      let schema = Self.schema(rest)
      let name = "\(schema).\(table.name)"
      let values = "WITH (MODULUS \(partitions), REMAINDER \(rest))"
      let references = (table.isBulk ? [] : table.references).map { reference in
        """
        ALTER TABLE \(name) ADD FOREIGN KEY (\(keyed(reference.columns)))
          REFERENCES \(schema).\(reference.table) (\(keyed(reference.target)))
        """
      }
      return ["CREATE TABLE \(name) PARTITION OF public.\(table.name) FOR VALUES \(values)"] + references
        + guarded(name)
    }
  }

  /// A partition named directly escapes the policy of its parent, so it has its own.
  private func guarded(_ name: String) -> [String] {
    let condition = "(\(Self.tenant) = \(Self.current))"
    return [
      "ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY",
      "ALTER TABLE \(name) FORCE ROW LEVEL SECURITY",
      "CREATE POLICY tenant ON \(name) USING \(condition) WITH CHECK \(condition)",
    ]
  }

  /// What a policy holds written rows against, as a question of its own: the server then answers it once for each
  /// statement. As the tables are created it is asked again for every row. What is read keeps the plain condition: the
  /// planner knows its value, and how many rows the company has.
  package static let check = "(\(tenant) = (SELECT \(current)))"

  private func index(_ index: Table.Index, on table: Table) -> String {
    "CREATE INDEX \(index.name) ON public.\(table.name) (\(keyed(index.columns)))"
  }

  private func type(_ kind: Column.Kind) -> String {
    switch kind {
    case .integer: "bigint"
    case .small: "smallint"
    case .date: "integer"
    case .text: "text COLLATE \"C\""
    case .blob: "bytea"
    }
  }

  private func keyed(_ names: [String]) -> String { ([Self.tenant] + names).joined(separator: ", ") }
}
