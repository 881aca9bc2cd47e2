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
}
