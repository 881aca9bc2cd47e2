import Storage

/// The rows of all tables as text, to compare two stores.
enum TableDump {
  /// - Parameter place: `.everywhere` leaves out what only a node has.
  static func dump(_ transaction: any ReadTransaction, of place: Table.Place = .node) throws -> [String: [String]] {
    var tables: [String: [String]] = [:]
    for table in Schema.tables where place == .node || table.place == .everywhere {
      let columns = table.columnNames.joined(separator: ", ")
      let order = table.primaryKey.joined(separator: ", ")
      tables[table.name] = try transaction.list("SELECT \(columns) FROM \(table.name) ORDER BY \(order)") { row in
        table.columns.indices.map { text(row, $0, table.columns[$0]) }.joined(separator: "|")
      }
    }
    return tables
  }

  private static func text(_ row: any Row, _ index: Int, _ column: Column) -> String {
    if row.isNull(index) { return "∅" }
    return switch column.kind {
    case .integer, .small, .date: String(row.integer(index))
    case .text: row.text(index)
    case .blob: row.blob(index).map { String($0) }.joined(separator: ",")
    }
  }
}
