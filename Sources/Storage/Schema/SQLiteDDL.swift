/// Emits the declared tables for SQLite: strict types, one file per company, so no tenant.
package enum SQLiteDDL {
  package static func statements(_ tables: [Table]) -> [String] {
    tables.flatMap { table in [create(table)] + table.indexes.map { index($0, on: table) } }
  }

  private static func create(_ table: Table) -> String {
    var parts = table.columns.map { "\($0.name) \(type($0.kind))\($0.isOptional ? "" : " NOT NULL")" }
    parts.append("PRIMARY KEY (\(list(table.primaryKey)))")
    parts += table.uniques.map { "UNIQUE (\(list($0)))" }
    parts += table.references.map {
      "FOREIGN KEY (\(list($0.columns))) REFERENCES \($0.table) (\(list($0.target)))"
    }
    parts += table.checks.map { "CHECK (\($0))" }
    let options = table.isClustered ? "STRICT, WITHOUT ROWID" : "STRICT"
    return "CREATE TABLE \(table.name) (\n  \(parts.joined(separator: ",\n  "))\n) \(options)"
  }

  private static func index(_ index: Table.Index, on table: Table) -> String {
    "CREATE INDEX \(index.name) ON \(table.name) (\(list(index.columns)))"
  }

  private static func type(_ kind: Column.Kind) -> String {
    switch kind {
    case .integer, .small, .date: "INTEGER"
    case .text: "TEXT"
    case .blob: "BLOB"
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
