import Model

/// An insertion by arrays: rows are gathered column by column and sent together, one array per column, so that a
/// thousand rows cost one statement. The transaction sends what is gathered before anything could miss it.
final class PostgreSQLInserter: RowInserter {
  /// Rows, and bytes, beyond which what is gathered is sent.
  private static let mostRows = 2_000
  private static let mostBytes = 1 << 20

  let table: Table
  private let sql: String
  private let columns: [ArrayColumn]
  private let connection: PostgreSQLConnection
  /// Places of the key that an upsert meets rows by: one statement may not meet the same row twice.
  private let keyPlaces: [Int]
  private var keys: Set<[UInt8]> = []
  private(set) var rowCount = 0
  private var refusal: Fault?
  private let order: Order

  /// How the transaction keeps several insertions in order.
  struct Order {
    /// Sends what other insertions gathered for the same table: it gets its rows in the order they came.
    let beforeGathering: (PostgreSQLInserter) throws -> Void
    /// Sends the rows of other insertions that these may refer to.
    let beforeSending: (PostgreSQLInserter) throws -> Void
  }

  /// - Parameter conflict: what follows the rows in the statement.
  init(
    into table: Table, columns names: [String], conflict: String, key: [String], on connection: PostgreSQLConnection,
    order: Order
  ) throws {
    let kinds = try names.map { name in
      guard let column = table.columns.first(where: { $0.name == name }) else {
        throw Fault(.database, "\(table.name) declares no column \(name)")
      }
      return column.kind
    }
    // In the list of the SELECT the arrays are walked side by side; in a FROM each would be copied out first.
    let values = kinds.enumerated().map { "unnest($\($0.offset + 1)::\(ArrayColumn.typeName($0.element)))" }
    sql = """
      INSERT INTO \(table.name) (\(names.joined(separator: ", "))) \
      SELECT \(values.joined(separator: ", "))\(conflict)
      """
    self.table = table
    self.columns = kinds.map(ArrayColumn.init)
    self.connection = connection
    self.order = order
    keyPlaces = key.compactMap { names.firstIndex(of: $0) }
  }

  func set(_ column: Int, _ value: Int64) { note(begin(column).append(value), column) }

  func set(_ column: Int, _ value: String) {
    var value = value
    value.withUTF8 { note(begin(column).append(text: UnsafeRawBufferPointer($0)), column) }
  }

  func set(_ column: Int, _ value: [UInt8]) {
    value.withUnsafeBytes { note(begin(column).append(blob: $0), column) }
  }

  func set(_ column: Int, high: UInt64, low: UInt64) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { note(begin(column).append(blob: $0), column) }
  }

  /// A value set twice in a row takes the place of the first.
  private func begin(_ column: Int) -> ArrayColumn {
    if columns[column].count > rowCount { columns[column].removeLast() }
    return columns[column]
  }

  private func note(_ isTaken: Bool, _ column: Int) {
    guard !isTaken else { return }
    columns[column].appendNull()
    refusal = refusal ?? Fault(.database, "\(table.name): a value does not fit column \(column) (PostgreSQL)")
  }

  func insert() throws {
    if let refusal { throw refusal }
    if rowCount == 0 { try order.beforeGathering(self) }
    for column in columns where column.count == rowCount { column.appendNull() }
    if !keyPlaces.isEmpty {
      let key = keyPlaces.flatMap { Array(columns[$0].last) }
      if !keys.insert(key).inserted {
        try sendAllButLast()
        keys = [key]
      }
    }
    rowCount += 1
    if rowCount >= Self.mostRows || columns.reduce(0, { $0 + $1.used }) >= Self.mostBytes { try send() }
  }

  private func sendAllButLast() throws {
    let row = columns.map { Array($0.last) }
    for column in columns { column.removeLast() }
    try send()
    for (column, value) in zip(columns, row) { column.append(raw: value) }
  }

  /// Sends what is gathered, without waiting for the answer.
  func send() throws {
    guard rowCount > 0 else { return }
    try order.beforeSending(self)
    let values = columns.map { $0.finish() }
    rowCount = 0
    keys = []
    defer { for column in columns { column.removeAll() } }
    try connection.send(sql, values)
  }
}
