/// What the balance sheet reads beside the balances. Derived, like them.
public enum StatementTables {
  /// What the third parties of an account owe, and what is owed to them, at the end of a month: the sum of the debit
  /// balances, and of the credit ones. Without it a balance sheet would add up every month of every third party.
  /// Every month from the account's first one to the year's last has its row.
  public static let partySide = Table(
    "party_side",
    columns: [
      .integer("year_no"), .date("month"), .integer("account_no"), .integer("debtors"), .integer("creditors"),
    ],
    primaryKey: ["year_no", "month", "account_no"],
    references: [.to(LedgerTables.account, "account_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["debtors >= 0", "creditors >= 0", "month BETWEEN 190001 AND 209912"], isClustered: true)

  /// What every account amounts to at the end of a month, openings included: the months before are added up once, when
  /// entries become visible, and not again for each page. Every month from the account's first one to the year's last
  /// has its row.
  public static let accountMonthEnd = Table(
    "account_month_end",
    columns: [
      .integer("year_no"), .date("month"), .integer("account_no"), .integer("debit"), .integer("credit"),
      .integer("opening_debit"), .integer("opening_credit"), .integer("line_count"),
    ],
    primaryKey: ["year_no", "month", "account_no"],
    references: [.to(LedgerTables.account, "account_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["line_count > 0", "month BETWEEN 190001 AND 209912"], isClustered: true)

  /// What the accounts that begin alike add up to in a month, openings included: the first page reads it, whatever the
  /// number of accounts. The root is their first two characters.
  public static let rootMonth = Table(
    "root_month",
    columns: [.integer("year_no"), .text("root"), .date("month"), .integer("debit"), .integer("credit")],
    primaryKey: ["year_no", "root", "month"], references: [.to(CompanyTables.fiscalYear, "year_no")],
    checks: ["month BETWEEN 190001 AND 209912"], isClustered: true)
}
