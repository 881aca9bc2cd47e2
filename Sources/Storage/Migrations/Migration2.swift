/// What the pages and the reports of the whole ledger read: sums that are ready, and ways to find things. All derived: a
/// file of the first version gets these tables empty, and is built again from its log.
enum Migration2 {
  static let name = "2 pages and reports"

  static let tables: [Table] = [
    LedgerTables.accountMonth, LedgerTables.partyAccount, LedgerTables.entryByJournal, LedgerTables.journalMonth,
    LedgerTables.entryKey, LedgerTables.masterKey, StatementTables.partySide,
  ]
}
