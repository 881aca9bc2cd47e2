/// Closed years.
enum Migration7 {
  static let migration = Migration(
    7, "closings",
    tables: [ClosingTables.closing, ClosingTables.month, ClosingTables.document, ClosingTables.opening])
}
