/// Sums up to each month's end, and by the beginnings of accounts: a page of many accounts adds nothing up.
enum Migration4 {
  static let migration = Migration(
    4, "month ends", tables: [StatementTables.accountMonthEnd, StatementTables.rootMonth])
}
