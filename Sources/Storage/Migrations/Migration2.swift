/// What the pages and the reports of the whole ledger read: sums that are ready, and ways to find things. All derived.
enum Migration2 {
  static let migration = Migration(
    2, "pages and reports",
    tables: [
      LedgerTables.accountMonth, LedgerTables.partyAccount, LedgerTables.entryByJournal, LedgerTables.journalMonth,
      LedgerTables.entryKey, LedgerTables.masterKey, StatementTables.partySide,
    ])
}
