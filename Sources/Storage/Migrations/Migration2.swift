/// What reports read, added to the first tables.
enum Migration2 {
  static let name = "2 reports"

  /// In the order of their references.
  static let tables: [Table] = [StatementTables.partySide]
}
