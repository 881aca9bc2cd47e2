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

  public init(into table: Table, columns: [String], key: [String], action: Action) {
    self.table = table
    self.columns = columns
    self.key = key
    self.action = action
  }

  /// The statement with `?` placeholders. `tenant` is the tenant column of an engine that has one.
  package func sql(tenant: String?) -> String {
    InsertStatement.sql(into: table, columns: columns) + conflict(tenant: tenant)
  }

  /// What follows the inserted values.
  func conflict(tenant: String?) -> String {
    let target = ((tenant.map { [$0] } ?? []) + key).joined(separator: ", ")
    return " ON CONFLICT (\(target)) DO \(actionSQL)"
  }

  private var actionSQL: String {
    switch action {
    case .replace(let names):
      "UPDATE SET " + names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    case .add(let names):
      "UPDATE SET " + names.map { "\($0) = \(table.name).\($0) + excluded.\($0)" }.joined(separator: ", ")
    case .nothing: "NOTHING"
    }
  }
}

package enum InsertStatement {
  package static func sql(into table: Table, columns: [String]) -> String {
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }
}
