/// What journals, accounts and third parties have beside their label; only those somebody set.
public enum MasterTables {
  public static let journal = Table(
    "journal_setting",
    columns: [.integer("journal_no"), .text("counterpart"), .small("is_active")] + LogTables.origin,
    primaryKey: ["journal_no"], references: [.to(LedgerTables.journal, "journal_no")], checks: ["is_active IN (0, 1)"])

  /// The rate is in hundredths of a percent.
  public static let account = Table(
    "account_setting",
    columns: [.integer("account_no"), .text("vat_account"), .integer("vat_rate"), .small("is_active")]
      + LogTables.origin,
    primaryKey: ["account_no"], references: [.to(LedgerTables.account, "account_no")], checks: ["is_active IN (0, 1)"])

  public static let party = Table(
    "party_setting",
    columns: [.integer("party_no"), .text("usual_account"), .integer("term_days"), .small("is_active")]
      + LogTables.origin,
    primaryKey: ["party_no"], references: [.to(LedgerTables.party, "party_no")], checks: ["is_active IN (0, 1)"])
}
