/// What the pages read beside the lines by account and by third party: sums that are ready, and ways to find things.
/// All of it is derived, and holds visible entries only.
extension LedgerTables {
  /// `balance` without its third parties: a few rows for each account, whatever its number of customers.
  public static let accountMonth = Table(
    "account_month",
    columns: [
      .integer("year_no"), .integer("account_no"), .date("month"), .small("phase"), .small("status"),
      .integer("debit"), .integer("credit"), .integer("line_count"),
    ],
    primaryKey: ["year_no", "account_no", "month", "phase", "status"],
    references: [.to(account, "account_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["phase IN (0, 1)", "status IN (0, 1)", "month BETWEEN 190001 AND 209912"], isClustered: true)

  /// The accounts a third party stands on in a year, and what it amounts to there.
  public static let partyAccount = Table(
    "party_account",
    columns: [
      .integer("year_no"), .integer("party_no"), .integer("account_no"), .integer("debit"), .integer("credit"),
      .integer("line_count"),
    ],
    primaryKey: ["year_no", "party_no", "account_no"], checks: ["party_no > 0"], isClustered: true)

  /// Every visible entry in the order of its journal, with its sums.
  public static let entryByJournal = Table(
    "entry_by_journal",
    columns: [
      .integer("year_no"), .integer("journal_no"), .date("entry_date"), .integer("entry_no"), .integer("line_count"),
      .integer("debit"), .integer("credit"), .integer("import_no"),
    ],
    primaryKey: ["year_no", "journal_no", "entry_date", "entry_no"], isClustered: true)

  public static let journalMonth = Table(
    "journal_month",
    columns: [
      .integer("year_no"), .integer("journal_no"), .date("month"), .integer("entry_count"), .integer("line_count"),
      .integer("debit"), .integer("credit"),
    ],
    primaryKey: ["year_no", "journal_no", "month"], checks: ["month BETWEEN 190001 AND 209912"], isClustered: true)

  /// Where a folded number or piece reference leads. See ``Model/SearchText``.
  public static let entryKey = Table(
    "entry_key",
    columns: [.integer("year_no"), .text("search_key"), .integer("entry_no"), .integer("import_no")],
    primaryKey: ["year_no", "search_key", "entry_no"], isClustered: true)

  /// Folded numbers, codes and words of the labels of accounts and third parties. It holds masters that nothing
  /// stands on too: a search asks `account_month` or `party_account` as well.
  public static let masterKey = Table(
    "master_key", columns: [.small("kind"), .text("search_key"), .integer("master_no")],
    primaryKey: ["kind", "search_key", "master_no"], checks: ["kind BETWEEN 1 AND 2"], isClustered: true)
}
