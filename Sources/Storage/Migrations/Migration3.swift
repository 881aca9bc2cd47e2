/// What lines of books of receipts and payments have beside the others.
enum Migration3 {
  static let migration = Migration(3, "settlements", tables: [LedgerTables.settlement])
}
