/// What can be asked inside one transaction. The SQL is the common dialect of the two engines, with `?` for each
/// argument in order; it never names the tenant.
public protocol ReadTransaction: AnyObject {
  /// Calls `body` for each row, in order. The row is only valid during the call. An engine may hold the whole answer in
  /// memory: what may be as large as the books is asked through ``scan(_:_:_:)``.
  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws

  /// The same for answers of any size: memory does not grow with them.
  func scan(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws

  /// The first row as `body` reads it, or nil when there is none. What follows the first row is not read.
  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result?

  /// The point of the log that the books are read as known at; nil for the present.
  var known: KnownPoint? { get }

  /// The name of a table where a definition of the same name may hide it.
  func stored(_ table: String) -> String
}

/// What can be changed inside one transaction.
public protocol WriteTransaction: ReadTransaction {
  /// Runs one statement and gives how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [Value]) throws -> Int

  /// A prepared insertion, good until the end of the transaction. Cheaper than ``execute(_:_:)`` from the second row.
  /// An engine may gather rows: what reads the table meets them all, but a row that the table refuses may be told later
  /// than its insertion, at the latest when the transaction ends.
  func inserter(into table: Table, columns: [String]) throws -> any RowInserter

  /// A prepared insertion that updates the row it meets instead of failing.
  func inserter(_ upsert: Upsert) throws -> any RowInserter

  /// Called when tables have grown at once: an engine that plans by what its tables hold looks at them now, instead of
  /// planning for the small ones of before until it looks by itself.
  func refreshStatistics() throws

  /// Runs work that changes more pages than the cache holds and reads others meanwhile: an engine that keeps changed
  /// pages in memory gives those that are read a place beside them.
  func changingMuch(_ body: () throws -> Void) throws
}

extension ReadTransaction {
  public var known: KnownPoint? { nil }

  /// A definition that is not recursive does not hide the table from itself.
  public func stored(_ table: String) -> String { table }

  public func scan(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    try query(sql, arguments, body)
  }

  public func query(_ sql: String, _ body: (any Row) throws -> Void) throws { try query(sql, [], body) }

  /// All rows as `body` reads them: for answers whose size is bounded.
  public func list<Element>(
    _ sql: String, _ arguments: [Value] = [], _ body: (any Row) throws -> Element
  ) throws -> [Element] {
    var found: [Element] = []
    try query(sql, arguments) { found.append(try body($0)) }
    return found
  }

  /// The first column of the first row, or nil when there is no row or it is null.
  public func integer(_ sql: String, _ arguments: [Value] = []) throws -> Int64? {
    try queryOne(sql, arguments) { $0.isNull(0) ? nil : $0.integer(0) } ?? nil
  }
}

extension WriteTransaction {
  /// SQLite plans by the keys alone.
  public func refreshStatistics() throws {}

  public func changingMuch(_ body: () throws -> Void) throws { try body() }

  @discardableResult
  public func execute(_ sql: String) throws -> Int { try execute(sql, []) }

  /// Inserts as many rows as `body` steps through.
  public func insertMany(
    into table: Table, columns: [String], _ body: (any RowInserter) throws -> Void
  ) throws {
    try body(try inserter(into: table, columns: columns))
  }

  /// Inserts or updates as many rows as `body` steps through.
  public func upsertMany(_ upsert: Upsert, _ body: (any RowInserter) throws -> Void) throws {
    try body(try inserter(upsert))
  }
}
