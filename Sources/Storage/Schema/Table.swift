/// One table, declared once; each engine emits it in its own words. The tenant column is not among these columns:
/// an engine that shares its tables between companies puts it first in every key.
public struct Table: Equatable, Sendable {
  public struct Reference: Equatable, Sendable {
    public let columns: [String]
    public let table: String
    public let target: [String]
  }

  public struct Index: Equatable, Sendable {
    public let name: String
    public let columns: [String]
  }

  public enum Place: Equatable, Sendable {
    /// On a node and on the hub.
    case everywhere
    /// Only in the sealed file of a node: a device's secret never leaves it.
    case node
  }

  /// Where the rows come from, and so what a rebuild and an ordinary role may do with them.
  public enum Content: Equatable, Sendable {
    /// Projected from the log: dropped and made again at will.
    case derived
    /// Said by nothing else: kept by a rebuild.
    case kept
    /// Kept, and never changed once written.
    case appended
  }

  public let name: String
  public let columns: [Column]
  public let primaryKey: [String]
  public let uniques: [[String]]
  public let references: [Reference]
  /// Conditions in the common dialect.
  public let checks: [String]
  public let indexes: [Index]
  /// The rows live in the tree of the primary key itself (`WITHOUT ROWID` on SQLite).
  public let isClustered: Bool
  public let place: Place
  public let content: Content
  /// As many rows as the books have entries. Shared tables leave the references of such a table to the projector and to
  /// the verification: checked row by row, they were three quarters of the time of an import (ADR 0006).
  public let isBulk: Bool
  public let columnNames: [String]
  /// Inserts a whole row. Made once: it is asked for with every entry.
  let insertion: String

  public init(
    _ name: String, columns: [Column], primaryKey: [String], uniques: [[String]] = [],
    references: [Reference] = [], checks: [String] = [], indexes: [Index] = [], isClustered: Bool = false,
    place: Place = .everywhere, content: Content = .derived, isBulk: Bool = false
  ) {
    self.name = name
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniques = uniques
    self.references = references
    self.checks = checks
    self.indexes = indexes
    self.isClustered = isClustered
    self.place = place
    self.content = content
    self.isBulk = isBulk
    columnNames = columns.map(\.name)
    insertion = InsertStatement.made(into: name, columns: columnNames)
  }
}

extension Table.Reference {
  /// The same column name on both sides.
  public static func to(_ table: Table, _ column: String) -> Table.Reference {
    Table.Reference(columns: [column], table: table.name, target: [column])
  }
}
