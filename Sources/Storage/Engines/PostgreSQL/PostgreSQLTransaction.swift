import Model

/// One transaction on PostgreSQL. Insertions are gathered, and sent before a statement could miss them.
final class PostgreSQLTransaction: WriteTransaction {
  /// Rows fetched at a time by a scan.
  private static let scanSize = 4_000

  private let connection: PostgreSQLConnection
  private let checkCancelled: () throws -> Void
  private var inserters: [PostgreSQLInserter] = []
  private var scanCount = 0

  init(_ connection: PostgreSQLConnection, checkCancelled: @escaping () throws -> Void) {
    self.connection = connection
    self.checkCancelled = checkCancelled
  }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    try each(row: run(sql, arguments), body)
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    let result = try run(sql, arguments)
    return result.rowCount > 0 ? try body(PostgreSQLRow(result)) : nil
  }

  /// Through a cursor, so that memory does not grow with the answer and a row may ask further questions.
  func scan(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    try checkCancelled()
    try sendRows { _ in true }
    scanCount += 1
    let cursor = "scan\(scanCount)"
    _ = try connection.ask("DECLARE \(cursor) NO SCROLL CURSOR FOR " + Placeholders.numbered(sql), arguments)
    do {
      var isAtEnd = false
      while !isAtEnd {
        try checkCancelled()
        let result = try connection.ask("FETCH \(Self.scanSize) FROM \(cursor)")
        isAtEnd = result.rowCount < Self.scanSize
        try each(row: result, body)
      }
    } catch {
      if connection.isTransactionSound { _ = try connection.ask("CLOSE \(cursor)") }
      throw error
    }
    _ = try connection.ask("CLOSE \(cursor)")
  }

  @discardableResult
  func execute(_ sql: String, _ arguments: [Value]) throws -> Int { try run(sql, arguments).changedCount }

  func inserter(into table: Table, columns: [String]) throws -> any RowInserter {
    try inserter(into: table, columns: columns, conflict: "", key: [])
  }

  func inserter(_ upsert: Upsert) throws -> any RowInserter {
    try inserter(
      into: upsert.table, columns: upsert.columns, conflict: upsert.conflict(tenant: PostgreSQLDDL.tenant),
      key: upsert.key)
  }

  private func inserter(
    into table: Table, columns: [String], conflict: String, key: [String]
  ) throws -> any RowInserter {
    let order = PostgreSQLInserter.Order { [weak self] inserter in
      try self?.sendRows { $0 !== inserter && $0.table.name == inserter.table.name }
    } beforeSending: { [weak self] inserter in
      let targets = Set(inserter.table.references.map(\.table))
      try self?.sendRows { $0 !== inserter && targets.contains($0.table.name) }
    }
    let inserter = try PostgreSQLInserter(
      into: table, columns: columns, conflict: conflict, key: key, on: connection, order: order)
    inserters.append(inserter)
    return inserter
  }

  func refreshStatistics() throws {
    try sendRows { _ in true }
    _ = try run("SELECT \(PostgreSQLDDL.refresh)()", [])
  }

  /// Sends everything, and waits for the answers.
  func finish() throws {
    try sendRows { _ in true }
    try connection.settle()
  }

  private func run(_ sql: String, _ arguments: [Value]) throws -> PostgreSQLResult {
    try checkCancelled()
    // A deletion may meet any row that refers to the deleted one; anything else meets the tables it names.
    let words = inserters.contains { $0.rowCount > 0 } ? StatementWords.of(sql) : []
    if !words.isEmpty { try sendRows { words.contains("delete") || words.contains($0.table.name) } }
    return try connection.askPrepared(sql, arguments)
  }

  private func sendRows(_ isConcerned: (PostgreSQLInserter) -> Bool) throws {
    for inserter in inserters where inserter.rowCount > 0 && isConcerned(inserter) { try inserter.send() }
  }

  private func each(row result: PostgreSQLResult, _ body: (any Row) throws -> Void) throws {
    let row = PostgreSQLRow(result)
    for index in 0..<result.rowCount {
      row.index = index
      try body(row)
    }
  }
}

/// The words of a statement: enough to know which tables it may touch.
private enum StatementWords {
  static func of(_ sql: String) -> Set<String> {
    Set(
      sql.utf8.split { byte in
        !((48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95)
      }.map { String(decoding: $0, as: UTF8.self).lowercased() })
  }
}
