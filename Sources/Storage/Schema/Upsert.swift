/// An insertion that meets the row already there under the same key: the engine supplies the conflict target, tenant
/// included, so the statement is declared and never written by hand.
public struct Upsert: Equatable, Sendable {
  public enum Action: Equatable, Sendable {
    /// The new value takes the place of the old one in these columns.
    case replace([String])
    /// The new value is added to the old one in these columns.
    case add([String])
    case nothing
  }

  public let table: Table
  public let columns: [String]
  /// The columns of a primary or unique key of the table.
  public let key: [String]
  public let action: Action
  /// The statement, with `?` placeholders, of an engine that keeps one company. Made once, where the upsert is.
  let text: String

  public init(into table: Table, columns: [String], key: [String], action: Action) {
    self.table = table
    self.columns = columns
    self.key = key
    self.action = action
    text =
      InsertStatement.sql(into: table, columns: columns)
      + Self.conflict(target: key, Self.actionSQL(action, on: table.name))
  }

  /// Of whole rows, by the primary key.
  public init(into table: Table, _ action: Action) {
    self.init(into: table, columns: table.columnNames, key: table.primaryKey, action: action)
  }

  /// What follows the inserted values in an engine that shares its tables between companies.
  func conflict(tenant: String) -> String {
    Self.conflict(target: [tenant] + key, Self.actionSQL(action, on: table.name))
  }

  private static func conflict(target: [String], _ action: String) -> String {
    " ON CONFLICT (\(target.joined(separator: ", "))) DO \(action)"
  }

  private static func actionSQL(_ action: Action, on table: String) -> String {
    switch action {
    case .replace(let names):
      "UPDATE SET " + names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    case .add(let names):
      "UPDATE SET " + names.map { "\($0) = \(table).\($0) + excluded.\($0)" }.joined(separator: ", ")
    case .nothing: "NOTHING"
    }
  }
}

package enum InsertStatement {
  package static func sql(into table: Table, columns: [String]) -> String {
    columns == table.columnNames ? table.insertion : made(into: table.name, columns: columns)
  }

  static func made(into table: String, columns: [String]) -> String {
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }
}
