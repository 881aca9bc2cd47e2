/// The first tables, named for good: a later migration adds, and never renames.
enum Migration1 {
  static let migration = Migration(
    1, "books",
    tables: [
      LogTables.meta, LogTables.device, LogTables.changeSet, LogTables.deviceSecret,
      CompanyTables.profile, CompanyTables.person, CompanyTables.fiscalYear, CompanyTables.export,
      ImportTables.run, ImportTables.journalSum,
      LedgerTables.journal, LedgerTables.account, LedgerTables.party, LedgerTables.entry, LedgerTables.line,
      LedgerTables.lineExtra, LedgerTables.lineByAccount, LedgerTables.lineByParty, LedgerTables.balance,
    ])
}
