@testable import Storage

/// Passes every statement on, and keeps its SQL as an engine with a tenant would send it.
final class RecordingWriter: WriteTransaction {
  private let inner: any WriteTransaction
  private(set) var statements: [String] = []

  init(_ inner: any WriteTransaction) { self.inner = inner }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    note(sql)
    try inner.query(sql, arguments, body)
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    note(sql)
    return try inner.queryOne(sql, arguments, body)
  }

  @discardableResult
  func execute(_ sql: String, _ arguments: [Value]) throws -> Int {
    note(sql)
    return try inner.execute(sql, arguments)
  }

  func inserter(into table: Table, columns: [String]) throws -> any RowInserter {
    note(InsertStatement.sql(into: table, columns: columns))
    return try inner.inserter(into: table, columns: columns)
  }

  func inserter(_ upsert: Upsert) throws -> any RowInserter {
    note(
      InsertStatement.sql(into: upsert.table, columns: upsert.columns)
        + upsert.conflict(tenant: PostgreSQLDDL.tenant))
    return try inner.inserter(upsert)
  }

  func refreshStatistics() throws { try inner.refreshStatistics() }
  func changingMuch(_ body: () throws -> Void) throws { try inner.changingMuch(body) }

  private func note(_ sql: String) {
    if !statements.contains(sql) { statements.append(sql) }
  }
}
