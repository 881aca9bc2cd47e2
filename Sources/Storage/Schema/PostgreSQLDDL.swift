/// Emits the declared tables for PostgreSQL, shared by all companies: `company_id` comes first in every key, the
/// tables are partitioned by its hash, and row-level security is forced on them and on each partition.
///
/// The tenant is a setting of the transaction, `app.company`. It is the default of the column and the condition of
/// the policy, so that portable SQL works unchanged; when it is missing, every statement fails.
package struct PostgreSQLDDL {
  package static let tenant = "company_id"
  private static let current = "current_setting('app.company')::bigint"

  /// How many hash partitions each table has.
  package let partitions: Int

  package init(partitions: Int = 1) { self.partitions = partitions }

  package func statements(_ tables: [Table]) -> [String] {
    tables.filter { $0.place == .everywhere }.flatMap { table in
      [create(table)] + partitionsOf(table) + table.indexes.map { index($0, on: table) }
        + guarded(table.name)
    }
  }

  private func create(_ table: Table) -> String {
    var parts = ["\(Self.tenant) bigint NOT NULL DEFAULT \(Self.current)"]
    parts += table.columns.map { "\($0.name) \(type($0.kind))\($0.isOptional ? "" : " NOT NULL")" }
    parts.append("PRIMARY KEY (\(keyed(table.primaryKey)))")
    parts += table.uniques.map { "UNIQUE (\(keyed($0)))" }
    parts += table.references.map {
      "FOREIGN KEY (\(keyed($0.columns))) REFERENCES \($0.table) (\(keyed($0.target)))"
    }
    parts += table.checks.map { "CHECK (\($0))" }
    return "CREATE TABLE \(table.name) (\n  \(parts.joined(separator: ",\n  "))\n) PARTITION BY HASH (\(Self.tenant))"
  }

  private func partitionsOf(_ table: Table) -> [String] {
    (0..<partitions).flatMap { rest in
      let name = "\(table.name)_p\(rest)"
      let values = "WITH (MODULUS \(partitions), REMAINDER \(rest))"
      return ["CREATE TABLE \(name) PARTITION OF \(table.name) FOR VALUES \(values)"] + guarded(name)
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

  private func index(_ index: Table.Index, on table: Table) -> String {
    "CREATE INDEX \(index.name) ON \(table.name) (\(keyed(index.columns)))"
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
