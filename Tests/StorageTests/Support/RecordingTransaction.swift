import Storage

/// Passes every question on, and keeps its SQL and the plan that the engine makes for it.
final class RecordingTransaction: ReadTransaction {
  private let inner: any ReadTransaction
  private let engine: Engine
  private(set) var statements: [String] = []
  private(set) var plans: [String: [String]] = [:]

  init(_ inner: any ReadTransaction, of engine: Engine = .sqlite) {
    self.inner = inner
    self.engine = engine
  }

  func stored(_ table: String) -> String { inner.stored(table) }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    try record(sql, arguments)
    try inner.query(sql, arguments, body)
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    try record(sql, arguments)
    return try inner.queryOne(sql, arguments, body)
  }

  private func record(_ sql: String, _ arguments: [Value]) throws {
    guard plans[sql] == nil else { return }
    statements.append(sql)
    var steps: [String] = []
    switch engine {
    case .sqlite: try inner.query("EXPLAIN QUERY PLAN " + sql, arguments) { steps.append($0.text(3)) }
    case .postgreSQL: try inner.query("EXPLAIN " + sql, arguments) { steps.append($0.text(0)) }
    }
    plans[sql] = steps
  }
}
