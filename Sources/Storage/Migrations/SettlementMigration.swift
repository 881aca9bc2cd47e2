/// What lines of books of receipts and payments have beside the others. The table of an older file is empty, as it
/// should be: its imports left these fields out.
enum SettlementMigration {
  static let name = "settlements"

  static let tables: [Table] = [LedgerTables.settlement]
}
