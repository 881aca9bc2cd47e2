import Model

/// Answers questions from what was recorded up to a point of the log.
///
/// The questions are those of the present, word for word: before each one stand definitions, under the names of the
/// tables it reads, of what these tables held then (`WITH line_by_account AS (…)`). What a report asks, whoever wrote
/// it, is thus asked of the past too. A table that has no past here is refused by name.
final class KnownReading: ReadTransaction {
  private let base: any ReadTransaction
  private let tables: KnownTables

  var known: KnownPoint? { tables.point }

  init(_ base: any ReadTransaction, at point: KnownPoint) {
    self.base = base
    tables = KnownTables(point: point) { base.stored($0) }
  }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    let asked = try tables.asked(sql, arguments)
    try base.query(asked.sql, asked.arguments, body)
  }

  func scan(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    let asked = try tables.asked(sql, arguments)
    try base.scan(asked.sql, asked.arguments, body)
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    let asked = try tables.asked(sql, arguments)
    return try base.queryOne(asked.sql, asked.arguments, body)
  }
}
