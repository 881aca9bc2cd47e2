/// Closed years.
enum Migration8 {
  static let migration = Migration(
    8, "closings",
    tables: [ClosingTables.closing, ClosingTables.month, ClosingTables.document, ClosingTables.opening])
}
