/// The first tables, named for good: a later migration adds, and never renames.
enum Migration1 {
  static let name = "1 books"

  /// In the order of their references.
  static let tables: [Table] = [
    LogTables.meta, LogTables.device, LogTables.changeSet, LogTables.deviceSecret,
    CompanyTables.profile, CompanyTables.person, CompanyTables.fiscalYear, CompanyTables.export,
    ImportTables.run, ImportTables.journalSum,
    LedgerTables.journal, LedgerTables.account, LedgerTables.party, LedgerTables.entry, LedgerTables.line,
    LedgerTables.lineExtra, LedgerTables.lineByAccount, LedgerTables.lineByParty, LedgerTables.balance,
  ]
}
