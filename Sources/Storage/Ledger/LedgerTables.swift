/// The books proper. Amounts are cents; both sides of a line are kept as its source wrote them.
public enum LedgerTables {
  public static let journal = Table(
    "journal", columns: [.integer("journal_no"), .text("code"), .text("label")] + LogTables.origin,
    primaryKey: ["journal_no"], uniques: [["code"]])

  public static let account = Table(
    "account", columns: [.integer("account_no"), .text("number"), .text("label")] + LogTables.origin,
    primaryKey: ["account_no"], uniques: [["number"]])

  public static let party = Table(
    "party", columns: [.integer("party_no"), .small("nature"), .text("code"), .text("label")] + LogTables.origin,
    primaryKey: ["party_no"], uniques: [["nature", "code"]], checks: ["nature BETWEEN 1 AND 4", "party_no > 0"])

  public static let entry = Table(
    "entry",
    columns: [
      .integer("entry_no"), .blob("entry_id"), .integer("year_no"), .integer("journal_no"), .text("number"),
      .date("entry_date"), .date("validation_date"), .text("voucher_reference"), .date("voucher_date").optional,
      .text("label"), .integer("flags"), .integer("import_no"),
    ] + LogTables.origin,
    primaryKey: ["entry_no"], uniques: [["entry_id"]],
    references: [.to(journal, "journal_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["length(entry_id) = 16", "import_no >= 0"], isBulk: true)

  /// The lines of an entry lie together, in the order of the source.
  public static let line = Table(
    "entry_line",
    columns: [
      .integer("entry_no"), .integer("line_no"), .integer("account_no"), .integer("party_no"), .integer("debit"),
      .integer("credit"), .integer("source_rank"), .text("matching_code"), .date("matching_date").optional,
    ],
    primaryKey: ["entry_no", "line_no"], references: [.to(entry, "entry_no"), .to(account, "account_no")],
    isClustered: true, isBulk: true)

  /// What few lines have: an amount in another currency, or fields that differ from those of the entry.
  public static let lineExtra = Table(
    "entry_line_extra",
    columns: [
      .integer("entry_no"), .integer("line_no"), .text("original_text").optional,
      .text("original_currency").optional, .text("label").optional, .text("voucher_reference").optional,
      .date("voucher_date").optional, .date("entry_date").optional, .date("validation_date").optional,
      .text("journal_label").optional, .text("account_label").optional, .text("party_label").optional,
    ],
    primaryKey: ["entry_no", "line_no"],
    references: [
      Table.Reference(columns: ["entry_no", "line_no"], table: "entry_line", target: ["entry_no", "line_no"])
    ],
    isClustered: true, isBulk: true)

  /// How few lines were paid: those of books of receipts and payments.
  public static let settlement = Table(
    "entry_line_settlement",
    columns: [
      .integer("entry_no"), .integer("line_no"), .date("settlement_date").optional, .text("mode"), .text("nature"),
      .text("client"),
    ],
    primaryKey: ["entry_no", "line_no"],
    references: [
      Table.Reference(columns: ["entry_no", "line_no"], table: "entry_line", target: ["entry_no", "line_no"])
    ],
    isClustered: true, isBulk: true)

  /// Every visible line again, in the order of an account's page, with what the page adds up. Filled when an entry
  /// becomes visible: at the completion of its import, in one sorted pass.
  public static let lineByAccount = Table(
    "line_by_account",
    columns: [
      .integer("year_no"), .integer("account_no"), .date("entry_date"), .integer("entry_no"), .integer("line_no"),
      .integer("party_no"), .integer("debit"), .integer("credit"), .small("phase"), .integer("import_no"),
    ],
    primaryKey: ["year_no", "account_no", "entry_date", "entry_no", "line_no"], isClustered: true)

  /// The same for the page of a third party.
  public static let lineByParty = Table(
    "line_by_party",
    columns: [
      .integer("year_no"), .integer("account_no"), .integer("party_no"), .date("entry_date"), .integer("entry_no"),
      .integer("line_no"), .integer("debit"), .integer("credit"), .text("matching_code"), .small("phase"),
      .integer("import_no"),
    ],
    primaryKey: ["year_no", "account_no", "party_no", "entry_date", "entry_no", "line_no"],
    checks: ["party_no > 0"], isClustered: true)

  /// Sums of the visible lines; `party_no` 0 stands for « no third party ».
  public static let balance = Table(
    "balance",
    columns: [
      .integer("year_no"), .integer("account_no"), .integer("party_no"), .date("month"), .small("phase"),
      .small("status"), .integer("debit"), .integer("credit"),
    ],
    primaryKey: ["year_no", "account_no", "party_no", "month", "phase", "status"],
    references: [.to(account, "account_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["phase IN (0, 1)", "status IN (0, 1)", "month BETWEEN 190001 AND 209912"], isClustered: true)
}

/// Whether an amount was brought forward from the year before.
public enum BalancePhase: Int64, Sendable {
  case movement = 0
  case opening = 1
}

public enum BalanceStatus: Int64, Sendable {
  case draft = 0
  case validated = 1
}
